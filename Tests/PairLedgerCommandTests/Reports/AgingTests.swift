import Foundation
import Testing

extension ReportSuite {
    @Suite("the report of aging")
    struct AgingTests {
        private static let bands = [
            ("days_0", 0), ("days_31", 31), ("days_91", 91), ("days_181", 181), ("days_366", 366), ("days_731", 731),
        ]

        /// Amounts by account and band, from the entries alone: the queue of every account, and when each part first came into a holding.
        private static func expected(_ lines: String, on day: String?) throws -> (day: String, [String: [Int]]) {
            let entries = try lines.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            let days = entries.map { $0["effective_on"] as? String ?? "" }
            let kept = zip(lines.split(separator: "\n"), days).filter { day == nil || $0.1 <= day ?? "" }
            let oracle = try TraceOracle(kept.map { String($0.0) }.joined(separator: "\n"))
            let moving = entries.filter { ($0["postings"] as? [Any])?.isEmpty == false }
            let last = try #require(day ?? moving.compactMap { $0["effective_on"] as? String }.max())
            var amounts: [String: [Int]] = [:]
            for (account, parts) in oracle.queues
            where ["transit:", "holding:", "project:"].contains(where: account.hasPrefix) {
                for part in parts {
                    let received = part.way.first { $0.target.hasPrefix("holding:") || $0.target.hasPrefix("project:") }
                    let start = received?.position ?? part.way.last?.position ?? 0
                    let age = try Self.days(from: days[start], to: last)
                    let band = bands.lastIndex { $0.1 <= age } ?? 0
                    amounts[account, default: Array(repeating: 0, count: bands.count)][band] += part.amount
                }
            }
            return (last, amounts)
        }

        private static func days(from start: String, to end: String) throws -> Int {
            let style = Date.ISO8601FormatStyle().year().month().day()
            return Int((try style.parse(end).timeIntervalSince(try style.parse(start)) / 86_400).rounded())
        }

        private static func check(_ ledger: CommandLedger, asOf day: String? = nil) async throws {
            let lines = try await ledger.run("log", "show", "--limit", "0", "--format", "ndjson", "--quiet").output
            let (last, expected) = try expected(lines, on: day)
            let outcome = try await ledger.run(
                ["report", "aging", "--format", "json", "--quiet"] + (day.map { ["--as-of", $0] } ?? []))
            try #require(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("\"ages_on\": \"\(last)\""))
            let figures = try Figures(outcome.output)
            var found: [String: [Int]] = [:]
            for row in figures.rows("holders") {
                found[row["account"] as? String ?? ""] = bands.map { Figures.integer(row[$0.0]) }
            }
            #expect(found == expected)
            for section in ["chain", "holders", "pairings"] {
                for (index, band) in bands.enumerated() {
                    let wanted = expected.values.reduce(0) { $0 + $1[index] }
                    #expect(Figures.integer(figures.total(section)?[band.0]) == wanted, "\(section) \(band.0)")
                    #expect(figures.rows(section).reduce(0) { $0 + Figures.integer($1[band.0]) } == wanted)
                }
            }
            let oldest = figures.rows("holders").compactMap { $0["since"] as? String }
            #expect(oldest == oldest.sorted())
        }

        @Test("has the age of every fen that following the entries gives", arguments: [31, 32])
        func invented(seed: Int) async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "sample generate --seed \(seed) --events 1000 --irregularities --quiet --into \(ledger.name)")
            for day in [nil, "2018-05-15", "2020-03-28"] as [String?] { try await Self.check(ledger, asOf: day) }
        }

        @Test("of the samples too", arguments: [ReportLedger.kizilsu, .zhejiang])
        func samples(_ ledger: ReportLedger) async throws { try await Self.check(try await ledger.ledger()) }

        @Test("changes with the day, and moves money from one band to the next")
        func days() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 900 --on 2014-01-01",
                "transfer T1 --agreement A1 --amount 600 --on 2014-01-02", "receive T1 --amount 500 --on 2014-01-11")
            for (day, band, sent) in [
                ("2014-01-11", "days_0", "days_0"), ("2014-02-10", "days_0", "days_31"),
                ("2014-02-11", "days_31", "days_31"),
                ("2015-01-11", "days_181", "days_366"), ("2015-01-12", "days_366", "days_366"),
                ("2016-01-11", "days_366", "days_731"), ("2016-01-12", "days_731", "days_731"),
            ] {
                let figures = try Figures(
                    try await ledger.run("report", "aging", "--as-of", day, "--format", "json").output)
                let held = try #require(figures.rows("holders").first { $0["account"] as? String == "holding:653000" })
                #expect(Figures.integer(held[band]) == 50_000, "\(day)")
                let transit = try #require(figures.rows("holders").first { $0["account"] as? String == "transit:T1" })
                #expect(Figures.integer(transit[sent]) == 10_000, "\(day)")
            }
            let refused = try await ledger.run("report", "aging", "--from", "2014-01-01")
            #expect(refused.status == 2 && refused.errors.contains("--as-of"), "\(refused.errors)")
        }

        @Test("in a tree gives every region the sum of what lies within it")
        func tree() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let figures = try Figures(try await ledger.run("report", "aging", "--tree", "--format", "json").output)
            let rows = figures.rows("regions")
            let top = rows.filter { Figures.integer($0["depth"]) == 0 }
            #expect(top.count < rows.count)
            #expect(
                top.reduce(0) { $0 + Figures.integer($1["total"]) }
                    == Figures.integer(figures.total("regions")?["total"]))
        }
    }
}
