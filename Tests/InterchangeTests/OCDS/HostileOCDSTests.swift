import Assistance
import Foundation
import Glibc
import Interchange
import PairLedgerTesting
import Testing

@Suite("A hostile JSON file")
struct HostileOCDSTests {
    private static let sound = #"{"ocid":"a","date":"2014-01-01"}"#

    @Test("that is too deep, or has a value that is too long, is an error before it takes much memory")
    func sizes() throws {
        try ReleaseFile(#"{"ocid":"# + String(repeating: "[", count: 1_000_000)).expectProblem(
            .tooLong, "64 arrays and objects")
        try ReleaseFile(String(repeating: #"{"a":"#, count: 1_000_000)).expectProblem(.tooLong, "64 arrays and objects")
        let long = String(repeating: "x", count: 9 << 20)
        for text in [#"{"ocid":"\#(long)"}"#, #"{"releases":[{"a":"\#(long)"}]}"#] {
            try ReleaseFile(text).expectProblem(.tooLong, "8 MiB")
        }
        try ReleaseFile("[" + String(repeating: "9", count: 1 << 20) + "]").expectProblem(.tooLong, "64 digits")
    }

    @Test(
        "of a gigabyte in one line is an error when the first value is too long, in bounded time",
        .timeLimit(.minutes(1)))
    func oneLine() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "long-\(UUID().uuidString).json").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        // A hole in a file takes no room on the disk, and is read as NUL bytes.
        let file = try #require(fopen(path, "w"))
        fputs(#"{"ocid":""#, file)
        fclose(file)
        #expect(truncate(path, 1 << 30) == 0)
        let problems = try #require(throws: InputProblems.self) { _ = try OCDSFile(path: path, project: nil) }.problems
        #expect(problems.first?.message.contains("control character") == true, "\(problems)")
    }

    @Test("that is cut off anywhere is an error, and nothing of it is taken")
    func truncated() throws {
        let bytes = try #require(ReleaseFile.corpus()["package.json"])
        let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
        for cut in stride(from: 1, through: end, by: 37) {
            #expect(try !ReleaseFile(Array(bytes.prefix(cut))).problems().isEmpty, "cut off after \(cut) bytes")
        }
    }

    @Test("in another encoding, with NUL bytes, half characters or names that stand twice is an error")
    func bytes() throws {
        try ReleaseFile([UInt8](repeating: 0, count: 100_000)).expectProblem(.encoding, "UTF-8")
        try ReleaseFile([0xFF, 0xFE, 0x7B, 0, 0x7D, 0]).expectProblem(.encoding, "UTF-8")
        try ReleaseFile([0xFE, 0xFF, 0, 0x7B, 0, 0x7D]).expectProblem(.encoding, "UTF-8")
        try ReleaseFile(Array(#"{"ocid":""#.utf8) + [0xB0, 0xA2, 0xCD, 0xBC] + Array(#""}"#.utf8)).expectProblem(
            .encoding, "UTF-8")
        for (text, words) in [
            (#"{"ocid":"\u0000"}"#, "half a character"), (#"{"ocid":"\ud800"}"#, "half a character"),
            (#"{"ocid":"\ud800\u0041"}"#, "half a character"), (#"{"ocid":"\udc00"}"#, "half a character"),
            (#"{"ocid":"\x"}"#, "no escape"), ("{\"ocid\":\"a\nb\"}", "line break"),
            (#"{"ocid":1,"ocid":2}"#, "stands twice"),
            (#"[{"a":{"b":1,"b":2}}]"#, "stands twice"), (#"[{"a":01}]"#, "not a number"),
            (#"[{"a":1.}]"#, "not a number"),
            (#"[{"a":NaN}]"#, "a value must be"), (#"[{"a":tru}]"#, "true must be"),
            ("[\(Self.sound),]", "a value must be"),
            ("[\(Self.sound)\(Self.sound)]", "\",\" must be"),
            (#"{"a" 1}"#, "\":\" must be"), ("// no\n{}", "a release or a package"),
            ("\(Self.sound) x", "a release or a package"),
            (#"{"releases":{}}"#, "\"[\" must be"), (#"{"releases":[]"#, "ends here"),
        ] {
            let problem = try #require(try ReleaseFile(text).problems().first, "\(text)")
            #expect(problem.code == .syntax && problem.message.contains(words), "\(text): \(problem)")
        }
        let sound = #"[{"ocid":"\ud83d\ude00\t\/\"","date":"2014-01-01"}]"#
        #expect(try ReleaseFile(sound).read().releaseCount == 1)
    }

    @Test("with many releases, and as many names of its own, is read in bounded memory of what it says")
    func many() throws {
        let releases = (0..<3_000).map { #"{"ocid":"a","id":"\#($0)","date":"2014-01-01","x\#($0)":1}"# }
        let file = try ReleaseFile(releases.joined(separator: "\n")).read()
        #expect(file.releaseCount == 3_000 && file.processCount == 1)
        #expect(file.notTaken.count == 1_001 && file.notTaken.reduce(0) { $0 + $1.count } == 3_000)
    }

    @Test("made of a sound one by any small change is read or refused", .timeLimit(.minutes(1)))
    func changed() throws {
        let corpus = try ReleaseFile.corpus().sorted { $0.key < $1.key }.map(\.value)
        var fuzz = Fuzz(tokens: [
            "{", "}", "[", "]", ":", ",", "\"", "\\u", "\\", "null", "-", "e9", ".", "\u{0}", "CNY", "\"id\":",
            "2014-02-30",
        ])
        let seed = fuzz.seed
        var (sound, refused) = (0, 0)
        while let original = fuzz.next(of: corpus) {
            let bytes = fuzz.changed(original)
            do {
                let file = try ReleaseFile(bytes).read(project: "K")
                sound += 1
                #expect(file.releaseCount > 0 && file.items.allSatisfy { !$0.key.isEmpty }, "seed \(seed)")
            } catch let problems as InputProblems {
                refused += 1
                #expect(!problems.problems.isEmpty, "seed \(seed)")
            }
        }
        print("releases changed at random, seed \(seed): \(sound) read, \(refused) refused")
        #expect(sound > 0 && refused > 0, "seed \(seed)")
    }
}
