import Assistance
import Foundation
import Glibc
import Interchange
import PairLedgerTesting
import Testing

@Suite("A hostile XML file")
struct HostileXMLTests {
    @Test("that defines entities, or fetches a file, is refused where its document type begins")
    func documentTypes() throws {
        let laughs =
            "<!DOCTYPE Document [<!ENTITY a0 \"ha\">"
            + (1...30).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);\">" }.joined() + "]>\n"
        let attacks = [
            (laughs, "&a30;"), ("<!DOCTYPE Document SYSTEM \"file:///etc/passwd\">\n", "T"),
            ("<!DOCTYPE Document [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n", "&f;"),
            ("<!DOCTYPE Document [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\">%p;]>\n", "T"),
        ]
        for (prologue, reference) in attacks {
            var sample = CamtSample(prologue: prologue)
            sample.entries[0].reference = reference
            try CamtFile(sample.text).expectProblem(.syntax, line: 2, "document type")
        }
        var sample = CamtSample()
        sample.entries[0].reference = "&undefined;"
        try CamtFile(sample.text).expectProblem(.syntax, "not well-formed", "undefined")
    }

    @Test("that ends anywhere before its end is an error, and nothing of it is taken")
    func truncated() throws {
        let bytes = Array(CamtSample().text.utf8)
        // Behind the last element only white space is missing.
        for end in stride(from: 0, to: bytes.count - 12, by: 41) {
            let problems = try CamtFile(Array(bytes.prefix(end))).problems()
            #expect(!problems.isEmpty, "cut off after \(end) bytes")
        }
    }

    @Test("whose elements do not end where they should is an error that says which, and where it begins")
    func nesting() throws {
        let text = CamtSample().text
        try CamtFile(text.replacingOccurrences(of: "</Stmt>", with: "</Ntry>"))
            .expectProblem(.syntax, "<Stmt> of line 4 has no end")
        let cut = try #require(text.range(of: "<FrDtTm>"))
        try CamtFile(String(text[..<cut.upperBound])).expectProblem(.syntax, line: 5, "ends within <FrDtTm> of line 5")
    }

    @Test("with NUL bytes, bytes that are no UTF-8, or text behind its end is an error")
    func bytes() throws {
        let text = CamtSample().text
        for bad in ["\u{0}", "\u{1}"] {
            try CamtFile(text.replacingOccurrences(of: "KZ14-001", with: "KZ\(bad)14")).expectProblem(.syntax)
        }
        var bytes = Array(text.utf8)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "J")))
        bytes[place] = 0xFF
        try CamtFile(bytes).expectProblem(.syntax)
        try CamtFile(text + "<more/>").expectProblem(.syntax)
        try CamtFile([]).expectProblem(.syntax)
        try CamtFile([UInt8](repeating: 0, count: 100_000)).expectProblem(.syntax)
    }

    @Test("that is too deep, or has a text, a name, an attribute or a comment that is too long, is an error")
    func sizes() throws {
        let deep = String(repeating: "<a>", count: 1_000_000)
        try CamtFile(CamtSample().file(of: "<Stmt>\(deep)")).expectProblem(.tooLong, "64 elements")
        let long = String(repeating: "x", count: 40 << 20)
        try CamtFile(CamtSample(identifier: long).text).expectProblem(.tooLong, "65536 bytes")
        for statement in ["<Stmt a=\"\(long)\">", "<\(long)>", "<!-- \(long)", "<?a \(long)"] {
            try CamtFile(CamtSample().file(of: statement)).expectProblem(.tooLong, line: 4, "262144 bytes")
        }
        try CamtFile(CamtSample().file(of: "<![CDATA[\(long)")).expectProblem(.tooLong, "65536 bytes")
        let escaped = String(repeating: "&#x6C5F;", count: 30_000)
        try CamtFile(CamtSample().file(of: "<Stmt a=\"\(escaped)\">")).expectProblem(.tooLong, "65536 bytes")
    }

    @Test("with many elements that no statement has is read past them")
    func manyElements() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "many-\(UUID().uuidString).xml").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sample = CamtSample()
        let parts = sample.file(of: "<!-- here -->").components(separatedBy: "<!-- here -->")
        let handle = try #require(fopen(path, "w"))
        fputs(parts[0] + "<Stmt>", handle)
        for _ in 0..<400_000 {
            fputs("<Ignored a=\"b\"><Within>text of nobody's interest</Within></Ignored>\n", handle)
        }
        fputs("</Stmt>" + parts[1], handle)
        fclose(handle)
        let problems = try #require(throws: InputProblems.self) {
            _ = try BankStatementFile(camt053: path, account: #require(.init("holding:653000")))
        }
        #expect(!problems.problems.isEmpty)
    }

    @Test(
        "made of a sound one by any small change is read or refused, and what is read adds up", .timeLimit(.minutes(1)))
    func changed() throws {
        let corpus = try Self.corpus()
        var fuzz = Fuzz(tokens: [
            "<", ">", "&", "\"", "</", "<Ntry>", "</Ntry>", "<Bal>", "9", "-", ".", "]]>", "\u{0}", "CNY", "CRDT",
            "DBIT",
        ])
        let seed = fuzz.seed
        var (sound, refused) = (0, 0)
        while let original = fuzz.next(of: corpus) {
            let bytes = fuzz.changed(original)
            do {
                let file = try CamtFile(bytes).read()
                sound += 1
                for item in file.items { #expect(item.request.statement.imbalance == nil, "seed \(seed)") }
            } catch let problems as InputProblems {
                refused += 1
                #expect(!problems.problems.isEmpty, "seed \(seed)")
            }
        }
        print("camt.053 changed at random, seed \(seed): \(sound) read, \(refused) refused")
        #expect(sound > 0 && refused > 0, "seed \(seed)")
    }

    /// Sound files, and such as once were read wrongly.
    private static func corpus() throws -> [[UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
        let kept = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }.map { Array(try Data(contentsOf: $0)) }.filter { !$0.isEmpty }
        return kept + [Array(CamtSample().text.utf8), Array(CamtSample(version: "08").text.utf8)]
    }
}
