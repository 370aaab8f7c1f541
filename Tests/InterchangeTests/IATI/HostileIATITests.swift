import Assistance
import Foundation
import Glibc
import Interchange
import PairLedgerTesting
import Testing

@Suite("A hostile IATI file")
struct HostileIATITests {
    @Test("that defines entities, or fetches a file, is refused where its document type begins")
    func documentTypes() throws {
        let laughs =
            "<!DOCTYPE iati-activities [<!ENTITY a0 \"ha\">"
            + (1...30).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);\">" }.joined() + "]>\n"
        for prologue in [
            laughs, "<!DOCTYPE iati-activities SYSTEM \"file:///etc/passwd\">\n",
            "<!DOCTYPE iati-activities [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n",
        ] {
            let text = IATIFile.sound.replacingOccurrences(of: "<iati-activities", with: "\(prologue)<iati-activities")
                .replacingOccurrences(of: ">Wells<", with: ">&a30;&f;<")
            try IATIFile(text).expectProblem(.syntax, "document type")
        }
        try IATIFile(IATIFile.sound.replacingOccurrences(of: ">Wells<", with: ">&undefined;<"))
            .expectProblem(.syntax, "undefined")
    }

    @Test("that is cut off anywhere, or has bytes that no XML has, is an error")
    func bytes() throws {
        let bytes = Array(IATIFile.sound.utf8)
        for end in stride(from: 0, to: bytes.count - 20, by: 97) {
            #expect(throws: InputProblem.self, "cut off after \(end) bytes") {
                _ = try IATIFile(Array(bytes.prefix(end))).items()
            }
        }
        for bad in ["\u{0}", "\u{1}"] {
            try IATIFile(IATIFile.sound.replacingOccurrences(of: "Wells", with: "We\(bad)lls")).expectProblem(.syntax)
        }
        var wrong = bytes
        wrong[try #require(wrong.firstIndex(of: UInt8(ascii: "W")))] = 0xFF
        try IATIFile(wrong).expectProblem(.syntax)
        try IATIFile([0xFF, 0xFE] + bytes).expectProblem(.syntax)
        try IATIFile([UInt8](repeating: 0, count: 100_000)).expectProblem(.syntax)
    }

    @Test("that is too deep, has a text that is too long, or an activity that is too large, is an error")
    func sizes() throws {
        func within(_ text: String) -> String {
            IATIFile.sound.replacingOccurrences(of: "<activity-status", with: "\(text)<activity-status")
        }
        try IATIFile(within(String(repeating: "<a>", count: 100_000))).expectProblem(.tooLong, "24 elements")
        let long = String(repeating: "x", count: 20 << 20)
        try IATIFile(within("<a>\(long)</a>")).expectProblem(.tooLong, "262144 bytes")
        #expect(throws: InputProblem.self) { _ = try IATIFile(within("<a b=\"\(long)\"/>")).items() }
        let part = "<a>\(String(repeating: "x", count: 200_000))</a>"
        #expect(try IATIFile(within(String(repeating: part, count: 100))).items().count == 1)
        try IATIFile(within(String(repeating: part, count: 200))).expectProblem(.tooLong, "32 MiB")
    }

    @Test(
        "made of a sound one by any small change is read or refused, and what is read can be kept",
        .timeLimit(.minutes(1)))
    func changed() throws {
        let corpus =
            try IATIFile.names.map { Array(try Data(contentsOf: IATIFile.corpus.appending(path: $0))) }
            + [Array(IATIFile.sound.utf8)]
        var fuzz = Fuzz(tokens: [
            "<", ">", "&", "\"", "</", "<iati-activity>", "</transaction>", "9", "-", ".", "]]>", "\u{0}", "e\u{301}",
        ])
        let seed = fuzz.seed
        var (sound, refused) = (0, 0)
        while let original = fuzz.next(of: corpus) {
            let bytes = fuzz.changed(original)
            do {
                let file = try IATIFile(bytes)
                for imported in try file.imports() {
                    for item in imported.request.items where item.element == nil { #expect(item.bytes > 40_000) }
                }
                var (rules, summary) = (IATIRules(today: IATIFile.today), IATISummary())
                for item in try file.items() {
                    summary.take(item)
                    _ = rules.check(item.element)
                }
                sound += 1
            } catch let problem as InputProblem {
                refused += 1
                #expect(!problem.message.isEmpty, "seed \(seed)")
            }
        }
        print("IATI changed at random, seed \(seed): \(sound) read, \(refused) refused")
        #expect(sound > 0 && refused > 0, "seed \(seed)")
    }
}
