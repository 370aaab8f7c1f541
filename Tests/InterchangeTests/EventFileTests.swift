import Assistance
import CanonicalJSON
import Foundation
import Interchange
import Testing

@Suite("A file of events, one a line")
struct EventFileTests {
    private static let line =
        #"{"actor":"财政局","causation":null,"correlation":null,"data":{"mark":7,"name":"East-west","starts_on":"1996-05-31"},"#
        + #""effective_on":"1996-05-31","id":"264ad660-0000-8000-bb75-eb69a8f2e3a2","postings":[],"stream":"programme/ew","#
        + #""type":"ProgrammeEstablished","v":1}"#

    private static func items(of text: String) throws -> [EventFile.Item] {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).ndjson").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(text.utf8).write(to: URL(filePath: path))
        var file = try EventFile(path: path)
        var items: [EventFile.Item] = []
        while let item = try file.next() { items.append(item) }
        return items
    }

    private static func problem(in line: String) throws -> InputProblem {
        let items = try items(of: self.line + "\n" + line + "\n" + self.line)
        try #require(items.count == 3)
        guard case .event = items[0], case .problem(let problem) = items[1], case .event = items[2] else {
            throw InputProblem(file: "test", message: "the middle line alone should be a problem: \(items)")
        }
        #expect(problem.line == 2)
        return problem
    }

    @Test("is read as what it says, with members of its data that no type knows, with or without a last line feed")
    func read() throws {
        for end in ["", "\n"] {
            let items = try Self.items(of: Self.line + "\n" + Self.line + end)
            try #require(items.count == 2)
            for item in items {
                guard case .event(let event) = item else {
                    Issue.record("\(item)")
                    continue
                }
                #expect(event.actor == "财政局" && event.type == "ProgrammeEstablished" && event.v == 1)
                #expect(event.stream.description == "programme/ew" && event.data["mark"] == 7)
                #expect(event.effectiveOn == CalendarDate("1996-05-31") && event.postings.isEmpty)
                #expect(try event.bytes() == Array(Self.line.utf8))
            }
        }
        #expect(try Self.items(of: "").isEmpty)
    }

    @Test(
        "a member that is not what it must be is a problem with its line and column",
        arguments: [
            (#""actor":"财政局""#, #""actor":7"#, 10, "a string"), (#""v":1"#, #""v":1,"w":2"#, 260, "\"w\""),
            ("1996-05-31\",\"id", "1996-02-30\",\"id", 129, "1996-02-30"), ("264ad660", "264AD660", 147, "UUID"),
            ("programme/ew", "programm/ew", 209, "programm/ew"), (#","data":"#, #", "data":"#, 52, "a space"),
        ])
    func malformed(part: String, other: String, column: Int, saying: String) throws {
        try #require(Self.line.contains(part))
        let problem = try Self.problem(in: Self.line.replacing(part, with: other))
        #expect(problem.message.contains(saying), "\(problem)")
        #expect(problem.column == column, "\(problem)")
    }

    @Test("an event of an unknown type, of a form that its type does not have, or that is out of balance is a problem")
    func meaningless() throws {
        let unknown = try Self.problem(in: Self.line.replacing("ProgrammeEstablished", with: "ProgrammeDreamt"))
        #expect(unknown.message.contains("ProgrammeDreamt"))
        let form = try Self.problem(in: Self.line.replacing(#""name":"East-west","#, with: ""))
        #expect(form.message.contains("\"name\" of ProgrammeEstablished"))
        let posting = #"{"account":"donor:320000","amount":-500,"currency":"CNY"}"#
        let unbalanced = try Self.problem(
            in: Self.line.replacing(#""postings":[]"#, with: #""postings":[\#(posting)]"#))
        #expect(unbalanced.message.contains("-500"))
        let nothing = try Self.problem(
            in: Self.line.replacing(#""postings":[]"#, with: #""postings":[\#(posting.replacing("-500", with: "0"))]"#))
        #expect(nothing.message.contains("moves nothing"))
        let account = try Self.problem(
            in: Self.line.replacing(
                #""postings":[]"#, with: #""postings":[\#(posting.replacing("donor", with: "dino"))]"#))
        #expect(account.message.contains("dino:320000"))
    }

    @Test(
        "a line of as many bytes as an event may have is read, and a longer one is a problem that hides no other line")
    func long() throws {
        let room = EventLine.bytesMax - Self.line.utf8.count
        let long = Self.line.replacing("East-west", with: "East-west" + String(repeating: "x", count: room))
        #expect(long.utf8.count == EventLine.bytesMax)
        guard case .event = try Self.items(of: long)[0] else {
            Issue.record("the longest line is not read")
            return
        }
        for more in [1, 200_000] {
            let problem = try Self.problem(in: long + String(repeating: " ", count: more))
            #expect(problem.code == .tooLong && problem.message.contains("\(EventLine.bytesMax)"))
        }
    }

    @Test("a file that is not there is a problem with its name")
    func absent() throws {
        let problem = try #require(throws: InputProblem.self) { _ = try EventFile(path: "/nowhere/sample.ndjson") }
        #expect(problem.code == .unreadable && problem.file == "/nowhere/sample.ndjson")
    }

    private static let payment =
        #"{"actor":"县财政局","causation":null,"correlation":null,"data":{"amount":25970001,"category":"工程款","contract":"H1","currency":"CNY","#
        + #""instrument":"fiscal","payee":"第7施工单位","payee_kind":"organisation","payment":"P1-1"},"effective_on":"2016-04-17","#
        + #""id":"eb31c370-0000-8020-9475-9360748eacdc","postings":[{"account":"project:P1","amount":-25970001,"currency":"CNY"},"#
        + #"{"account":"spent:P1","amount":25970001,"currency":"CNY"}],"stream":"project/P1","type":"FundsSpent","v":2}"#

    @Test(
        "made of a sound line by any small change is refused, or is written again byte for byte",
        .timeLimit(.minutes(1)))
    func changed() throws {
        var fuzz = Fuzz(
            tokens: [
                "{", "}", "[", "]", ":", ",", "\"", "\\", "null", "-", "1e5", ".5", "\u{0}", "e\u{301}", #""v":2"#,
                "CNY", "9007199254740993",
            ], seconds: 3)
        let seed = fuzz.seed
        var (sound, refused) = (0, 0)
        while let original = fuzz.next(of: [Self.line, Self.payment]) {
            let bytes = fuzz.changed(Array(original.utf8))
            do {
                let line = try EventLine(reading: bytes)
                #expect(try line.bytes() == bytes, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
                sound += 1
            } catch let error as EventLineError {
                #expect(!error.message.isEmpty)
                refused += 1
            }
        }
        print("lines changed at random, seed \(seed): \(sound) read, \(refused) refused")
        #expect(sound > 0 && refused > 0, "seed \(seed)")
    }
}
