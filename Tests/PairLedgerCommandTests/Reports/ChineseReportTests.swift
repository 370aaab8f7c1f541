import Foundation
import Testing

extension ReportSuite {
    @Suite("reports in Chinese")
    struct ChineseReportTests {
        @Test(
            "have a Chinese word for every title, fact and column",
            arguments: oneOfEachReport)
        func words(of transcript: ReportTranscript) async throws {
            let ledger = try await transcript.ledger.ledger()
            let outcome = try await ledger.run(transcript.words + ["--lang", "zh", "--format", "table", "--quiet"])
            try #require(outcome.status == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            var labels = [lines[0]] + lines[1...].prefix { !$0.isEmpty }.map { Self.words($0).first ?? "" }
            for (number, line) in lines.enumerated() where line.hasPrefix("--") && lines[number - 2].isEmpty == false {
                // Above a rule stand the columns, and above those the title; a rule above a total has rows before it.
                guard number >= 3, lines[number - 3].isEmpty else { continue }
                labels += Self.words(lines[number - 1]) + [lines[number - 2]]
            }
            #expect(labels.count > 3)
            for label in labels where !label.isEmpty && label != "%" {
                #expect(label.unicodeScalars.contains { 0x4E00...0x9FFF ~= $0.value }, "\"\(label)\" is not Chinese")
            }
        }

        /// Of each report the first that is written down of a ledger with much in it.
        private static let oneOfEachReport: [ReportTranscript] = {
            var seen: Set<[String]> = []
            return ReportTranscript.all.filter {
                $0.status == 0 && $0.forms.contains("json") && [.kizilsu, .invented].contains($0.ledger)
                    && seen.insert(Array($0.words.prefix(2))).inserted
            } + ReportTranscript.all.filter { $0.name.contains("explain") && $0.status == 0 }
        }()

        /// What stands apart by two spaces or more.
        private static func words(_ line: String) -> [String] {
            line.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        }
    }
}
