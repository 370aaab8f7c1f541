import Foundation
import Testing

extension ReportSuite {
    @Suite("tracing money")
    struct TraceTests {
        /// The rows of a trace as the oracle has them.
        private static func rows(_ ledger: CommandLedger, _ words: [String]) async throws -> [TraceOracle.Row] {
            let outcome = try await ledger.run(["trace", "--format", "json", "--quiet"] + words)
            try #require(outcome.status == 0, "\(words): \(outcome.errors)")
            return try Figures(outcome.output).rows("trace").enumerated().map { index, row in
                TraceOracle.Row(
                    depth: (row["depth"] as? NSNumber)?.intValue ?? 0,
                    position: index == 0 ? nil : (row["position"] as? NSNumber)?.intValue,
                    amount: Figures.integer(row["amount"]))
            }
        }

        private static func oracle(_ ledger: CommandLedger) async throws -> TraceOracle {
            try TraceOracle(try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson", "--quiet").output)
        }

        private static let kinds = ["agreement", "transfer", "project", "payment"]

        /// Compares some things of every kind, and checks that the parts of every row sum to it.
        private static func check(_ ledger: CommandLedger, each count: Int, _ horizon: [String] = []) async throws {
            let oracle = try await oracle(ledger)
            try #require(!oracle.names("agreement").isEmpty)
            for kind in kinds {
                let names = oracle.names(kind)
                let step = max(1, names.count / count)
                for index in stride(from: 0, to: names.count, by: step) {
                    let rows = try await rows(ledger, ["\(kind)/\(names[index])"] + horizon)
                    #expect(rows == oracle.rows(kind, names[index]), "\(kind)/\(names[index])")
                    for (index, row) in rows.enumerated() {
                        let below = rows[(index + 1)...].prefix { $0.depth > row.depth }
                        let parts = below.filter { $0.depth == row.depth + 1 }
                        if !parts.isEmpty { #expect(parts.reduce(0) { $0 + $1.amount } == row.amount, "\(row)") }
                    }
                }
            }
        }

        @Test(
            "comes to the same as following every part through the entries, to the fen",
            arguments: [(11, false), (12, true), (13, true)])
        func invented(seed: Int, hasIrregularities: Bool) async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "sample generate --seed \(seed) --events 3000 --quiet --into \(ledger.name)"
                    + (hasIrregularities ? " --irregularities" : ""))
            try await Self.check(ledger, each: 6)
        }

        @Test("of the samples too", arguments: [ReportLedger.kizilsu, .zhejiang])
        func samples(_ ledger: ReportLedger) async throws {
            try await Self.check(try await ledger.ledger(), each: 3)
        }

        /// Money that goes back and forth in every way there is.
        private static func story() async throws -> CommandLedger {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "pairing form SH-KS --programme P --donor 310000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 900 --on 2014-02-20",
                "commit A2 --pairing SH-KS --fiscal-year 2014 --amount 500 --on 2014-02-20",
                "transfer T1 --agreement A1 --amount 600 --on 2014-03-01",
                "reject T1 --amount 100 --reason wrong-account --on 2014-03-02",
                "receive T1 --amount 400 --on 2014-03-05", "transfer T2 --agreement A2 --amount 700 --on 2014-03-06",
                "receive T2 --on 2014-03-08", "forward F1 --from 653000 --to 653001 --amount 800 --on 2014-03-10",
                "receive F1 --on 2014-03-12",
                "project approve K1 --name School --place 653001 --purpose education --planned-total 900 "
                    + "--planned-aid 900 --on 2014-01-10", "allocate K1 --amount 700 --on 2014-04-01",
                "spend P1 --project K1 --amount 300 --payee builder --on 2014-05-01",
                "reverse 14 --reason twice --on 2014-05-02",
                "spend P2 --project K1 --amount 500 --payee builder --on 2014-06-01",
                "return --project K1 --amount 150 --on 2014-07-01")
            return ledger
        }

        @Test("shows what came back: rejected, taken back, given back")
        func back() async throws {
            let ledger = try await Self.story()
            try await Self.check(ledger, each: 10)
            for (agreement, all) in [
                ("A1", ["rejected T1", "taken back: payment P1", "came back", "not yet sent", "in transit"]),
                ("A2", ["given back K1", "came back", "held", "not yet spent", "beyond the promise"]),
            ] {
                let tree = try await ledger.run("trace", agreement)
                for words in all { #expect(tree.output.contains(words), "\(words) is not in\n\(tree.output)") }
            }
        }

        @Test("as of a day, and known at a position, is what it was then")
        func earlier() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record("sample generate --seed 21 --events 1200 --quiet --into \(ledger.name)")
            let before = try await Self.oracle(ledger)
            let kept = try await Self.kinds.asyncMap { kind in
                let name = try #require(before.names(kind).dropFirst(2).first)
                return (
                    name: "\(kind)/\(name)",
                    text: try await ledger.run("trace", "\(kind)/\(name)", "--format", "csv").output
                )
            }
            let events = try await ledger.events()
            try await ledger.record(
                "pairing form NEW --programme \(try await Self.programme(ledger)) --donor 320000 --recipient 653000 --from 2026-01-01",
                "commit NEW-2026 --pairing NEW --fiscal-year 2026 --amount 900 --on 2026-02-20",
                "transfer NEW-T --agreement NEW-2026 --amount 900 --on 2026-03-01", "receive NEW-T --on 2026-03-05")
            for trace in kept {
                let known = try await ledger.run("trace", trace.name, "--format", "csv", "--known-at", "\(events - 1)")
                #expect(known.output == trace.text && known.errors.isEmpty, "\(trace.name)")
                let asOf = try await ledger.run("trace", trace.name, "--format", "json", "--as-of", "2026-01-31")
                #expect(asOf.status == 0, "\(asOf.errors)")
            }
            let early = try await ledger.run("trace", "NEW-2026", "--as-of", "2026-02-28", "--format", "csv")
            #expect(early.output.split(separator: "\r\n").count { $0.hasPrefix("trace,") } == 2, "\(early.output)")
        }

        private static func programme(_ ledger: CommandLedger) async throws -> String {
            let streams = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson").output
            let found = try #require(streams.firstMatch(of: /"stream":"programme\/([^"]+)"/))
            return String(found.1)
        }

        @Test("marks documents, findings and outcomes where they belong")
        func marks() async throws {
            let ledger = try await Self.story()
            try ledger.home.write("voucher", to: "voucher.txt")
            try await ledger.record(
                "evidence attach voucher.txt --to transfer/T1 --title voucher --kind other --on 2014-08-01",
                "finding raise F-1 --about project/K1 --severity severe --statement late --by office --due 2014-12-31 "
                    + "--position 14 --on 2014-08-02")
            let rows = try Figures(try await ledger.run("trace", "A1", "--format", "json").output).rows("trace")
            let transfer = try #require(rows.first { ($0["step"] as? String) == "transfer T1" })
            #expect(Figures.integer(transfer["documents"]) == 1)
            let allocation = try #require(rows.first { ($0["step"] as? String) == "allocation K1" })
            #expect((allocation["marks"] as? String)?.contains("finding F-1 open") == true, "\(allocation)")
        }

        @Test("tells things of one name apart, and refuses what it cannot narrow")
        func names() async throws {
            let ledger = try await Self.story()
            try await ledger.record(
                "project approve A1 --name Road --place 653001 --purpose education --planned-total 9 --planned-aid 9 "
                    + "--on 2014-01-10")
            let ambiguous = try await ledger.run("trace", "A1")
            #expect(ambiguous.status == 2 && ambiguous.output.isEmpty)
            #expect(ambiguous.errors.contains("agreement/A1 or project/A1"), "\(ambiguous.errors)")
            #expect(try await ledger.run("trace", "agreement/A1").status == 0)
            let near = try await ledger.run("trace", "T3")
            #expect(near.status == 2 && near.errors.contains("transfer/T"), "\(near.errors)")
            for wrong in [
                ["trace", "A2", "--region", "650000"], ["trace", "A2", "--from", "2014-01-01"],
                ["trace", "A2", "--by", "year"],
                ["trace", "pairing/JS-KZ"],
            ] {
                let refused = try await ledger.run(wrong)
                #expect(refused.status == 2 && refused.output.isEmpty, "\(wrong)")
            }
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
