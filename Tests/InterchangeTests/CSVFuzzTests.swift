import Assistance
import CanonicalJSON
import Foundation
import Interchange
import PairLedgerTesting
import Testing

@Suite("A hostile CSV file")
struct CSVFuzzTests {
    /// Any template that reads what a file of the corpus holds.
    private static func corpus() throws -> [(template: CSVTemplate, bytes: [UInt8])] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "CSVCorpus")
        let kept = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
            .map {
                (
                    template: try #require(CSVTemplate(fileName: $0.lastPathComponent)),
                    bytes: Array(try Data(contentsOf: $0))
                )
            }
        return kept + TemplateSample.all.map { (template: $0.template, bytes: Array($0.file().utf8)) }
    }

    @Test(
        "made of a sound one by any small change is read or refused, and told of by places that are in it",
        .timeLimit(.minutes(1)))
    func changed() throws {
        let corpus = try Self.corpus()
        var fuzz = Fuzz(tokens: [
            "\"", "\"\"", ",", "\n", "\r", "\r\n", "#", "\u{FEFF}", "\u{0}", "年", "(万元)", "-", "9", "%", "；", "=1+1",
        ])
        let seed = fuzz.seed
        var (sound, refused) = (0, 0)
        while let (template, original) = fuzz.next(of: corpus) {
            let bytes = fuzz.changed(original)
            let file = try imported(bytes, as: template)
            let lines = bytes.count { $0 == 0x0A } + 1
            for problem in file.problems {
                #expect(0...lines ~= problem.line && !problem.message.isEmpty, "seed \(seed): \(problem)")
                _ = problem.rendered()
            }
            for row in file.rows {
                #expect(2...lines ~= row.record.line, "seed \(seed)")
                #expect(throws: Never.self, "seed \(seed)") {
                    _ = try JSONValue.object(row.request.statedFacts).canonicalText()
                }
            }
            if file.problems.isEmpty { sound += 1 } else { refused += 1 }
        }
        print("CSV changed at random, seed \(seed): \(sound) read, \(refused) refused")
        #expect(sound > 0 && refused > 0, "seed \(seed)")
    }

    @Test("that is cut off anywhere is read up to there, and a quote that is left open is told of where it opens")
    func truncated() throws {
        let text = "payment,project,amount,payee,paid_on\nP1,K1,\"1,000\",\"甲, 乙\",2014-06-12\n"
        let bytes = Array(text.utf8)
        for end in 0..<bytes.count - 1 {
            let file = try imported(Array(bytes[..<end]), as: .payments)
            #expect(
                file.rows.isEmpty && (!file.problems.isEmpty || end == 37 || end == 36), "cut off after \(end) bytes")
        }
        let open = try imported(Array(bytes[..<47]), as: .payments)
        #expect(open.places == ["2:7"] && open.problems[0].message == "the quote that opens here is never closed")
    }

    @Test("of one line of a gigabyte is refused at its limit, in little memory")
    func longLine() throws {
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for head in ["", "payment,project\n", "payment,project\n\"", "payment,project\n# "] {
            var left = 1024
            var isFirst = true
            var reader = CSVReader(file: "long.csv") { () throws(InputProblem) -> [UInt8] in
                if isFirst, !head.isEmpty {
                    isFirst = false
                    return Array(head.utf8)
                }
                left -= 1
                return left >= 0 ? chunk : []
            }
            var problems: [InputProblem] = []
            while let item = try reader.next() { if case .problem(let problem) = item { problems.append(problem) } }
            let isComment = head.hasSuffix("# ")
            #expect(problems.map(\.code) == (isComment ? [] : [.tooLong]) && left < 0)
            #expect(problems.allSatisfy { ($0.excerpt ?? "").utf8.count < 70_000 })
        }
    }

    @Test("of nothing but NUL bytes, or of noise, is refused")
    func noise() throws {
        #expect(try imported([UInt8](repeating: 0, count: 100_000), as: .payments).rows.isEmpty)
        var generator = SplitMix64(seed: 7)
        for _ in 0..<50 {
            let bytes = (0..<4_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let file = try imported(bytes, as: .payments)
            #expect(file.rows.isEmpty && !file.problems.isEmpty)
        }
    }
}
