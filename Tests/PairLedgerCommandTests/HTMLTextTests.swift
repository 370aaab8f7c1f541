import Assistance
import Testing

@testable import PairLedgerCommand

@Suite("Text on HTML pages")
struct HTMLTextTests {
    @Test(
        "nothing is markup",
        arguments: [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"), ("\"x\" 'y'", "&quot;x&quot; &#39;y&#39;"),
            ("</script><script>alert(1)</script>", "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("&amp;", "&amp;amp;"), ("", ""), ("中😀", "中😀"),
        ])
    func markup(_ text: String, _ escaped: String) {
        #expect(HTMLText.escaped(text) == escaped)
        #expect(HTMLText.unmarked(HTMLText.marked(text)) == text)
    }

    @Test("control characters are seen and do nothing, and line ends are spaces")
    func controls() {
        #expect(HTMLText.escaped("a\r\nb\tc\u{85}d\u{2028}e") == "a  b c d e")
        #expect(HTMLText.escaped("\0\u{1B}[31m\u{7F}\u{9B}") == "␀␛[31m␡\u{FFFD}")
        let every = String(String.UnicodeScalarView((0..<0x100).compactMap { Unicode.Scalar($0 as UInt32) }))
        #expect(!HTMLText.escaped(every).unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(HTMLText.unmarked(HTMLText.marked(every)) == every)
    }

    @Test("text that is not ASCII runs its own way, and Chinese is called so")
    func isolated() {
        #expect(HTMLText.isolated("Yunnan <b>") == "Yunnan &lt;b&gt;")
        #expect(HTMLText.isolated("云南省") == "<bdi lang=\"zh-Hans\">云南省</bdi>")
        #expect(HTMLText.isolated("云南省 Yunnan") == "<bdi>云南省 Yunnan</bdi>")
        #expect(HTMLText.isolated("\u{202E}gnp.\"") == "<bdi>\u{202E}gnp.&quot;</bdi>")
        #expect(HTMLText.drawn("a\u{202E}b\u{2066}c\u{200F}<") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}&lt;")
    }

    @Test("labels are wrapped or shortened to the room that there is")
    func room() {
        #expect(TextSpace.shortened("Yunnan", to: 100, size: 13) == "Yunnan")
        #expect(TextSpace.shortened("克孜勒苏柯尔克孜自治州", to: 60, size: 12) == "克孜勒…")
        #expect(TextSpace.shortened("one two", to: 0, size: 13) == "…")
        #expect(TextSpace.wrapped("Urban and rural housing", to: 110, size: 13) == ["Urban and", "rural housing"])
        #expect(TextSpace.wrapped("克孜勒苏柯尔克孜自治州", to: 80, size: 13) == ["克孜勒苏柯尔", "克孜自治州"])
        #expect(
            TextSpace.wrapped("黑龙江省 Heilongjiang → 日喀则市", to: 225, size: 13) == ["黑龙江省 Heilongjiang →", "日喀则市"])
        #expect(TextSpace.wrapped("Unbreakable", to: 40, size: 13).count == 1)
        for text in ["Urban and rural housing and infrastructure 城乡住房及基础设施", "Mmmmmm mmmm", "i", ""] {
            for room in stride(from: 20.0, to: 300, by: 7) {
                let lines = TextSpace.wrapped(text, to: room, size: 13)
                #expect((1...2).contains(lines.count))
                #expect(lines.allSatisfy { TextSpace.width(of: $0, size: 13) <= room }, "\(lines) \(room)")
            }
        }
    }

    @Test(
        "lengths have two decimals at most",
        arguments: [(0, "0"), (1.5, "1.5"), (2.25, "2.25"), (-0.004, "0"), (-1.05, "-1.05"), (10.006, "10.01")])
    func lengths(_ length: Double, _ text: String) {
        #expect(SVGNumber.text(length) == text)
    }

    @Test(
        "axes end at round numbers of their unit",
        arguments: [
            ([0], 1, 0, 0), ([1, 7], 1, 0, 8), ([11], 1, 0, 15), ([123_456], 1, 0, 150_000), ([-3, 9], 1, -3, 10),
            ([100_000_000], 1_000_000, 0, 100_000_000), ([100_000_001], 1_000_000, 0, 150_000_000),
            ([12_345], 1_000_000, 0, 15_000), ([.max, .min], 1, -.max, .max),
        ] as [([Int64], Int64, Int64, Int64)])
    func axes(_ values: [Int64], _ unit: Int64, _ lowest: Int64, _ highest: Int64) {
        let scale = AxisScale(values, unit: unit)
        #expect(scale.lowest == lowest && scale.highest == highest)
        for value in values where value != .min { #expect((0...1).contains(scale.place(of: value))) }
    }
}
