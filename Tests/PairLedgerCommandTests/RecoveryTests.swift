import Foundation
import PairLedgerTesting
import Postgres
import Testing

extension CommandSuite {
    @Suite("when the server is killed")
    struct RecoveryTests {
        private static let rows = 10_000

        @Test(
            "a file in the middle of its import is there wholly or not at all, and importing it again completes it once"
        )
        func killedWhileImporting() async throws {
            let seed: UInt64 = 2_014
            var random = SplitMix64(seed: seed)
            let home = try CommandHome()
            defer { home.remove() }
            let lines = (1...Self.rows).map { "B\($0),k,0.01,builder,2014-06-12\n" }
            try home.write("payment,project,amount,payee,paid_on\n" + lines.joined(), to: "big-payments.csv")
            var (failed, absent) = (0, 0)
            for round in 0..<5 {
                let ledger = try await Self.ledger(in: home)
                let setUp = try await ledger.events()
                try await Self.waitForRecorder(in: home, toBeThere: false)
                let importing = try home.start(
                    ["import", "csv", "big-payments.csv"], variables: ["PAIRLEDGER_LEDGER": ledger.name])
                try await Self.waitForRecorder(in: home)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...1_700, using: &random)))
                home.killServer()
                let outcome = await importing.outcome()
                let context: Comment = "seed \(seed), round \(round): \(outcome.errors)"
                if outcome.status != 0 {
                    failed += 1
                    #expect(outcome.status == 4, context)
                    #expect(outcome.output == "", context)
                    #expect(outcome.errors.hasPrefix("pairledger: error: "), context)
                    #expect(outcome.errors.split(separator: "\n").count == 2, context)
                }

                // The next command finds the server down, starts it, and lets it recover.
                let shown = try await ledger.run("ledger", "list")
                #expect(shown.status == 0, "\(shown.errors)")
                #expect(shown.errors.contains("starting PostgreSQL"), "\(shown.errors)")
                let found = Int(try await ledger.events() - setUp)
                #expect(found == 0 || found == Self.rows, context)
                #expect(outcome.status != 0 || found == Self.rows, "what was acknowledged is lost; \(context)")
                absent += found == 0 ? 1 : 0

                let again = try await ledger.run("import", "csv", "big-payments.csv")
                #expect(again.status == 0, "\(again.errors)")
                #expect(
                    again.errors
                        == (found == 0
                            ? "big-payments.csv: \(Self.rows) rows, \(Self.rows) recorded\n"
                            : "big-payments.csv: \(Self.rows) rows, 0 recorded, \(Self.rows) on record already\n"))
                #expect(try await ledger.events() - setUp == Self.rows, context)
            }
            #expect(failed >= 2, "seed \(seed): of 5 imports only \(failed) were cut off")
            #expect(absent >= 1, "seed \(seed)")
        }

        @Test("reports after the recovery are those of before")
        func reportsAgree() async throws {
            let home = try CommandHome()
            defer { home.remove() }
            let ledger = try await Self.ledger(in: home)
            let report = try await ledger.run("report", "position", "--format", "json")
            let log = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson")
            #expect(report.status == 0 && log.status == 0)
            home.killServer()
            let reportAfter = try await ledger.run("report", "position", "--format", "json", "--quiet")
            #expect(reportAfter.status == 0 && reportAfter.errors == "")
            #expect(reportAfter.output == report.output)
            let logAfter = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson")
            #expect(logAfter.output == log.output)
        }

        /// Waits until a command has connected to record, or none has any more: one that had not would start a killed server itself.
        private static func waitForRecorder(in home: CommandHome, toBeThere isWanted: Bool = true) async throws {
            let connection = try await home.connect()
            let sql = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'pairledger_recorder'"
            for _ in 0..<6_000 {
                let count = try await connection.run { try $0.query(sql).only().int8(0) }
                if (count > 0) == isWanted { return await connection.close() }
                try await Task.sleep(for: .milliseconds(5))
            }
            await connection.close()
            Issue.record("for half a minute \(isWanted ? "no command" : "a command") was connected to record")
        }

        /// A ledger with a project that can pay for all rows.
        private static func ledger(in home: CommandHome) async throws -> CommandLedger {
            let ledger = try await home.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 10000 --on 2014-03-18", "receive t --on 2014-03-21",
                "project approve k --name School --place 653000 --purpose education --planned-total 9000 "
                    + "--planned-aid 9000 --on 2014-01-10", "allocate k --amount 9000 --on 2014-04-08")
            return ledger
        }
    }
}
