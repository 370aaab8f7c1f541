import Foundation
import Postgres
import Testing

extension CommandSuite {
    @Suite("before it records or reports anything")
    struct OutputFirstTests {
        /// A project with 1,200 yuan.
        private static func ledger(in home: CommandHome? = nil) async throws -> CommandLedger {
            let ledger = if let home { try await home.ledger() } else { try await CommandHome.ledger() }
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000 --on 2014-03-18", "receive t --on 2014-03-21",
                "project approve k --name School --place 653000 --purpose education --planned-total 9000 "
                    + "--planned-aid 9000 --on 2014-01-10", "allocate k --amount 1200 --on 2014-04-08")
            return ledger
        }

        @Test(
            "learns that the result cannot be shown, and ends with status 2 and nothing recorded",
            arguments: [
                (["--format", "ndjson"], "a report has no NDJSON form\n  use --format table, csv, json or html\n"),
                (["--output", "x.ndjson"], "a report has no NDJSON form\n  use --format table, csv, json or html\n"),
                (
                    ["--output", "/nonexistent/x.csv"],
                    "/nonexistent/x.csv cannot be written: No such file or directory\n  name another file with --output\n"
                ),
            ])
        func unshowable(options: [String], sentence: String) async throws {
            let ledger = try await Self.ledger()
            let file = "\(ledger.name)-payments.csv"
            try ledger.home.write("payment,project,amount,payee,paid_on\nP1,k,1,builder,2014-06-12\n", to: file)
            let (events, files) = (try await ledger.events(), ledger.home.files)
            let commands = [["allocate", "k", "--amount", "1", "--on", "2014-06-12"], ["import", "csv", file]]
            for command in commands {
                let outcome = try await ledger.run(command + options)
                #expect(outcome.errors == "pairledger: error: " + sentence, "\(command)")
                #expect(outcome.status == 2, "\(command)")
                #expect(outcome.output == "", "\(command)")
                #expect(try await ledger.events() == events, "\(command)")
            }
            #expect(ledger.home.files == files)
            for (count, command) in commands.enumerated() {
                let outcome = try await ledger.run(command)
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(try await ledger.events() == events + Int64(count) + 1)
            }
        }

        @Test("a refused request leaves the file of an earlier result as it was, and no other beside it")
        func refusedKeepsFile() async throws {
            let ledger = try await Self.ledger()
            let file = "\(ledger.name)-result.json"
            try ledger.home.write("an earlier result\n", to: file)
            let files = ledger.home.files
            let refused = try await ledger.run("allocate", "k", "--amount", "9000", "--on", "2014-06-12", "-o", file)
            #expect(refused.status == 3 && refused.output == "", "\(refused.errors)")
            #expect(try ledger.home.contents(of: file) == "an earlier result\n")
            #expect(ledger.home.files == files)
            let made = try await ledger.run("allocate", "k", "--amount", "1", "--on", "2014-06-12", "-o", file)
            #expect(made.status == 0 && made.output == "", "\(made.errors)")
            #expect(try ledger.home.contents(of: file).contains("\"FundsAllocated\""))
            #expect(ledger.home.files == files)
        }

        @Test("the whole log goes to a file, page by page, as it goes to standard output")
        func wholeLog() async throws {
            let ledger = try await Self.ledger()
            let payments = (1...2_500).map { "P\($0),k,0.01,builder,2014-06-12\n" }
            let csv = "\(ledger.name)-many-payments.csv"
            try ledger.home.write("payment,project,amount,payee,paid_on\n" + payments.joined(), to: csv)
            let imported = try await ledger.run("import", "csv", csv)
            try #require(imported.status == 0, "\(imported.errors)")
            let file = "\(ledger.name)-log"
            // What stood there before is longer.
            try ledger.home.write(String(repeating: "x", count: 4_000_000), to: file)
            let files = ledger.home.files
            for from in [[], ["--from", "1007"]] {
                let show = ["log", "show", "--limit", "0", "--format", "ndjson"] + from
                let shown = try await ledger.run(show)
                let lines = shown.output.split(separator: "\n", omittingEmptySubsequences: false).count - 1
                #expect(lines == (from.isEmpty ? 2_507 : 1_500))
                let written = try await ledger.run(show + ["--output", file])
                #expect(written.status == 0 && written.output == "" && written.errors == "")
                #expect(try ledger.home.contents(of: file) == shown.output)
            }
            #expect(ledger.home.files == files)
        }

        @Test("knows a payment by its identifier, whatever the request is called")
        func onePayment() async throws {
            let ledger = try await Self.ledger()
            let spend = ["spend", "P1", "--project", "k", "--payee", "builder", "--on", "2014-06-12", "--amount"]
            let first = try await ledger.run(spend + ["450"])
            #expect(first.status == 0 && first.errors == "")
            let events = try await ledger.events()
            for requestID in ["v1", "v2"] {
                let again = try await ledger.run(spend + ["450", "--request-id", requestID])
                #expect(again.status == 0)
                #expect(
                    again.errors.wholeMatch(
                        of: /already on record at position 7 since \S+Z; nothing new was recorded\n/) != nil,
                    "\(again.errors)")
                #expect(again.output.hasPrefix("On record already\n"))
            }
            let other = try await ledger.run(spend + ["451", "--request-id", "v1"])
            #expect(
                other.errors == """
                    pairledger: error: payment/P1 is on record already, at position 7, with other content
                      see it with `pairledger log show 7`; give a new one an identifier of its own

                    """)
            #expect(other.status == 3 && other.output == "")
            #expect(try await ledger.events() == events)
        }

        @Test(
            "refuses an actor or a request without a name, and records nothing",
            arguments: ["--actor", "--request-id"], ["", " ", "\t", "a\nb"])
        func nameless(option: String, value: String) async throws {
            let ledger = try await Self.sharedLedger.value
            let events = try await ledger.events()
            let outcome = try await ledger.run("allocate", "k", "--amount", "1", "--on", "2014-06-12", option, value)
            #expect(
                outcome.errors.hasPrefix(
                    "pairledger: error: \(option) is empty or has control characters in it\n"), "\(outcome.errors)")
            #expect(outcome.status == 2 && outcome.output == "")
            #expect(try await ledger.events() == events)
        }

        /// Nothing is ever recorded in it.
        private static let sharedLedger = Task { () async throws -> CommandLedger in try await ledger() }

        @Test("takes the day that it is where the user is, when no day is given")
        func localDay() async throws {
            let ledger = try await Self.sharedLedger.value
            let commands = [
                ["allocate", "k", "--amount", "1"], ["transfer", "t2", "--agreement", "c", "--amount", "1"],
            ]
            for command in commands {
                var days: Set<Substring> = []
                // 14 hours ahead of Greenwich and 12 behind it: two days at every moment. Written so, no file of zones is needed.
                for zone in ["<+14>-14", "<-12>+12"] {
                    let (day, today) = try await Self.day(command, in: zone, on: ledger)
                    #expect(day == today, "\(zone)")
                    days.insert(day)
                }
                #expect(days.count == 2, "\(command): \(days)")
            }
        }

        /// The day that a command takes in a time zone, and the one that `date` shows there before and after it.
        private static func day(
            _ command: [String], in zone: String, on ledger: CommandLedger
        ) async throws -> (taken: Substring, shown: Substring) {
            let variables = ["TZ": zone]
            while true {
                let before = try await ledger.home.run(program: "date", ["+%F"], variables: variables)
                let outcome = try await ledger.run(command + ["--dry-run", "--format", "json"], variables: variables)
                let after = try await ledger.home.run(program: "date", ["+%F"], variables: variables)
                // Midnight may pass between them.
                guard before.output == after.output else { continue }
                try #require(outcome.status == 0 && before.status == 0, "\(outcome.errors)\(before.errors)")
                let taken = try #require(
                    outcome.output.firstMatch(of: /"effective_on":\s*"(.+?)"/), "\(outcome.output)")
                return (taken.1, before.output.dropLast())
            }
        }

        // MARK: The rows of another version

        @Test("refuses to report from rows that a newer program made, and leaves them alone")
        func newerRows() async throws {
            let ledger = try await Self.ledger()
            let report = try await ledger.run("report", "position")
            try #require(report.status == 0, "\(report.errors)")
            let known = try await Self.version(of: ledger)
            try await Self.change(
                "UPDATE pairledger_model.generation SET version = version + 1 WHERE ledger = $1 AND projection = 'funds'",
                ledger)
            try await ledger.record("allocate k --amount 1 --on 2014-06-12")
            for options in [[], ["--stale"]] {
                let outcome = try await ledger.run(["report", "position"] + options)
                #expect(
                    outcome.errors == """
                        pairledger: error: the rows of projection funds are of version \(known + 1), and this program knows \
                        version \(known)
                          use the newer pairledger

                        """)
                #expect(outcome.status == 3 && outcome.output == "")
            }
            #expect(try await Self.version(of: ledger) == known + 1)
        }

        @Test("reports anew when an earlier program made the rows, and the same as before")
        func olderRows() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let up = try await home.run(["up", "--quiet"])
            try #require(up.status == 0, "\(up.errors)")
            let ledger = try await Self.ledger(in: home)
            let report = ["report", "position", "--format", "json"]
            let before = try await ledger.run(report)
            try #require(before.status == 0, "\(before.errors)")
            let known = try await Self.version(of: ledger)
            // The rows of that version meant something else.
            try await Self.change(
                """
                UPDATE pairledger_model.position_sum SET held = held * 2 WHERE generation IN (
                    SELECT generation FROM pairledger_model.generation WHERE ledger = $1)
                """, ledger)
            #expect(try await ledger.run(report).output != before.output)
            // Before the first version there is none yet, and the table knows that.
            try await Self.script(
                "ALTER TABLE pairledger_model.generation DROP CONSTRAINT generation_version_check", home)
            try await Self.change(
                "UPDATE pairledger_model.generation SET version = version - 1 WHERE ledger = $1", ledger)
            // Until somebody rebuilds them, reports are made of the log.
            for options in [[], ["--stale"]] {
                let again = try await ledger.run(report + options)
                #expect(again.status == 0 && again.errors == before.errors)
                #expect(again.output == before.output)
            }
            #expect(try await Self.version(of: ledger) == known - 1)
            let due = try await ledger.run("projection", "run", "--once")
            #expect(due.status == 3 && due.errors.contains("pairledger projection rebuild funds"), "\(due.errors)")
            let rebuilt = try await ledger.run("projection", "rebuild", "--quiet")
            #expect(rebuilt.status == 0 && rebuilt.errors == "")
            #expect(try await ledger.run(report).output == before.output)
            #expect(try await Self.version(of: ledger) == known)
        }

        /// Of the rows, as the database has it.
        private static func version(of ledger: CommandLedger) async throws -> Int {
            let connection = try await ledger.home.connect()
            let version = try await connection.run { [name = ledger.name] session in
                let sql = "SELECT version FROM pairledger_read.projection WHERE ledger = $1 AND projection = 'funds'"
                return try session.query(sql, [.text(name)]).only().int(0)
            }
            await connection.close()
            return version
        }

        /// Runs a statement as the database's administrator; `$1` is the ledger.
        private static func change(_ sql: String, _ ledger: CommandLedger) async throws {
            let changed = try await asAdministrator(of: ledger.home) { [name = ledger.name] session in
                try session.execute(sql, [.text(name)])
            }
            try #require(changed > 0, "\(sql)")
        }

        private static func script(_ sql: String, _ home: CommandHome) async throws {
            try await asAdministrator(of: home) { try $0.executeScript(sql) }
        }

        private static func asAdministrator<Result: Sendable>(
            of home: CommandHome, _ work: @escaping @Sendable (Session) throws -> Result
        ) async throws -> Result {
            let admin = try await Connection.open(ConnectionOptions(home.connectionString(database: "pairledger")))
            let result = try await admin.run(work)
            await admin.close()
            return result
        }
    }
}
