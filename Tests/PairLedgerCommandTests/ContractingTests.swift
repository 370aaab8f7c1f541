import Foundation
import Testing

extension CommandSuite {
    @Suite("importing contracting releases")
    struct ContractingTests {
        private static func ledger() async throws -> CommandLedger {
            let ledger = try await CommandHome.ledger()
            try await ledger.record(
                "programme establish aid --name Aid --from 2010-03-30",
                "pairing form p --programme aid --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit c --pairing p --fiscal-year 2014 --amount 5000000 --on 2014-01-10",
                "transfer t --agreement c --amount 5000000 --on 2014-01-18", "receive t --on 2014-01-21",
                "project approve KZ14-001 --name School --place 653000 --purpose education --planned-total 5000000 --planned-aid 5000000 --on 2014-01-25"
            )
            let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .appending(path: "InterchangeTests/OCDS/Corpus/package.json")
            try ledger.home.write(try String(contentsOf: corpus, encoding: .utf8), to: "\(ledger.name).json")
            return ledger
        }

        private static func counts(_ outcome: CommandOutcome, _ kind: String) throws -> [Int] {
            let row = try #require(try Figures(outcome.output).rows("taken").first { $0["kind"] as? String == kind })
            return ["in_file", "new", "already_recorded", "changed", "not_taken"].map { Figures.integer(row[$0]) }
        }

        @Test("records all of a file or nothing, once, and what adds up to what is in it")
        func wholeFile() async throws {
            let ledger = try await Self.ledger()
            let file = "\(ledger.name).json"
            let before = try await ledger.events()
            // The project has no money yet that the payment could come from.
            let early = try await ledger.run("import", "ocds", file)
            #expect(early.status == 3, "\(early.errors)")
            #expect(
                early.errors.contains("\(file):12: error: releases[1].contracts[0].implementation.transactions[0]: "))
            #expect(try await ledger.events() == before)
            let contracts = try await ledger.run(
                "import", "ocds", file, "--contracts-only", "--check", "--format", "json")
            #expect(contracts.status == 0, "\(contracts.errors)")
            #expect(try Self.counts(contracts, "contract") == [3, 1, 0, 0, 2])
            #expect(try Self.counts(contracts, "payment") == [1, 0, 0, 0, 1])
            #expect(try await ledger.events() == before)

            try await ledger.record("allocate KZ14-001 --amount 4000000 --on 2014-02-10")
            let first = try await ledger.run("import", "ocds", file, "--format", "json")
            #expect(first.status == 0, "\(first.errors)")
            for (kind, counts) in [
                ("contract", [3, 1, 0, 0, 2]), ("milestone", [2, 1, 0, 0, 1]), ("payment", [1, 1, 0, 0, 0]),
            ] {
                #expect(try Self.counts(first, kind) == counts, "\(kind)")
            }
            #expect(try await ledger.events() == before + 4)
            let second = try await ledger.run("import", "ocds", file, "--format", "json")
            #expect(try Self.counts(second, "contract") == [3, 0, 1, 0, 2], "\(second.errors)")
            #expect(try await ledger.events() == before + 4)

            // A later edition, with an amount changed, and one payment more.
            let text = try ledger.home.contents(of: file)
            try ledger.home.write(
                text.replacing("2.9e6", with: "2.8e6").replacing(
                    #""transactions": ["#,
                    with:
                        #""transactions": [{"id": "X2", "date": "2014-06-02", "value": {"amount": 7, "currency": "CNY"}}, "#
                ),
                to: file)
            let later = try await ledger.run("import", "ocds", file, "--format", "json")
            #expect(later.status == 0, "\(later.errors)")
            #expect(try Self.counts(later, "contract") == [3, 0, 0, 1, 2])
            #expect(try Self.counts(later, "payment") == [2, 1, 1, 0, 0])
            #expect(try await ledger.events() == before + 5)
        }
    }
}
