import Glibc
import Interchange
import Testing

@Suite("Reading CSV")
struct CSVReaderTests {
    private func items(_ text: String, chunkSize: Int = 1 << 16) throws -> [CSVReader.Item] {
        try items(Array(text.utf8), chunkSize: chunkSize)
    }

    private func items(_ bytes: [UInt8], chunkSize: Int = 1 << 16) throws -> [CSVReader.Item] {
        var reader = CSVReader(file: "t.csv", bytes: bytes, chunkSize: chunkSize)
        var items: [CSVReader.Item] = []
        while let item = try reader.next() { items.append(item) }
        return items
    }

    private func records(_ items: [CSVReader.Item]) -> [CSVRecord] {
        items.compactMap { if case .record(let record) = $0 { record } else { nil } }
    }

    private func problems(_ items: [CSVReader.Item]) -> [InputProblem] {
        items.compactMap { if case .problem(let problem) = $0 { problem } else { nil } }
    }

    private func places(_ items: [CSVReader.Item]) -> [String] {
        problems(items).map { "\($0.code) \($0.line):\($0.column)" }
    }

    @Test("fields are looked up by the name of their column")
    func lookup() throws {
        let items = try items("project, amount ,note\nP-1,12.34,\nP-2,,易地搬迁\n")
        guard case .header(let header) = try #require(items.first) else {
            Issue.record("the header comes first, not \(items)")
            return
        }
        #expect(header.names == ["project", "amount", "note"])
        #expect(header.index(of: "amount") == 1 && header.index(of: "none") == nil)
        let records = records(items)
        #expect(records.map { $0["project"]?.text } == ["P-1", "P-2"])
        #expect(records.map { $0["amount"]?.text } == ["12.34", ""])
        #expect(records[0]["none"] == nil)
        #expect(records[1]["note"]?.text == "易地搬迁" && records[1][2].column == 6)
        #expect(records.map(\.line) == [2, 3] && records.map(\.text) == ["P-1,12.34,", "P-2,,易地搬迁"])
    }

    @Test("quoted fields keep commas, line ends, quotes and spaces")
    func quotes() throws {
        let records = try records(items("a,b\r\n\"x, \"\"y\"\"\",\" line 1\r\nline 2\n\"\r\n\"\",\"\"\"\"\r\n"))
        try #require(records.count == 2)
        #expect(records[0].fields.map(\.text) == ["x, \"y\"", " line 1\r\nline 2\n"])
        #expect(records[0].line == 2 && records[1].line == 5)
        #expect(records[1].fields.map(\.text) == ["", "\""])
    }

    @Test("a field knows the line and column where it begins, counted in characters")
    func positions() throws {
        let records = try records(items("a,b,c\n云南,\"多\n行\",e\u{301}x\nq,\"\n\n\",z\n"))
        try #require(records.count == 2)
        #expect(records[0].fields.map(\.line) == [2, 2, 3])
        #expect(records[0].fields.map(\.column) == [1, 4, 4])
        #expect(records[0].fields.map(\.lineText) == ["云南,\"多", "云南,\"多", "行\",e\u{301}x"])
        #expect(records[1].fields.map(\.line) == [4, 4, 6])
        #expect(records[1].fields.map(\.column) == [1, 3, 3])
        let problem = records[0].problem(in: "c", "no number", remedy: "give one")
        #expect(
            problem
                == InputProblem(
                    file: "t.csv", line: 3, column: 4, excerpt: "行\",e\u{301}x", message: "no number",
                    remedy: "give one"))
        #expect(records[0].problem(in: "none", "m").column == 1)
    }

    @Test("a byte order mark, empty lines and comments are skipped, and still counted")
    func skipping() throws {
        let items = try items("\u{FEFF}# 说明\r\n\r\n\na,b\n\n#1,2\n\"#1\",2\n3,4\r\n#end")
        let records = records(items)
        #expect(records.map { $0.fields.map(\.text) } == [["#1", "2"], ["3", "4"]])
        #expect(records.map(\.line) == [7, 8])
        #expect(problems(items).isEmpty)
    }

    @Test("the last line may lack its end", arguments: ["a,b\n1,2", "a,b\r\n1,2\r", "a,b\n1,\"2\"", "a,b\n1,2\n"])
    func lastLine(_ text: String) throws {
        #expect(try records(items(text)).map { $0.fields.map(\.text) } == [["1", "2"]])
    }

    @Test("an empty file has no items", arguments: ["", "\u{FEFF}", "\n", "# only this", "\r\n\r\n"])
    func empty(_ text: String) throws {
        #expect(try items(text).isEmpty)
    }

    @Test("a row of nothing but commas and spaces is blank")
    func blank() throws {
        #expect(try records(items("a,b\n, \u{3000}\nx,\n")).map(\.isBlank) == [true, false])
    }

    // MARK: Problems

    @Test("empty and repeated names of columns are refused, all at once")
    func header() throws {
        let items = try items("a, ,b,\"a\"\n1,2,3,4\n")
        #expect(places(items) == ["header 1:3", "header 1:7"])
        #expect(problems(items).map(\.message) == ["column 2 has no name", "columns 1 and 4 are both named \"a\""])
        #expect(items.count == 2)
    }

    @Test("missing and unknown columns are told")
    func columns() throws {
        guard case .header(let header) = try #require(items("project,amout\n").first) else {
            Issue.record("no header")
            return
        }
        let missing = header.missing(["project", "amount"])
        #expect(missing.map(\.message) == ["the column \"amount\" is missing"])
        #expect(missing.first?.remedy == "add it; the file has \"project\", \"amout\"")
        let unknown = header.unknown(besides: ["project", "amount"])
        #expect(unknown.map(\.message) == ["the column \"amout\" is not known"])
        #expect(unknown.first?.column == 9 && unknown.first?.excerpt == "project,amout")
    }

    @Test("every problem of a file is reported, with its place, and the good lines are read")
    func allProblems() throws {
        var bytes = Array("a,b\n1,2\n3\n4,5,6\n7,x\"y\n\"8\"z,9\n10,\"11\n12,13\n".utf8)
        bytes += Array("云南,".utf8) + [0xD6, 0xD0, 0x0A] + Array("14,15\n16\r17,18\n19,a\u{0}b\n20,21\n".utf8)
        let items = try items(bytes)
        #expect(
            places(items) == [
                "fieldCount 3:1", "fieldCount 4:5", "syntax 5:4", "syntax 6:4", "syntax 7:4", "encoding 9:4",
                "syntax 11:3", "syntax 12:5",
            ])
        #expect(records(items).map { $0.fields[0].text } == ["1", "12", "14", "20"])
        #expect(records(items).map(\.line) == [2, 8, 10, 13])
        let problems = problems(items)
        #expect(
            problems.map(\.excerpt) == [
                "3", "4,5,6", "7,x\"y", "\"8\"z,9", "10,\"11", "云南,\u{FFFD}\u{FFFD}", "16", "19,a\u{0}b",
            ])
        #expect(
            problems[0].message == "the record has 1 field, but the header names 2"
                && problems[0].remedy == "add \"b\"; a field may be empty, but its comma has to be there")
        #expect(problems.allSatisfy { $0.remedy?.isEmpty == false && $0.file == "t.csv" })
    }

    @Test("a quote that is closed lines later by another field's quote is reported, and those lines are read again")
    func quoteAcrossLines() throws {
        let items = try items("a,b\n1,\"x\n2,\"y\"\n3,z\n")
        #expect(places(items) == ["syntax 3:4"])
        #expect(
            problems(items).first?.message == "text follows the closing quote of a field that opened in line 2")
        #expect(records(items).map { $0.fields.map(\.text) } == [["2", "y"], ["3", "z"]])
    }

    @Test("a file in UTF-16 is refused as such")
    func utf16() throws {
        let little: [UInt8] = [0xFF, 0xFE, 0x61, 0x00]
        #expect(try places(items(little)) == ["encoding 1:0"])
        #expect(try places(items([0xFE, 0xFF, 0x00, 0x61])) == ["encoding 1:0"])
    }

    @Test("a field of 64 KiB is read and a longer one refused, quoted or not")
    func longFields() throws {
        let fitting = String(repeating: "x", count: CSVReader.maximumFieldBytes)
        let items = try items("a,b\n1,\(fitting)\n2,x\(fitting)\n3,\"\(fitting)\"\n4,\"x\(fitting)\"\n5,6\n")
        #expect(records(items).map { $0.fields[0].text } == ["1", "3", "5"])
        #expect(places(items) == ["tooLong 3:3", "tooLong 5:3"])
        #expect(problems(items).allSatisfy { ($0.excerpt?.utf8.count ?? 0) < 2_000 })
    }

    @Test("a record beyond 1 MiB is refused without being kept, whatever it is made of")
    func longRecords() throws {
        let fields = String(repeating: "xxxxxxx,", count: 150_000)
        let commas = String(repeating: ",", count: 1_100_000)
        let comment = "#" + String(repeating: "c", count: 2_000_000)
        let items = try items("a,b\n\(fields)\n\(commas)\n\(comment)\n5,6\n")
        #expect(problems(items).map(\.code) == [.tooLong, .tooLong])
        #expect(problems(items).map(\.line) == [2, 3])
        #expect(problems(items).allSatisfy { ($0.excerpt?.utf8.count ?? 0) < 2_000 })
        #expect(records(items).map(\.line) == [5])
    }

    @Test("a file that cannot be opened says so")
    func unreadable() throws {
        let problem = try #require(throws: InputProblem.self) { _ = try CSVReader(contentsOf: "/nowhere/a.csv") }
        #expect(problem.code == .unreadable)
        #expect(problem.message == "the file cannot be opened: No such file or directory")
        let directory = try #require(throws: InputProblem.self) {
            var reader = try CSVReader(contentsOf: "/tmp")
            _ = try reader.next()
        }
        #expect(directory.message == "the file cannot be read: Is a directory")
    }

    @Test("a file is read from disk, whatever its size")
    func fromDisk() throws {
        var path = Array("/tmp/csv-reader-XXXXXX".utf8CString)
        let descriptor = mkstemp(&path)
        try #require(descriptor >= 0)
        let name = path.withUnsafeBufferPointer {
            String(decoding: $0.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        defer {
            close(descriptor)
            unlink(name)
        }
        let text = "id,name\n" + (0..<40_000).map { "\($0),\"州县 \($0)\"\r\n" }.joined()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            try #require(count > 0)
            rest = rest.dropFirst(count)
        }
        var reader = try CSVReader(contentsOf: name)
        var next = -1
        while let item = try reader.next() {
            if case .record(let record) = item {
                try #require(record["id"]?.text == "\(next)" && record["name"]?.text == "州县 \(next)")
                try #require(record.line == next + 2)
            }
            next += 1
        }
        #expect(next == 40_000)
    }

    // MARK: Chunks

    @Test("the size of chunks changes nothing", arguments: 1...17)
    func chunks(_ size: Int) throws {
        var bytes = Array("\u{FEFF}# 注\r\n项目,\"金额\"\r\n\"易地\"\"搬迁\r\n三期\",１\r\n\r\n😀,\"e\u{301}\"\n".utf8)
        bytes +=
            Array("坏,\"未闭合\r\n好,1\r\n多,2,3\r\n字,".utf8) + [0xE4, 0xB8] + Array("\r\n\"x\"y,2\r\na\rb,2\r\n末,尾\r".utf8)
        let whole = try items(bytes)
        #expect(records(whole).count == 4 && problems(whole).count == 5)
        #expect(try items(bytes, chunkSize: size) == whole)
    }

    @Test("random text is cut into the same items by every size of chunks, and every line is told of once")
    func randomChunks() throws {
        let seed: UInt64 = 20_140_501
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = ["a", ",", "\"", "\"\"", "\n", "\r\n", "\r", "#", "中", "e\u{301}", " ", ",\"", "\",", "\n1,2\n"]
        for round in 0..<400 {
            let text = "h,k\n" + (0..<next(30)).map { _ in pieces[next(pieces.count)] }.joined() + "\nend,1\n"
            let whole = try items(text)
            let size = 1 + next(7)
            try #require(
                try items(text, chunkSize: size) == whole, "seed \(seed), round \(round), size \(size): \(text)")
            let isLastRead = records(whole).last?.fields.first?.text == "end"
            try #require(isLastRead, "seed \(seed), round \(round): \(text)")
        }
    }
}
