import Assistance
import Foundation
import Interchange
import PairLedgerTesting
import Testing

@Suite("The encoding of a CSV file")
struct TextEncodingTests {
    private static let text = """
        支付编号,项目编号,金额(万元),收款方,支出类别,支付日期
        P1,K1,0.5,喀什地区疏附县建筑公司,第三期工程款,2014-06-12
        P2,K1,1.5,"鄯善县, 联通",𠮷野家€ ㎡,2014年6月13日

        """

    /// As Python's codec writes them, which is another converter than the one that is tested.
    private static let codes: [Unicode.Scalar: String] = [
        "€": "a2e3",
        "㎡": "a94f",
        "万": "cdf2",
        "三": "c8fd",
        "什": "cab2",
        "付": "b8b6",
        "位": "cebb",
        "元": "d4aa",
        "公": "b9ab",
        "出": "b3f6",
        "别": "b1f0",
        "区": "c7f8",
        "单": "b5a5",
        "县": "cfd8",
        "号": "bac5",
        "司": "cbbe",
        "喀": "bfa6",
        "善": "c9c6",
        "地": "b5d8",
        "家": "bcd2",
        "工": "b9a4",
        "年": "c4ea",
        "建": "bda8",
        "支": "d6a7",
        "收": "cad5",
        "方": "b7bd",
        "施": "caa9",
        "日": "c8d5",
        "月": "d4c2",
        "期": "c6da",
        "款": "bfee",
        "疏": "cae8",
        "目": "c4bf",
        "程": "b3cc",
        "第": "b5da",
        "筑": "d6fe",
        "类": "c0e0",
        "编": "b1e0",
        "江": "bdad",
        "苏": "cbd5",
        "省": "caa1",
        "财": "b2c6",
        "政": "d5fe",
        "厅": "ccfc",
        "银": "d2f8",
        "行": "d0d0",
        "联": "c1aa",
        "通": "cda8",
        "鄯": "dbb7",
        "野": "d2b0",
        "金": "bdf0",
        "附": "b8bd",
        "项": "cfee",
        "额": "b6ee",
        "\u{FEFF}": "84319533",
        "𠮷": "9534b235",
    ]

    static func gb18030(_ text: String) throws -> [UInt8] {
        try text.unicodeScalars.flatMap { scalar -> [UInt8] in
            if scalar.isASCII { return [UInt8(scalar.value)] }
            let digits = Array(try #require(codes[scalar], "\(scalar)"))
            return stride(from: 0, to: digits.count, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
        }
    }

    @Test("is found: the same rows come of UTF-8, with and without a byte order mark, and of GB 18030")
    func same() throws {
        let expected = try imported(Self.text, as: .payments)
        #expect(expected.problems.isEmpty && expected.rows.count == 2)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for bytes in [
            mark + Array(Self.text.utf8), try Self.gb18030(Self.text), try Self.gb18030("\u{FEFF}" + Self.text),
        ] {
            let file = try imported(bytes, as: .payments)
            #expect(file.problems.isEmpty && file.requests == expected.requests, "\(file.problems)")
        }
    }

    @Test("is found however late the first character beyond ASCII comes, and places are those of the text")
    func late() throws {
        let rows = (0..<3_000).map { "P\($0),K1,1,builder,,2014-06-12\n" }.joined()
        let text = "payment,project,amount,payee,category,paid_on\n" + rows + "X,K1,1,施工单位,工程款,2014-06-31\n"
        for bytes in [Array(text.utf8), try Self.gb18030(text)] {
            let file = try imported(bytes, as: .payments)
            #expect(file.rows.count == 3_000 && file.places == ["3002:17"])
            #expect(file.problems.first?.excerpt == "X,K1,1,施工单位,工程款,2014-06-31")
        }
    }

    @Test("that is wrong is one error, at the first byte that cannot be read")
    func wrong() throws {
        let gb18030 = try Self.gb18030(Self.text)
        let forced = try imported(gb18030, as: .payments, form: CSVForm(encoding: .utf8))
        #expect(forced.problems.map(\.code) == [.encoding] && forced.rows.isEmpty)
        let utf8 = try imported(
            Array((Self.text + "P3,K1,1,乙,丙丁,2014-06-12\n").utf8), as: .payments, form: CSVForm(encoding: .gb18030))
        #expect(utf8.problems.count { $0.code == .encoding } <= 1 && !utf8.problems.isEmpty)
        var broken = gb18030
        let place = try #require(broken.lastIndex(of: UInt8(ascii: "2")))
        broken.insert(0xFF, at: place)
        let file = try imported(broken, as: .payments)
        #expect(file.problems.map(\.message) == ["the file is neither UTF-8 nor GB 18030: the next byte is 0xFF"])
        #expect(file.problems.map(\.line) == [3] && file.rows.count == 1)
    }

    @Test("of a text in UTF-8 that is damaged in one place is not taken for another")
    func damaged() throws {
        var bytes = Array(Self.text.utf8)
        let place = try #require(bytes.lastIndex(of: 0xE9))
        bytes[place] = 0x80
        let file = try imported(bytes, as: .payments)
        #expect(file.problems.map(\.code) == [.encoding] && file.places.allSatisfy { $0.hasPrefix("3:") })
        #expect(file.problems.first?.message == "the text is not UTF-8 from here on")
    }

    @Test("UTF-16 is told by its byte order mark, and NUL characters are an error where they stand")
    func others() throws {
        let wide = try imported(
            [0xFF, 0xFE] + Self.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, as: .payments)
        #expect(wide.problems.map(\.message) == ["the file is UTF-16, not UTF-8"])
        #expect(wide.problems.first?.remedy == "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")")
        let nul = try imported("transfer,amount,received_on\nT\u{0}1,1,2014-03-21\n", as: .receipts)
        #expect(nul.places == ["2:2"] && nul.problems.map(\.message) == ["the line has a NUL character"])
    }

    @Test("makes no difference wherever pieces of a file end")
    func pieces() throws {
        let text = String(repeating: "项目,", count: 40_000) + "\n"
        let bytes = [UInt8(ascii: "a")] + (try Self.gb18030(text))
        let path = FileManager.default.temporaryDirectory.appending(path: "pieces-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(Array("h\n".utf8) + Array(repeating: bytes, count: 3).joined()).write(to: URL(filePath: path))
        var whole = try CSVReader(contentsOf: path)
        var fields: [Int] = []
        while let item = try whole.next() {
            if case .problem(let problem) = item {
                #expect(problem.code == .fieldCount)
                fields.append(problem.line)
            }
        }
        #expect(fields == [2, 3, 4])
    }
}
