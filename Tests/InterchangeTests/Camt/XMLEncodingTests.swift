import Assistance
import Foundation
import Glibc
import Interchange
import Testing

@Suite("The encoding of an XML file")
struct XMLEncodingTests {
    /// With characters of two bytes, and one of four.
    private static let sample: CamtSample = {
        var sample = CamtSample()
        sample.entries[1].other = "𠮷野家€ 施工单位"
        return sample
    }()

    private static func text(in encoding: String) -> String {
        sample.text.replacingOccurrences(of: "\"UTF-8\"", with: "\"\(encoding)\"")
    }

    private static func statements(_ file: CamtFile) throws -> [BankStatement] {
        try file.read().items.map(\.request.statement)
    }

    @Test("is the one that its first line names: UTF-8, GB 18030 and what it contains, or UTF-16 by its mark")
    func named() throws {
        let expected = try Self.statements(CamtFile(Self.sample.text))
        try #require(expected.count == 1 && expected[0].lines.count == 3)
        for encoding in ["GB18030", "GBK", "gb2312"] {
            let bytes = try TextEncodingTests.gb18030(Self.text(in: encoding))
            #expect(try Self.statements(CamtFile(bytes)) == expected, "\(encoding)")
        }
        let wide = Self.text(in: "UTF-16").utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        #expect(try Self.statements(CamtFile([0xFF, 0xFE] + wide)) == expected)
    }

    @Test("is found, and characters come out whole, wherever the pieces of a pipe and of a long file end")
    func pieces() throws {
        let expected = try Self.statements(CamtFile(Self.sample.text))
        let bytes = try TextEncodingTests.gb18030(Self.text(in: "GBK"))
        let path = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString).xml").path
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let writer = Thread {
            let pipe = open(path, O_WRONLY)
            for byte in bytes { _ = withUnsafeBytes(of: byte) { write(pipe, $0.baseAddress, 1) } }
            close(pipe)
        }
        writer.start()
        let piped = try BankStatementFile(camt053: path, account: #require(Account("holding:653000")))
        #expect(piped.items.map(\.request.statement) == expected)

        let comment = "<!--" + String(repeating: "江苏省财政厅x", count: 3_000) + "-->"
        for blanks in 0..<13 {
            let text = Self.text(in: "GB18030").replacingOccurrences(
                of: "<BkToCstmrStmt>", with: String(repeating: " ", count: blanks) + comment + "<BkToCstmrStmt>")
            #expect(try Self.statements(CamtFile(TextEncodingTests.gb18030(text))) == expected)
        }
    }

    @Test("that is not read here, or not what the file says, is an error that says what to do")
    func wrong() throws {
        try CamtFile(Self.text(in: "windows-1252")).expectProblem(.encoding, line: 1, "windows-1252")
        // The mark of UTF-8 before a line that names another.
        try CamtFile("\u{FEFF}" + Self.text(in: "GBK")).expectProblem(.syntax, line: 1, "0xBF", "GB 18030")
        var bytes = try TextEncodingTests.gb18030(Self.text(in: "GBK"))
        let place = try #require(bytes.firstIndex { $0 >= 0x80 })
        bytes[place + 1] = 0xFF
        let line = 1 + bytes[..<place].count { $0 == 0x0A }
        try CamtFile(bytes).expectProblem(.syntax, line: line, "0x", "GB 18030")
        try CamtFile(Array(bytes[...place])).expectProblem(.syntax, "GB 18030")
        try CamtFile(Self.text(in: "GBK")).expectProblem(.syntax)
    }
}
