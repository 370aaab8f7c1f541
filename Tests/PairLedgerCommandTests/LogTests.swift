import Foundation
import Postgres
import Testing

extension CommandSuite {
    @Suite("showing the log")
    struct LogTests {
        private static let ledger = Task { () async throws -> CommandLedger in
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --name-zh 对口支援 --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000 --on 2014-03-18",
                "receive t --amount 2000 --on 2014-03-21 --request-id voucher-1")
            return ledger
        }

        @Test("gives the entries, each of which hashes to the leaf that the database keeps")
        func leaves() async throws {
            let ledger = try await CommandHome.ledger()
            let imported = try await ledger.run(["import", "csv"] + DemoFiguresTests.sampleFiles())
            #expect(imported.status == 0, "\(imported.errors)")
            let file = "\(ledger.name).ndjson"
            let shown = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson")
            #expect(shown.status == 0 && shown.errors == "")
            try ledger.home.write(shown.output, to: file)
            let written = try await ledger.run("log", "show", "--limit", "0", "-o", "by-ending-\(file)")
            #expect(written.status == 0 && written.output == "")
            #expect(try ledger.home.contents(of: "by-ending-\(file)") == shown.output)

            // Another program, which has nothing but the lines.
            let hashed = try await ledger.home.run(
                program: "python3",
                [
                    "-c",
                    """
                    import hashlib, json, sys
                    for number, line in enumerate(open(sys.argv[1], "rb")):
                        entry = line.rstrip(b"\\n")
                        assert json.loads(entry)["position"] == number
                        print(hashlib.sha256(b"\\0" + entry).hexdigest())
                    """, file,
                ])
            #expect(hashed.status == 0, "\(hashed.errors)")
            let connection = try await ledger.home.connect()
            let leaves = try await connection.run { [name = ledger.name] session in
                let sql = "SELECT encode(leaf, 'hex') FROM pairledger.event WHERE ledger = $1 ORDER BY position"
                return try session.query(sql, [.text(name)]).map { try $0.text(0) }
            }
            await connection.close()
            #expect(leaves.count == 700)
            #expect(hashed.output.split(separator: "\n").map(String.init) == leaves)
        }

        @Test("shows one event with its data, its postings and its envelope")
        func oneEvent() async throws {
            let ledger = try await Self.ledger.value
            let outcome = try await ledger.run("log", "show", "4")
            #expect(outcome.status == 0 && outcome.errors == "")
            #expect(
                masked(outcome.output) == """
                    Log
                    Events in the ledger  5

                    Events (amounts in yuan)
                    Position  Effective on  Type           Stream      Version  Moved  Actor                  Recorded at
                    --------  ------------  -------------  ----------  -------  -----  ---------------------  ---------------------------
                           4  2014-03-21    FundsReceived  transfer/t        2  2,000  county finance bureau  <instant>

                    Data, as recorded (amounts in 分)
                    Field       Value
                    ----------  ------
                    amount      200000
                    closes      false
                    currency    CNY
                    instrument  fiscal
                    region      653000

                    Postings (amounts in yuan)
                    Account         Amount
                    --------------  ------
                    transit:t       -2,000
                    holding:653000   2,000

                    Envelope
                    Field        Value
                    -----------  ------------------------------------
                    id           <id>
                    correlation  <id>
                    causation
                    recorder     pairledger_recorder
                    v            2

                    """)
        }

        @Test("shows a part of it")
        func part() async throws {
            let ledger = try await Self.ledger.value
            let outcome = try await ledger.run("log", "show", "--from", "1", "--limit", "2")
            #expect(
                masked(outcome.output) == """
                    Log
                    Events in the ledger  5

                    Events (amounts in yuan)
                    Position  Effective on  Type            Stream       Version   Moved  Actor                  Recorded at
                    --------  ------------  --------------  -----------  -------  ------  ---------------------  ---------------------------
                           1  2010-03-30    PairingFormed   pairing/p          1          county finance bureau  <instant>
                           2  2014-02-20    FundsCommitted  agreement/c        1  10,000  county finance bureau  <instant>

                    """)
            let beyond = try await ledger.run("log", "show", "--from", "7", "--format", "csv")
            #expect(beyond.status == 0)
            #expect(beyond.output == "position,effective_on,type,stream,version,moved_yuan,actor,recorded_at\r\n")
            let none = try await ledger.run("log", "show", "--from", "7", "--format", "ndjson")
            #expect(none.status == 0 && none.output == "")
        }

        @Test(
            "shows what is asked for: of a stream, of a type, backwards",
            arguments: [
                (["--reverse"], [4, 3, 2, 1, 0]), (["--reverse", "--limit", "2"], [4, 3]),
                (["--reverse", "--from", "1"], [1, 0]),
                (["--reverse", "--from", "99", "--limit", "0"], [4, 3, 2, 1, 0]),
                (["--stream", "transfer/t"], [3, 4]), (["--stream", "transfer/t", "--reverse"], [4, 3]),
                (["--stream", "transfer/t", "--stream", "pairing/p"], [1, 3, 4]),
                (["--type", "FundsReceived"], [4]), (["--type", "FundsReceived", "--type", "PairingFormed"], [1, 4]),
                (["--stream", "transfer/t", "--type", "FundsTransferred"], [3]),
                (["--stream", "transfer/t", "--from", "4"], [4]), (["--type", "FundsReceived", "--from", "5"], []),
            ])
        func filtered(options: [String], positions: [Int64]) async throws {
            let ledger = try await Self.ledger.value
            for format in ["csv", "ndjson"] {
                let outcome = try await ledger.run(["log", "show", "--format", format] + options)
                #expect(outcome.status == 0, "\(outcome.errors)")
                let lines = outcome.output.split(whereSeparator: \.isNewline)
                let shown =
                    format == "csv"
                    ? lines.dropFirst().map { $0.prefix { $0 != "," } }
                    : lines.compactMap { $0.firstMatch(of: /"position":(\d+),"postings"/)?.output.1 }
                #expect(shown.map { Int64($0) } == positions, "\(format)")
            }
        }

        @Test(
            "refuses a position together with what would select others",
            arguments: ["--reverse", "--from=1", "--type=X"])
        func positionAlone(option: String) async throws {
            let ledger = try await Self.ledger.value
            let outcome = try await ledger.run("log", "show", "3", option)
            #expect(outcome.status == 2 && outcome.output == "")
            #expect(
                outcome.errors.hasPrefix("pairledger: error: a position shows that event alone; leave "),
                "\(outcome.errors)")
        }

        @Test("has nothing at a position that does not exist yet, nor before the first")
        func outOfRange() async throws {
            let ledger = try await Self.ledger.value
            let beyond = try await ledger.run("log", "show", "5")
            #expect(
                beyond.errors == """
                    pairledger: error: there is no event at position 5: ledger \(ledger.name) has 5 events
                      positions are counted from 0

                    """)
            #expect(beyond.status == 2 && beyond.output == "")
            for words in [["--from", "9223372036854775807"], ["--from", "1", "--limit", "9223372036854775807"]] {
                let entries = try await ledger.run(["log", "show", "--format", "ndjson"] + words)
                #expect(entries.status == 0, "\(words)")
                #expect(entries.output.split(separator: "\n").count == (words.count == 2 ? 0 : 4), "\(words)")
                #expect(try await ledger.run(["log", "show"] + words).status == 0, "\(words)")
            }
            let before = try await ledger.run("log", "show", "--from", "-1")
            #expect(before.status == 2 && before.output == "")
            let word = try await ledger.run("log", "show", "first")
            #expect(word.status == 2)
            #expect(
                word.errors.hasPrefix("pairledger: error: The value 'first' is invalid for '<position>'\n"),
                "\(word.errors)")
        }

        /// What differs from run to run, under names.
        private func masked(_ text: String) -> String {
            text.replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z/, with: "<instant>")
                .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "<id>")
        }
    }
}
