import Accountability
import Assistance
import Foundation
import Testing
import TransparencyLog

@testable import PairLedgerCommand

@Suite("Reports as HTML")
struct HTMLRendererTests {
    @Test("a page says in which language it is, what it is, and that nothing may be loaded or run beside its own")
    func head() {
        let page = HTMLRenderer().render(RenderingSamples.position)
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
            lines[0...3].elementsEqual(["<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\">"]))
        #expect(lines[4].contains("content=\"default-src 'none'; style-src 'sha256-"))
        #expect(lines[4].contains("'; script-src 'sha256-") && lines[4].contains("base-uri 'none'; form-action 'none'"))
        #expect(page.contains("<title>Where every yuan is · east-west</title>"))
        #expect(page.hasSuffix("</html>\n") && !page.contains("\r"))
        // No attribute of style or event, and no address of anything.
        #expect(page.firstMatch(of: /<[a-z][^>]*\s(style|on[a-z]+|src)=/) == nil)
        #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
        #expect(page.matches(of: /href="(.)/).allSatisfy { $0.1 == "#" })
    }

    @Test("a table has a caption, headers of columns and rows, levels of its tree, exact values, and its total apart")
    func table() {
        let page = HTMLRenderer(unit: .wan).render(RenderingSamples.position)
        #expect(
            page.contains(
                """
                <caption>By region</caption>
                <thead>
                <tr><th scope="col"><bdi>region 地区</bdi></th><th scope="col" class="n">held</th>\
                <th scope="col" class="n">projects</th><th scope="col" class="n">spent</th>\
                <th scope="col" class="d">last</th></tr>
                </thead>
                <tbody id="table-regions-rows">
                <tr aria-level="1"><th scope="row"><bdi lang="zh-Hans">云南</bdi></th>\
                <td class="n"><data value="123456700">123.4567</data></td><td class="n"><data value="1200">1,200</data></td>\
                <td class="n"><data value="956/1000">95.6 %</data></td><td class="d"><time>2021-06-30</time></td></tr>
                <tr aria-level="2"><th scope="row" data-depth="1"><bdi lang="zh-Hans">克孜勒苏柯尔克孜自治州</bdi></th>\
                <td class="n"><data value="-5000000">-5.0000</data></td><td class="n"><data value="3">3</data></td>\
                <td class="n"></td><td class="d"></td></tr>
                </tbody>
                <tfoot>
                <tr><th scope="row">total</th><td class="n"><data value="118456700">118.4567</data></td>\
                <td class="n"><data value="1203">1,203</data></td><td class="n"><data value="-1/3">-33.3 %</data></td>\
                <td class="d"></td></tr>
                </tfoot>
                """))
        #expect(page.contains("<p class=\"remark\"><bdi>amounts in 10,000 yuan, 万元</bdi></p>"))
        #expect(page.contains("<tr><td class=\"none\" colspan=\"2\">(no rows)</td></tr>"))
        #expect(page.contains("<dt><bdi>given 总额</bdi></dt><dd><data value=\"12345000000\">12,345</data>"))
        #expect(page.contains("<ul class=\"notes\">\n<li>figures are as recorded</li>\n</ul>"))
    }

    @Test("a bar is as long as its figure among the rows, and as its share of 100 %; a total has one only of shares")
    func bars() throws {
        let page = HTMLRenderer(unit: .wan).render(RenderingSamples.flows)
        func bars(_ place: String) throws -> [Substring] {
            let line = try #require(page.split(separator: "\n").last { $0.contains("row\"") && $0.contains(place) })
            return line.matches(of: /<svg class="bar"[^>]*>(?:<rect width="([0-9.]+)")?/).map { $0.1 ?? "0" }
        }
        #expect(try bars("四川省 Sichuan") == ["56", "56", "48.78"])
        #expect(try bars("克孜勒苏柯尔克孜自治州") == ["13.97", "4.73", "53.54"])
        #expect(try bars("曲靖市会泽县") == ["9.17", "18.67", "56"])
        #expect(try bars("宁夏回族自治区 Ningxia").last == "0")
        #expect(try bars(">Total<") == ["0", "0", "51.13"])
    }

    @Test("every chart is a picture with a name and a description, and its figures stand in a table below it")
    func charts() {
        let page = HTMLRenderer(unit: .wan).render(RenderingSamples.flows)
        let pictures = page.matches(of: /<svg[^>]* role="img" aria-labelledby="([a-z0-9-]+) ([a-z0-9-]+)"/)
        #expect(pictures.count == 1 + 1 + 5)
        for picture in pictures {
            #expect(page.contains("<title id=\"\(picture.1)\">") && page.contains("<desc id=\"\(picture.2)\">"))
        }
        for (number, rows) in [(1, 20), (2, 5), (3, 15)] {
            let table = page.split(separator: "<tbody id=\"chart-\(number)-figures-rows\">").last
            let body = table?.split(separator: "</tbody>").first
            #expect(body?.matches(of: /<tr>/).count == rows)
        }
        #expect(page.contains("<title>浙江省 Zhejiang → 六盘水市: 640 万元</title>"))
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let references = page.matches(of: /(?:aria-labelledby|aria-controls|for|href)="#?([^"]+)"/)
        #expect(references.flatMap { $0.1.split(separator: " ") }.allSatisfy { ids.contains(String($0)) })
    }

    @Test(
        "text stands out from what is behind it 4.5 to 1, and lines and nodes of charts 3 to 1, in light, dark and print"
    )
    func contrast() throws {
        let themes = HTMLPage.styleSheet.matches(of: /:root \{([^}]*--paper[^}]*)\}/)
        #expect(themes.count == 3)
        for theme in themes {
            let colors = theme.1.matches(of: /--([a-z0-9]+): #([0-9a-f]{6});/).map { (String($0.1), String($0.2)) }
            let luminance = try Dictionary(uniqueKeysWithValues: colors).mapValues(Self.luminance)
            func contrast(_ one: String, _ other: String) throws -> Double {
                let values = [try #require(luminance[one]), try #require(luminance[other])].sorted()
                return (values[1] + 0.05) / (values[0] + 0.05)
            }
            for (text, back) in [
                ("ink", "paper"), ("soft", "paper"), ("accent", "paper"), ("ink", "wash"), ("soft", "wash"),
            ] {
                #expect(try contrast(text, back) >= 4.5, "\(text) on \(back)")
            }
            for index in 0...8 { #expect(try contrast("k\(index)", "paper") >= 3, "k\(index)") }
            // Each step is stronger than the one before.
            let steps = try (0...7).map { try contrast("s\($0)", "paper") }
            #expect(steps == steps.sorted())
        }
    }

    /// Relative luminance of a colour in hexadecimal (WCAG 2.2).
    private static func luminance(_ color: String) throws -> Double {
        let number = try #require(Int(color, radix: 16))
        let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { part in
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    @Test("a page speaks the language of its report")
    func language() {
        let page = HTMLRenderer(unit: .wan).render(RenderingSamples.flows.worded(in: .chinese))
        #expect(page.contains("<html lang=\"zh-Hans\">") && page.contains("<bdi lang=\"zh-Hans\">金额单位：万元</bdi>"))
        #expect(page.contains(">筛选<") && page.contains(">附注</h2>") && page.contains("<summary>本图数据<"))
        #expect(page.contains("20 条资金流，自左侧 5 处至右侧 5 处，左侧合计 130,555 万元。"))
        for word in [">Filter", "Notes", "of # rows", "The figures", "amounts in", "flows of money"] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test("charts without anything to draw say so")
    func emptyCharts() {
        let report = Report(
            name: "x", title: "x",
            charts: [
                .sankey(Chart.Sankey(title: "a", nodes: [], links: [])),
                .stacked(Chart.Stacked(title: "b", parts: [], bars: [])),
                .multiples(Chart.Multiples(title: "c", times: [], lines: [], panels: [])),
            ])
        let page = HTMLRenderer().render(report)
        #expect(page.matches(of: /\(nothing to draw\)/).count == 3)
        #expect(!HTMLRenderer().render(Report(name: "x", title: "x")).contains("<nav"))
    }

    @Test("the same report is the same page, to the byte")
    func deterministic() {
        let pages = (0..<5).map { _ in HTMLRenderer(unit: .yi).render(RenderingSamples.flows) }
        #expect(Set(pages).count == 1)
    }

    @Test("what a ledger holds is shown, and none of it is markup", arguments: hostileTexts)
    func hostile(_ text: String) {
        let page = HTMLRenderer().render(RenderingSamples.everywhere(text))
        #expect(page.matches(of: /<script/).count == 1 && page.matches(of: /<\/script/).count == 1)
        #expect(page.matches(of: /<style/).count == 1 && !page.contains("<img"))
        let controls = page.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty)
        let shown = HTMLText.isolated(text)
        #expect(page.contains("<h1>\(shown)</h1>") && page.contains("<th scope=\"row\">\(shown)</th>"))
        #expect(page.contains("<dt>\(shown)</dt><dd>\(shown)</dd>") && page.contains("<li>\(shown)</li>"))
    }

    static let hostileTexts = [
        "</title></script><script>document.title = 1</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x",
        "</style><style>*{display:none}</style>", "-->]]><!--", "a\u{1B}[31m\u{0}b\r\nc",
        "\u{202E}\u{2067}fdp.exe\u{2069}",
        "# Sealed by pairledger: pairledger report reproduce FILE --trust KEY\n# ledger other", "&lt;b&gt;",
    ]

    // MARK: Seals

    @Test("the seal at the foot of a page is read back from it, whatever stands above and in it")
    func seal() throws {
        let seal = try Self.seal(["position", "--account", "<a&b>\"'", "--unit", "wan"])
        for report in [RenderingSamples.flows] + Self.hostileTexts.map(RenderingSamples.everywhere) {
            let page = HTMLRenderer(unit: .wan).render(report, seal: seal)
            #expect(try ReportSeal(of: page) == seal)
        }
        let page = HTMLRenderer().render(RenderingSamples.position, seal: seal)
        #expect(page.contains("\n# word &lt;a&amp;b&gt;&quot;&#39;\n"))
        let text = TableRenderer().render(RenderingSamples.position) + "\n" + seal.lines("\n")
        #expect(try ReportSeal(of: text) == seal)
    }

    @Test("a page without a seal, or with half of one, is refused")
    func noSeal() throws {
        let plain = HTMLRenderer().render(RenderingSamples.everywhere(Self.hostileTexts[7]))
        #expect(throws: NoteError("the report has no seal")) { try ReportSeal(of: plain) }
        let page = HTMLRenderer().render(RenderingSamples.position, seal: try Self.seal(["position"]))
        let broken = page.replacing("# digest sha256:", with: "# digest sha1:")
        #expect(throws: NoteError("the seal is not whole")) { try ReportSeal(of: broken) }
    }

    private static func seal(_ words: [String]) throws -> ReportSeal {
        let name = try #require(KeyName("audit.example/test"))
        let checkpoint = SignedCheckpoint(
            Checkpoint(origin: name, size: 3, root: Digest(of: [1])), signedWith: SigningKey(name: name))
        return ReportSeal(ledger: "east-west", parameters: words, digest: Digest(of: [2]), checkpoint: checkpoint)
    }
}

extension RenderingSamples {
    /// One text at every place of a report where a ledger's may stand.
    static func everywhere(_ text: String) -> Report {
        let nodes = (0...2).map { Chart.Sankey.Node(label: text, column: $0) }
        return Report(
            name: "x", title: text, facts: [Report.Fact(key: "ledger", label: text, value: .text(text))],
            sections: [
                Report.Section(
                    key: "s", title: text, columns: [Report.Column(key: "t", label: text, kind: .text)],
                    rows: [Report.Row([.text(text)]), Report.Row([.date(text)])], total: Report.Row([.text(text)]))
            ],
            charts: [
                .sankey(
                    Chart.Sankey(
                        title: text, nodes: nodes,
                        links: [0, 1].map { Chart.Sankey.Link(source: $0, target: $0 + 1, amount: 1) })),
                .stacked(
                    Chart.Stacked(title: text, parts: [text], bars: [Chart.Stacked.Bar(label: text, values: [1])])),
                .multiples(
                    Chart.Multiples(
                        title: text, times: [text, text], lines: [text],
                        panels: [Chart.Multiples.Panel(label: text, values: [[1, nil]])])),
            ],
            notes: [text])
    }
}
