import Foundation
import Testing

extension CommandSuite {
    @Suite("reconciling with the bank")
    struct ReconcileTests {
        /// 653000 received 5,000 yuan of transfer t (position 4) and gave project K1 1,200 (position 6).
        private static func ledger() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 10000 --on 2014-02-20",
                "transfer t --agreement c --amount 5000 --on 2014-03-18", "receive t --on 2014-03-21",
                "project approve K1 --name School --place 653000 --purpose education --planned-total 9000 "
                    + "--planned-aid 9000 --on 2014-01-10", "allocate K1 --amount 1200 --on 2014-03-25")
            return ledger
        }

        private static let entries: [StatementFile.Entry] = [
            .init("2014-03-21", 5_000, "t"), .init("2014-03-26", -1_200, "NOTPROVIDED"), .init("2014-03-12", -3, "fee"),
        ]

        /// The rows of a section, as CSV has them.
        private static func rows(
            _ ledger: CommandLedger, _ section: String, _ more: [String] = []
        ) async throws -> [String] {
            let outcome = try await ledger.run(["reconcile", "bank", "--format", "csv"] + more)
            try #require(outcome.status == 0, "\(outcome.errors)")
            return outcome.output.split(separator: "\r\n").map(String.init).filter { $0.hasPrefix("\(section),") }
        }

        @Test("records a statement once, and refuses the same one with other content with both digests")
        func recordsOnce() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(StatementFile(entries: Self.entries).text, to: "once.xml")
            let command = ["import", "camt053", "once.xml", "--account", "holding:653000", "--format", "csv"]
            let first = try await ledger.run(command)
            #expect(first.status == 0 && first.errors == "", "\(first.errors)")
            let row = "1234-2014-03,recorded,holding:653000,****1234,2014-03-01,2014-03-31,0,5000,1203,3797,3"
            #expect(first.output.split(separator: "\r\n").last == row[...], "\(first.output)")
            #expect(try await ledger.events() == 9)
            let second = try await ledger.run(command)
            #expect(second.status == 0 && second.output.contains("on record already"))
            #expect(try await ledger.events() == 9)
            try ledger.home.write(
                StatementFile(opening: 1, entries: Self.entries).text, to: "other.xml")
            let other = try await ledger.run("import", "camt053", "other.xml", "--account", "holding:653000")
            #expect(other.status == 3)
            #expect(other.errors.matches(of: /[0-9a-f]{64}/).count == 2, "\(other.errors)")
            #expect(try await ledger.events() == 9)
            // No whole number of an account is anywhere in the log.
            let log = try await ledger.run("export", "ndjson")
            #expect(!log.output.contains("65300100001234"))
        }

        @Test("records nothing of a statement that does not add up, and of one for an account that none stands for")
        func refusals() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(StatementFile(closing: 3_798, entries: Self.entries).text, to: "wrong.xml")
            let wrong = try await ledger.run("import", "camt053", "wrong.xml", "--account", "holding:653000")
            #expect(wrong.status == 3 && wrong.output == "")
            #expect(
                wrong.errors == """
                    wrong.xml:6: error: statement 2014-03: the opening balance 0.00 CNY and movements of 3,797.00 CNY make \
                    3,797.00 CNY, but the closing balance is 3,798.00 CNY: a difference of 1.00 CNY
                      entries are missing or changed: get the statement again from the bank
                    pairledger: error: wrong.xml has 1 error; nothing of it was recorded

                    """)
            try ledger.home.write(StatementFile(entries: Self.entries).text, to: "right.xml")
            let transit = try await ledger.run("import", "camt053", "right.xml", "--account", "transit:t")
            #expect(transit.status == 3 && transit.errors.contains("no bank account stands for transit:t"))
            let check = try await ledger.run("import", "camt053", "--check", "right.xml", "--account", "holding:653000")
            #expect(check.status == 0 && check.output.contains("sound"))
            let missing = try await ledger.run("import", "camt053", "none.xml", "--account", "holding:653000")
            #expect(missing.status == 2 && missing.errors.contains("none.xml"))
            #expect(try await ledger.events() == 7)
        }

        @Test(
            "proposes, takes a person's decision, honours it, and takes it back; the same question has the same answer")
        func decisions() async throws {
            let ledger = try await Self.ledger()
            try ledger.home.write(StatementFile(entries: Self.entries).text, to: "decide.xml")
            try await ledger.record("import camt053 decide.xml --account holding:653000")
            let first = try await ledger.run("reconcile", "bank", "--known-at", "8")
            #expect(first.status == 0 && first.output.contains("-3"))
            let proposals = try await Self.rows(ledger, "proposals")
            #expect(
                proposals.count == 2 && proposals[0].contains("exact,one-to-one") && proposals[1].contains("probable"))
            let names = proposals.compactMap { $0.split(separator: ",").first { $0.count == 12 }.map(String.init) }
            try #require(names.count == 2)

            try await ledger.record("reconcile accept --all-exact --on 2014-04-02")
            let again = try await ledger.run("reconcile", "accept", names[0])
            #expect(
                again.errors == """
                    pairledger: error: proposal \(names[0]) was accepted already
                      to decide anew, first: pairledger reconcile undo \(names[0]) --reason …

                    """)
            #expect(again.status == 3)
            let rejected = try await ledger.run(
                "reconcile", "reject", names[1], "--reason", "another one", "--on", "2014-04-02")
            #expect(rejected.status == 0, "\(rejected.errors)")
            #expect(try await Self.rows(ledger, "proposals").isEmpty)
            #expect(try await Self.rows(ledger, "unmatched_lines").count == 2)
            #expect(try await Self.rows(ledger, "decided").count == 2)
            let gone = try await ledger.run("reconcile", "accept", "000000000000")
            #expect(gone.status == 3 && gone.errors.contains("there is no proposal 000000000000"))

            let undone = try await ledger.run("reconcile", "undo", names[0], names[1], "--reason", "looked again")
            #expect(undone.status == 0, "\(undone.errors)")
            #expect(try await Self.rows(ledger, "proposals") == proposals)
            // Before all decisions everything is as it was then, to the byte.
            #expect(try await ledger.run("reconcile", "bank", "--known-at", "8").output == first.output)
        }

        @Test("tells what was sent from what was received, and finds receipts in the recipient's own books")
        func receipts() async throws {
            let ledger = try await Self.ledger()
            try await ledger.record(
                "transfer t2 --agreement c --amount 1000 --on 2014-04-01",
                "transfer t3 --agreement c --amount 500 --on 2014-04-02", "receive t3 --amount 200 --on 2014-04-03")
            try ledger.home.write(
                """
                booked_on,amount,reference
                2014-03-21,5000,t
                2014-04-04,700,t2
                2014-04-05,300,t2
                2014-04-06,9,fee

                """, to: "books.csv")
            let outcome = try await ledger.run(
                "reconcile", "receipts", "--as-of", "2014-04-30", "--file", "books.csv", "--format", "csv")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\r\n").map(String.init)
            func has(_ words: String...) -> Bool { lines.contains { line in words.allSatisfy(line.contains) } }
            #expect(
                has("transfers,", "t2", "missing") && has("transfers,", "t3", "short") && has("one-to-one"), "\(lines)")
            #expect(has("bookings,", "on record", "exact"), "\(lines)")
            #expect(has("bookings,", "not yet", "exact,split"), "\(lines)")
            #expect(has("bookings_only,", "fee"), "\(lines)")
            let bad = try await ledger.run("reconcile", "receipts", "--file", "none.csv")
            #expect(bad.status == 2 && bad.errors.contains("none.csv"))
        }

        @Test("reads a hostile file in bounded memory", .timeLimit(.minutes(2)))
        func memory() async throws {
            let ledger = try await CommandHome.ledger()
            // Of each 300 MB: text, one tag, elements within elements, bookings that are none, NUL bytes, a comment without end.
            let begin =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt>"
            let parts = [
                "yes xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "printf '<Ntry a=\"'; yes xxxxxxxxxxxxxxxxxx", "yes '<a>'",
                "yes '<Ntry><Amt Ccy=\"CNY\">1</Amt></Ntry>'", "cat /dev/zero", "printf '<!-- '; yes",
            ]
            for part in parts {
                let outcome = try await ledger.shell(
                    """
                    set -o pipefail; ulimit -v 600000
                    { printf '%s' '\(begin)'; { \(part); } 2>/dev/null | head -c 300000000; } |
                        "$@" import camt053 - --account holding:653000
                    """, [])
                #expect(outcome.status == 3, "\(part): \(outcome.status) \(outcome.errors.prefix(300))")
                #expect(outcome.errors.contains("nothing of it was recorded"), "\(part): \(outcome.errors.prefix(300))")
            }
            #expect(try await ledger.events() == 0)
        }
    }
}
