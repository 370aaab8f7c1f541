import Foundation
import Postgres
import Testing

extension CommandSuite {
    @Suite("following the end of the log", .timeLimit(.minutes(2)))
    struct LogTailTests {
        /// Six events: a commitment of 10,000 yuan, two transfers of it, and one of them received.
        private static func ledger(in home: CommandHome? = nil) async throws -> CommandLedger {
            let ledger = if let home { try await home.ledger() } else { try await CommandHome.ledger() }
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t1 --agreement c --amount 1000.50 --on 2014-03-18",
                "transfer t2 --agreement c --amount 2000 --on 2014-03-19",
                "receive t1 --on 2014-03-21")
            return ledger
        }

        private static func positions(_ lines: String) throws -> [Int] {
            try lines.split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                return try #require(object?["position"] as? Int)
            }
        }

        /// A shell script that reads lines of the command's output, each counted by `read`, and then sends it a signal.
        private static func interrupt(_ signal: String, after lines: Int) -> String {
            """
            coproc TAIL { exec "$@"; }
            pid=$TAIL_PID
            for ((i = 0; i < \(lines); i++)); do IFS= read -r line <&"${TAIL[0]}"; printf '%s\\n' "$line"; done
            kill -s \(signal) "$pid"; wait "$pid"; echo "status $?"
            """
        }

        @Test("without following it shows the last ten events, or as many or from where it is told")
        func last() async throws {
            let ledger = try await Self.ledger()
            try await ledger.record(
                "transfer t3 --agreement c --amount 1 --on 2014-03-22",
                "transfer t4 --agreement c --amount 1 --on 2014-03-22",
                "transfer t5 --agreement c --amount 1 --on 2014-03-22",
                "transfer t6 --agreement c --amount 1 --on 2014-03-22",
                "transfer t7 --agreement c --amount 1 --on 2014-03-22",
                "transfer t8 --agreement c --amount 1 --on 2014-03-22")
            for (options, expected) in [
                ([], Array(2..<12)), (["-n", "3"], [9, 10, 11]), (["--last", "0"], []),
                (["--last", "99"], Array(0..<12)),
                (["--from", "10"], [10, 11]), (["--from", "12"], []),
                (["--type", "FundsTransferred", "-n", "2"], [10, 11]),
                (["--type", "FundsCommitted", "--type", "FundsReceived"], [2, 5]),
                (["--stream", "transfer/t1", "-n", "1"], [5]),
                (["--stream", "transfer/t1", "--type", "FundsTransferred"], [3]),
                (["--type", "FundsSent", "-n", "0"], []),
            ] as [([String], [Int])] {
                let outcome = try await ledger.run(["log", "tail", "--format", "ndjson"] + options)
                #expect(outcome.status == 0 && outcome.errors == "", "\(options): \(outcome.errors)")
                #expect(try Self.positions(outcome.output) == expected, "\(options)")
            }
            let csv = try await ledger.run(
                "log", "tail", "--type", "FundsTransferred", "-n", "1", "-o", "\(ledger.name).csv")
            #expect(csv.status == 0 && csv.output == "")
            let rows = try ledger.home.contents(of: "\(ledger.name).csv").split(separator: "\r\n")
            #expect(rows.map { $0.split(separator: ",")[0] } == ["position", "11"])
        }

        @Test("says so when there is no such stream or type, unless it is to be quiet")
        func nothingFound() async throws {
            let ledger = try await Self.ledger()
            let note =
                "note: no event of stream \"transfer/x\" or \"transfer/y\" and type \"FundsSent\" was found; "
                + "streams and types are written as in `pairledger log show`\n"
            let filter = [
                "--stream", "transfer/x", "--stream", "transfer/y", "--type", "FundsSent", "--format", "ndjson",
            ]
            for verb in ["show", "tail"] {
                let outcome = try await ledger.run(["log", verb] + filter)
                #expect(outcome.status == 0 && outcome.output == "")
                #expect(outcome.errors == note)
                #expect(try await ledger.run(["log", verb, "--quiet"] + filter).errors == "")
            }
        }

        @Test("shows every event once and in order while another process records, and ends when its reader goes")
        func following() async throws {
            let ledger = try await Self.ledger()
            let file = "\(ledger.name)-payments.csv"
            try await ledger.record(
                "receive t2 --on 2014-03-21",
                "project approve k --name School --place 653000 --purpose education --planned-total 9000 "
                    + "--planned-aid 9000 --on 2014-01-10", "allocate k --amount 1200 --on 2014-04-08")
            let payments = (0..<40).map { "P\($0),k,1,builder,2014-06-12\n" }.joined()
            try ledger.home.write("payment,project,amount,payee,paid_on\n" + payments, to: file)
            async let all = ledger.shell(
                #""$@" | head -n 49; echo "status ${PIPESTATUS[0]}" >&2"#,
                ["log", "tail", "--follow", "--from", "0", "--format", "ndjson"])
            async let spent = ledger.shell(
                #"trap '' PIPE; "$@" | head -n 40; echo "status ${PIPESTATUS[0]}" >&2"#,
                [
                    "log", "tail", "--follow", "--from", "0", "--format", "ndjson", "--stream", "project/k", "--type",
                    "FundsSpent",
                ])
            let imported = try await ledger.run("import", "csv", file)
            #expect(imported.status == 0, "\(imported.errors)")
            let (everything, part) = (try await all, try await spent)
            #expect(try Self.positions(everything.output) == Array(0..<49))
            #expect(try Self.positions(part.output) == Array(9..<49))
            // With the signal of a closed pipe left on, a writer may also be ended by it: 128 + SIGPIPE.
            #expect(["status 0\n", "status 141\n"].contains(everything.errors), "\(everything.errors)")
            #expect(part.errors == "status 0\n")
            let shown = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson")
            #expect(everything.output == shown.output)
        }

        @Test("ends with status 0 at SIGINT and SIGTERM", arguments: ["INT", "TERM"])
        func signals(signal: String) async throws {
            let ledger = try await Self.ledger()
            let outcome = try await ledger.shell(
                Self.interrupt(signal, after: 2), ["log", "tail", "--follow", "-n", "2", "--format", "ndjson"])
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n").map(String.init)
            #expect(lines.last == "status 0")
            #expect(try Self.positions(lines.dropLast().joined(separator: "\n")) == [4, 5])
        }

        @Test("writes rows of a table under columns of fixed widths, and of CSV under one header")
        func rows() async throws {
            let ledger = try await Self.ledger()
            let follow = ["log", "tail", "--follow", "--from", "2"]
            let table = try await ledger.shell(Self.interrupt("TERM", after: 5), follow)
            #expect(
                table.output.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "<instant>") == """
                       Position  Effective on  Type                  Stream                    Version              Moved  Actor                     Recorded at
                    -----------  ------------  --------------------  ------------------------  -------  -----------------  ------------------------  ---------------------------
                              2  2014-02-20    FundsCommitted        agreement/c                     1          10,000.00  county finance bureau     <instant>
                              3  2014-03-18    FundsTransferred      transfer/t1                     1           1,000.50  county finance bureau     <instant>
                              4  2014-03-19    FundsTransferred      transfer/t2                     1           2,000.00  county finance bureau     <instant>
                    status 0

                    """)
            let csv = try await ledger.shell(Self.interrupt("TERM", after: 4), follow + ["--format", "csv"])
            let rows = csv.output.split(whereSeparator: \.isNewline)
            #expect(rows.first == "position,effective_on,type,stream,version,moved_yuan,actor,recorded_at")
            #expect(rows.dropFirst().map { $0.prefix(2) } == ["2,", "3,", "4,", "st"])
        }

        @Test("ends with status 4 when its server ends")
        func serverEnds() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let ledger = try await Self.ledger(in: home)
            let outcome = try await ledger.shell(
                """
                coproc TAIL { exec "$@"; }
                pid=$TAIL_PID
                read -r line <&"${TAIL[0]}"
                "$1" down --quiet; wait "$pid"; echo "status $?"
                """, ["log", "tail", "--follow", "-n", "1", "--format", "ndjson"])
            #expect(outcome.output == "status 4\n", "\(outcome.errors)")
            #expect(outcome.errors.hasPrefix("pairledger: error: "), "\(outcome.errors)")
        }

        @Test(
            "is told what cannot be followed",
            arguments: [
                (["--from", "1", "--last", "1"], "--from and --last both say where to begin; give one of them"),
                (["--last=-1"], "positions and numbers of events are counted from 0"),
                (["--follow", "--format", "json"], "a JSON text ends, which --follow does not; use --format ndjson"),
                (
                    ["--follow", "--format", "html"],
                    "a page ends, which --follow does not; use --format table, csv or ndjson"
                ),
                (
                    ["-f", "-o", "x.csv"],
                    "--follow has no end at which a file could be put in place; use > instead of --output"
                ),
            ])
        func refused(options: [String], sentence: String) async throws {
            let outcome = try await CommandHome.shared.value.run(["log", "tail"] + options)
            #expect(outcome.status == 2 && outcome.output == "")
            #expect(outcome.errors.hasPrefix("pairledger: error: \(sentence)\n"), "\(outcome.errors)")
        }
    }
}
