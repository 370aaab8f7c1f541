import Accountability
import Assistance
import Interchange
import Testing

@testable import PairLedgerCommand

@Suite("Reports as tables")
struct RenderingTableTests {
    @Test("columns align for Chinese characters, numbers to the right, the total below a rule")
    func aligned() {
        #expect(
            TableRenderer(unit: .wan).render(RenderingSamples.position) == """
                Where every yuan is
                ledger      east-west
                known at    1,234,567
                given 总额  12,345 万元

                By region (amounts in 10,000 yuan, 万元)
                region 地区                   held  projects    spent  last
                ------------------------  --------  --------  -------  ----------
                云南                      123.4567     1,200   95.6 %  2021-06-30
                  克孜勒苏柯尔克孜自治州   -5.0000         3
                ------------------------  --------  --------  -------  ----------
                total                     118.4567     1,203  -33.3 %

                Nothing (amounts in 10,000 yuan, 万元)
                region  held
                ------  ----
                (no rows)

                note: figures are as recorded

                """)
    }

    @Test("lines lead from every row of a drawn tree to those below it")
    func drawn() {
        let column = Report.Column(key: "step", label: "Step", kind: .text)
        let rows = [(0, "a"), (1, "b"), (2, "c"), (3, "d"), (2, "e"), (1, "f"), (2, "g"), (0, "h")].map {
            Report.Row([.text($0.1)], depth: $0.0)
        }
        let report = Report(
            name: "x", title: "Tree",
            sections: [Report.Section(key: "x", title: "Rows", columns: [column], rows: rows, isDrawn: true)])
        let lines = TableRenderer().render(report).split(separator: "\n").suffix(rows.count)
        #expect(
            lines.map(String.init) == [
                "a", "├─ b", "│  ├─ c", "│  │  └─ d", "│  └─ e", "└─ f", "   └─ g", "h",
            ])
    }

    @Test("bold headings only with colour")
    func color() {
        let plain = TableRenderer().render(RenderingSamples.position)
        #expect(!plain.contains("\u{1B}"))
        let colored = TableRenderer(color: true).render(RenderingSamples.position)
        #expect(colored.hasPrefix("\u{1B}[1mWhere every yuan is\u{1B}[0m\n"))
        #expect(colored.contains("\u{1B}[1mBy region\u{1B}[0m (amounts in yuan)\n\u{1B}[1mregion 地区"))
        let stripped = colored.split(separator: "\u{1B}[1m", omittingEmptySubsequences: false).joined()
            .split(separator: "\u{1B}[0m", omittingEmptySubsequences: false).joined()
        #expect(stripped == plain)
    }

    @Test("columns that ask for bars have them behind their figures; a total has one only of shares")
    func bars() {
        #expect(
            TableRenderer(unit: .wan).render(RenderingSamples.bars) == """
                Bars

                All (amounts in 10,000 yuan, 万元)
                place  received             projects               spent
                -----  -------------------  -------------------  ------------------
                云南     800.00 ██████████         3 ▍           100.0 % ██████████
                四川     100.00 █▎                80 ██████████   33.3 % ███▍
                贵州       0.01 ▏                  0             104.3 % ██████████
                青海      -5.00
                -----  -------------------  -------------------  ------------------
                total    895.01                   83              -1.0 %

                """)
        #expect(!CSVRenderer().render(RenderingSamples.bars).contains("█"))
        let colored = TableRenderer(unit: .wan, color: true).render(RenderingSamples.bars)
        #expect(colored.contains("800.00 \u{1B}[34m██████████\u{1B}[0m"))
    }

    @Test("a bar is in proportion to the last digit, and a column without anything above zero has none")
    func barLengths() throws {
        let column = Report.Column(key: "a", label: "a", kind: .amount, hasBar: true)
        let scale = try #require(BarScale(column, [.amount(.max), .amount(.min), .amount(1), .empty]))
        #expect(scale.length(of: .amount(.max), steps: 80) == 80 && scale.length(of: .amount(1), steps: 80) == 1)
        #expect(scale.length(of: .amount(.max / 2 + 1), steps: 80) == 40)
        #expect([.amount(.min), .amount(0), .empty, .text("9")].allSatisfy { scale.length(of: $0, steps: 80) == 0 })
        #expect(BarScale(column, [.amount(0), .amount(-3), .empty]) == nil && BarScale(column, []) == nil)
        #expect(BarScale(Report.Column(key: "a", label: "a", kind: .amount), [.amount(1)]) == nil)
        let share = Report.Column(key: "a", label: "a", kind: .percent, hasBar: true)
        #expect(BarScale(share, [.ratio(numerator: 1, denominator: 0), .ratio(numerator: -1, denominator: 2)]) == nil)
        let shares = try #require(BarScale(share, [.ratio(numerator: 1, denominator: 3)]))
        #expect(shares.length(of: .ratio(numerator: 1, denominator: 2), steps: 80) == 40)
        #expect(shares.length(of: .ratio(numerator: -.max, denominator: .min), steps: 80) == 80)
    }

    @Test("every line of a table is as wide as its rule, or shorter")
    func widths() {
        for unit in AmountUnit.allCases {
            let lines = TableRenderer(unit: unit).render(RenderingSamples.position).split(separator: "\n")
            let rule = lines.first { $0.hasPrefix("---") }.map { DisplayWidth.of(String($0)) } ?? 0
            let table = lines.drop { !$0.hasPrefix("region") }.prefix { !$0.hasPrefix("Nothing") }
            #expect(table.count == 6 && table.allSatisfy { DisplayWidth.of(String($0)) <= rule })
            #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
        }
    }

    @Test("line ends and escape sequences in data do not reach the terminal")
    func controls() {
        let report = Report(
            name: "x", title: "a\nb",
            sections: [
                Report.Section(
                    key: "s", title: "s", columns: [Report.Column(key: "t", label: "t", kind: .text)],
                    rows: [Report.Row([.text("\u{1B}[31mred\r\nline\u{9B}")])])
            ])
        #expect(TableRenderer().render(report) == "a b\n\ns\nt\n---------------\n [31mred  line\n")
    }

    @Test("cells that are lacking are empty")
    func ragged() {
        let report = Report(
            name: "x", title: "x",
            sections: [
                Report.Section(
                    key: "s", title: "s",
                    columns: [
                        Report.Column(key: "a", label: "a", kind: .text),
                        Report.Column(key: "b", label: "b", kind: .count),
                    ], rows: [Report.Row([.text("only")]), Report.Row([])])
            ])
        #expect(TableRenderer().render(report) == "x\n\ns\na     b\n----  -\nonly\n\n")
        #expect(CSVRenderer().render(report) == "a,b\r\nonly,\r\n,\r\n")
        #expect(JSONRenderer().render(report).contains("\"a\": \"only\",\n        \"b\": null"))
    }

    @Test("a report without sections is its title and facts")
    func bare() {
        #expect(TableRenderer().render(Report(name: "x", title: "Title")) == "Title\n")
        #expect(
            TableRenderer().render(
                Report(name: "x", title: "T", facts: [.init(key: "k", label: "k", value: .empty)], notes: ["n"]))
                == "T\nk\n\nnote: n\n")
    }
}

@Suite("Amounts and shares as text")
struct RenderingFigureTests {
    @Test(
        "an amount column has the fewest decimals that show all of it exactly",
        arguments: [
            (.yuan, [100, -200], ["1", "-2"]), (.yuan, [110, 200], ["1.10", "2.00"]),
            (.yuan, [5, 0], ["0.05", "0.00"]),
            (.wan, [1_000_000, 0], ["1", "0"]), (.wan, [1_500_000, -1_234_500_000_00], ["1.5", "-123,450.0"]),
            (.wan, [1], ["0.000001"]), (.wan, [100, 1_000_000], ["0.0001", "1.0000"]),
            (.yi, [12_345_678_900_000], ["1,234.56789"]), (.yi, [-1, 0], ["-0.0000000001", "0.0000000000"]),
            (.yuan, [.max, .min], ["92,233,720,368,547,758.07", "-92,233,720,368,547,758.08"]),
            (.wan, [.max, .min], ["9,223,372,036,854.775807", "-9,223,372,036,854.775808"]),
            (.yi, [.max, .min], ["922,337,203.6854775807", "-922,337,203.6854775808"]), (.yuan, [], []),
        ] as [(AmountUnit, [Int64], [String])])
    func amounts(_ unit: AmountUnit, _ amounts: [Int64], _ texts: [String]) {
        let format = AmountText(unit, showing: amounts)
        #expect(amounts.map { format.text($0) } == texts)
        #expect(amounts.map { format.text($0, isGrouped: false) } == texts.map { $0.filter { $0 != "," } })
    }

    @Test("random amounts say exactly what they are worth in every unit")
    func exact() throws {
        let seed: UInt64 = 20_150_001
        var state = seed
        for _ in 0..<3_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let amount = Int64(bitPattern: state) >> Int64(state % 60)
            for unit in AmountUnit.allCases {
                let text = AmountText(unit, showing: [amount]).text(amount, isGrouped: false)
                let parts = text.split(separator: ".")
                let fraction = parts.count > 1 ? String(parts[1]) : ""
                let padding = String(repeating: "0", count: unit.decimals(in: .cny) - fraction.count)
                let digits = "\(parts[0])\(fraction)\(padding)"
                try #require(Int64(digits) == amount, "seed \(seed): \(amount) \(unit) \(text)")
                try #require(
                    unit == .yuan ? [0, 2].contains(fraction.count) : fraction.last != "0", "seed \(seed): \(text)")
            }
        }
    }

    @Test(
        "whole numbers are grouped by thousands",
        arguments: [
            (0, "0"), (-1, "-1"), (999, "999"), (1_000, "1,000"), (-123_456, "-123,456"), (1_234_567, "1,234,567"),
            (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
        ] as [(Int64, String)])
    func counts(_ count: Int64, _ text: String) {
        #expect(AmountText.grouped(count) == text)
    }

    @Test(
        "a share is rounded half to even from the exact integers",
        arguments: [
            (956, 1_000, "95.6"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 1, "100.0"), (0, 5, "0.0"), (3, 2, "150.0"),
            (125, 100_000, "0.1"), (5, 10_000, "0.0"), (15, 10_000, "0.2"), (25, 10_000, "0.2"), (35, 10_000, "0.4"),
            (-15, 10_000, "-0.2"), (-5, 10_000, "0.0"), (15, -10_000, "-0.2"), (-1, -3, "33.3"), (1, 0, nil),
            (0, 0, nil),
            (.max, .max, "100.0"), (.min, .max, "-100.0"), (.min, .min, "100.0"), (.max, 1, "922337203685477580700.0"),
            (1, .max, "0.0"), (.max - 1, .max, "100.0"),
        ] as [(Int64, Int64, String?)])
    func shares(_ numerator: Int64, _ denominator: Int64, _ text: String?) {
        #expect(PercentText.number(numerator, of: denominator) == text)
    }
}
