import Foundation
import Interchange
import Testing

extension ReportSuite {
    /// What holds for all of them.
    @Suite("the reports of flows, targeting, disparity, cooperation and the evaluation")
    struct MoneyReportTests {
        private static let reports = [
            "flows", "flows --gross", "flows --by year", "flows --flat", "targeting", "targeting --by year --tree",
            "disparity", "disparity --tree", "cooperation", "cooperation --tree", "scorecard", "scorecard --flat",
        ]

        @Test("say the same in a table, in CSV and in JSON", arguments: reports)
        func forms(_ words: String) async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let report = try await ledger.report(words)
            let file = "\(words.replacing(" ", with: "_")).csv"
            let command = ["report"] + words.split(separator: " ").map(String.init) + ["--quiet"]
            let csv = try await ledger.run(command + ["--output", file])
            #expect(csv.status == 0, "\(csv.errors)")
            let whole = try await ledger.run(command + ["--limit", "0"]).output
            let table = whole.split(separator: "\n").map { $0.replacing(",", with: "") }
            var reader = try CSVReader(contentsOf: "\(ledger.home.folder)/\(file)")
            var names: [String] = []
            var counts: [String: Int] = [:]
            var differences: [String] = []
            while let item = try reader.next() {
                switch item {
                case .header(let header): names = header.names
                case .problem(let problem): differences.append("\(problem)")
                case .record(let record):
                    let section = try #require(record["section"]).text
                    let row = report.rows(section)[counts[section, default: 0]]
                    counts[section, default: 0] += 1
                    var shown: [String] = []
                    for name in names where name != "section" && name != "depth" {
                        let text = record[name]?.text ?? ""
                        if !Self.says(text, name, row) { differences.append("\(section) \(name): \(text)") }
                        shown.append(text.replacing(",", with: ""))
                    }
                    let isThere = table.contains { line in shown.allSatisfy { $0.isEmpty || line.contains($0) } }
                    if !isThere { differences.append("\(section): \(shown) is not in the table") }
                }
            }
            for (section, count) in counts where report.rows(section).count != count {
                differences.append("\(section) has \(count) rows in CSV")
            }
            #expect(differences.isEmpty && !counts.isEmpty, "\(words): \(differences.prefix(5))")
        }

        @Test("show as many rows of each part as a terminal has room for, and say what is left out")
        func limited() async throws {
            let ledger = try await ReportLedger.invented.ledger()
            let all = try await ledger.report("scorecard").rows("scorecard").count
            try #require(all > 200)
            func table(_ words: String...) async throws -> (rows: Int, note: Bool) {
                let outcome = try await ledger.run(["report", "scorecard", "--quiet"] + words)
                #expect(outcome.status == 0, "\(outcome.errors)")
                let lines = outcome.output.split(separator: "\n")
                return (lines.count { $0.hasPrefix("20") }, lines.contains { $0.contains("rows of \"Side by side\"") })
            }
            #expect(try await table() == (200, true))
            #expect(try await table("--limit", "7") == (7, true))
            #expect(try await table("--limit", "0") == (all, false))
            // What a table leaves out counts in its explanation.
            let row = try await ledger.report("balance").rows("accounts").last { $0["account"] as? String != "spent" }
            let account = try #require(row?["account"] as? String)
            let explained = try await ledger.run(["report", "balance", "--limit", "1", "--explain", account, "--quiet"])
            #expect(explained.status == 0, "\(explained.errors)")
            #expect(try await ledger.run(["report", "balance", "--limit=-1"]).status == 2)
        }

        /// Whether a field of CSV is what the row of JSON has; columns of other sections have nothing.
        private static func says(_ text: String, _ name: String, _ row: [String: Any]) -> Bool {
            switch row[name.replacing(/_(yuan|percent)$/, with: "")] {
            case let cell as String: return cell == text
            case let cell as NSNumber where name.hasSuffix("_yuan"):
                let parts = text.split(separator: ".", omittingEmptySubsequences: false)
                return Int(parts[0] + (parts.count == 2 ? parts[1] : "00")) == cell.intValue
            case let cell as NSNumber: return Int(text) == cell.intValue
            case let cell as [String: Any]:
                let (part, whole) = (Figures.integer(cell["numerator"]), Figures.integer(cell["denominator"]))
                if whole == 0 { return text.isEmpty }
                return Double(text).map { abs($0 - 100 * Double(part) / Double(whole)) < 0.051 } ?? false
            default: return text.isEmpty
            }
        }

        @Test("say of an earlier position what they said then", arguments: reports)
        func knownAt(_ words: String) async throws {
            let (ledger, then) = try await Self.grown.value
            let before = try #require(then[words])
            let again = try await ledger.run(
                ["report"] + words.split(separator: " ").map(String.init)
                    + ["--known-at", "1499", "--format", "json", "--quiet"])
            #expect(again.status == 0, "\(again.errors)")
            #expect(
                again.output.replacing("\"known_at\": 1499", with: "")
                    == before.replacing("\"known_at\": 1499", with: ""))
            let now = try await ledger.run(
                ["report"] + words.split(separator: " ").map(String.init) + ["--format", "json", "--quiet"])
            #expect(now.output != again.output, "\(words)")
        }

        /// A ledger of invented events, and what the reports said of it when it had half of them.
        private static let grown = Task { () async throws -> (CommandLedger, [String: String]) in
            let ledger = try await ReportLedger.new()
            let file = "grown-\(ledger.name).ndjson"
            try await ledger.record("sample generate --seed 45 --events 3000 --irregularities --quiet --output \(file)")
            let lines = try ledger.home.contents(of: file).split(separator: "\n")
            try ledger.home.write(lines[..<1500].joined(separator: "\n") + "\n", to: file)
            try await ledger.record("import ndjson \(file) --quiet")
            var then: [String: String] = [:]
            for words in reports {
                let outcome = try await ledger.run(
                    ["report"] + words.split(separator: " ").map(String.init) + ["--format", "json", "--quiet"])
                try #require(outcome.status == 0, "\(words): \(outcome.errors)")
                then[words] = outcome.output
            }
            try ledger.home.write(lines[1500...].joined(separator: "\n") + "\n", to: file)
            try await ledger.record("import ndjson \(file) --quiet")
            return (ledger, then)
        }

        @Test("say as of a day what a ledger says that has nothing of later days", arguments: reports)
        func asOf(_ words: String) async throws {
            let (ledger, early) = try await Self.split.value
            let command = ["report"] + words.split(separator: " ").map(String.init) + ["--format", "json", "--quiet"]
            let asOf = try await ledger.run(command + ["--as-of", "2019-06-30"])
            let then = try await early.run(command + ["--as-of", "2019-06-30"])
            #expect(asOf.status == 0 && then.status == 0, "\(asOf.errors) \(then.errors)")
            let (one, other) = (
                try JSONSerialization.jsonObject(with: Data(asOf.output.utf8)) as? [String: Any],
                try JSONSerialization.jsonObject(with: Data(then.output.utf8)) as? [String: Any]
            )
            for member in ["sections", "totals", "notes"] {
                let values = (one?[member] as? NSObject, other?[member] as? NSObject)
                #expect(values.0 != nil && values.0 == values.1, "\(words): \(member)")
            }
        }

        /// A ledger of invented events, and one of those among them that happened by a day.
        private static let split = Task { () async throws -> (CommandLedger, CommandLedger) in
            let (ledger, early) = (try await ReportLedger.new(), try await ReportLedger.new())
            let file = "split-\(ledger.name).ndjson"
            try await ledger.record(
                "sample generate --seed 46 --events 3000 --quiet --output \(file)", "import ndjson \(file) --quiet")
            let lines = try ledger.home.contents(of: file).split(separator: "\n").filter { line in
                guard let on = line.firstMatch(of: /"effective_on":"([0-9-]{10})"/)?.1 else { return false }
                return on <= "2019-06-30"
            }
            try ledger.home.write(lines.joined(separator: "\n") + "\n", to: file)
            try await early.record("import ndjson \(file) --quiet")
            return (ledger, early)
        }

        @Test("call a region as it was called on the day of its figures")
        func renamed() async throws {
            let ledger = try await ReportLedger.renamed.ledger()
            let now = try await ledger.report("flows")
            #expect(now.rows("places_purposes").map { $0["name"] as? String } == ["香格里拉县"])
            let then = try await ledger.report("flows --as-of 2000-12-31")
            #expect(then.rows("places_purposes").map { $0["name"] as? String } == ["中甸县"])
            #expect(
                try await ledger.report("targeting --as-of 2000-12-31").rows("regions").map { $0["name"] as? String }
                    == ["中甸县"])
            let disparity = try await ledger.report("disparity").rows("regions").filter {
                $0["region"] as? String == "533421"
            }
            #expect(disparity.map { "\($0["year"] ?? "") \($0["name"] ?? "")" } == ["2000 中甸县"])
        }

        @Test(
            "of a pairing, programme or region that is not there say so, and which may be meant",
            arguments: ["flows", "targeting", "disparity", "cooperation", "scorecard"])
        func unknown(_ report: String) async throws {
            let ledger = try await ReportLedger.kizilsu.ledger()
            for (filter, errors) in [
                (
                    "--pairing JS-KS",
                    "there is no pairing JS-KS on record where the report looks\n  did you mean JS-KZ?\n"
                ),
                (
                    "--programme aid-xinjang",
                    "there is no programme aid-xinjang on record where the report looks\n  did you mean aid-xinjiang?\n"
                ),
            ] {
                let outcome = try await ledger.run(["report", report] + filter.split(separator: " ").map(String.init))
                #expect(outcome.status == 2 && outcome.output == "")
                #expect(outcome.errors == "pairledger: error: \(errors)")
            }
            let region = try await ledger.run("report", report, "--region", "659999")
            #expect(region.status == 2 && region.errors.contains("659999"), "\(region.errors)")
        }

        @Test(
            "refuse what cannot mean anything for them, with a remedy",
            arguments: [
                "cooperation --instrument fiscal", "cooperation --purpose industry", "scorecard --purpose industry",
                "scorecard --by month", "scorecard --tree", "disparity --by quarter",
                "flows --purpose industry --measure given",
            ])
        func refused(_ words: String) async throws {
            let ledger = try await ReportLedger.kizilsu.ledger()
            let outcome = try await ledger.run(["report"] + words.split(separator: " ").map(String.init))
            #expect(outcome.status == 2 && outcome.output == "")
            #expect(
                outcome.errors.hasPrefix("pairledger: error: ") && outcome.errors.contains("\n  "), "\(outcome.errors)")
        }
    }
}
