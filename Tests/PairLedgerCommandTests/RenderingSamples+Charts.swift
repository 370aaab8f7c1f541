import Accountability

extension RenderingSamples {
    /// With charts of all kinds, a tree, bars, a total, and names long and short in two scripts.
    static let flows: Report = {
        var report = Report(
            name: "flows", title: "Flows: from donors through recipients to purposes",
            facts: [
                Report.Fact(key: "ledger", label: "Ledger", value: .text("东西部协作-2021")),
                Report.Fact(key: "as_of", label: "As of", value: .date("2021-12-31")),
                Report.Fact(key: "known_at", label: "Events counted", value: .count(18_204)),
                Report.Fact(key: "given", label: "Given 给予", value: .amount(sum(sankey.links.prefix(8).map(\.amount)))),
            ],
            sections: [tree, payments],
            charts: [.sankey(sankey), .stacked(ages), .multiples(incomes)],
            notes: [
                "money that was sent beyond what agreements promised is counted where it lies",
                "甘孜藏族自治州 was given its money through the province until 2019",
            ])
        report.sections[0].total = Report.Row([
            .text("Total"), .amount(sum(sankey.links.prefix(8).map(\.amount))), .count(2_310),
            .ratio(numerator: 913, denominator: 1_000), .empty,
        ])
        return report
    }()

    static let sankey = Chart.Sankey(
        title: "From donor to recipient to purpose",
        nodes: [
            node("上海市 Shanghai", 0), node("浙江省 Zhejiang", 0), node("江苏省 Jiangsu", 0),
            node("福建省 Fujian, with the city of Xiamen 厦门市 and its districts", 0), node("大连市", 0),
            node("云南省 Yunnan", 1), node("四川省 Sichuan", 1), node("克孜勒苏柯尔克孜自治州", 1), node("宁夏回族自治区 Ningxia", 1),
            node("六盘水市", 1),
            node("Industry 产业发展", 2), node("Education 教育", 2),
            node("Urban and rural housing and infrastructure 城乡住房及基础设施", 2), node("Health 医疗卫生", 2),
            node("Training", 2),
        ],
        links: [
            link(0, 5, 38_400), link(1, 6, 51_250), link(2, 7, 12_800), link(3, 8, 21_060), link(4, 9, 2_150),
            link(1, 9, 640), link(0, 6, 55), link(2, 8, 4_200),
            link(5, 10, 17_300), link(5, 11, 9_050), link(5, 12, 12_050), link(6, 10, 20_005), link(6, 12, 24_100),
            link(6, 13, 7_200), link(7, 11, 6_300), link(7, 12, 6_500), link(8, 10, 15_260), link(8, 14, 10_000),
            link(9, 14, 2_789), link(9, 13, 1),
        ])

    private static func node(_ label: String, _ column: Int) -> Chart.Sankey.Node {
        Chart.Sankey.Node(label: label, column: column)
    }

    /// An amount in 万元.
    private static func link(_ source: Int, _ target: Int, _ amount: Int64) -> Chart.Sankey.Link {
        Chart.Sankey.Link(source: source, target: target, amount: amount * 1_000_000)
    }

    private static func sum(_ amounts: [Int64]) -> Int64 { amounts.reduce(0, +) }

    private static let ages = Chart.Stacked(
        title: "Money by age and place in the chain",
        parts: ["up to 30 days", "31 to 90", "91 to 180", "181 to 365", "more than a year"],
        bars: [
            bar("In transit 在途", [4_100, 900, 0, 55, 0]), bar("Held 未分配", [6_000, 7_420, 3_300, 1_250, 610]),
            bar(
                "Allocated, not yet spent, in all counties of the prefecture 已分配未支出",
                [2_000, 5_500, 9_070, 4_400, 2_345]),
            bar("Returned", [0, 0, 0, 0, 0]), bar("Disputed", [0, 0, 0, 12, 1]),
        ])

    private static func bar(_ label: String, _ values: [Int64]) -> Chart.Stacked.Bar {
        Chart.Stacked.Bar(label: label, values: values.map { $0 * 1_000_000 })
    }

    private static let incomes = Chart.Multiples(
        title: "Income a head beside aid", times: (2014...2021).map(String.init),
        lines: ["income of the donor", "income of the recipient", "aid"],
        panels: [
            panel("上海市 → 云南省", 48_000, 20_100, 0), panel("浙江省 → 四川省", 40_300, 22_400, 1),
            panel("江苏省 → 克孜勒苏柯尔克孜自治州", 37_200, 13_050, 2),
            panel("福建省 → 宁夏回族自治区 Ningxia Hui Autonomous Region", 30_700, 18_900, 3),
            panel("大连市 → 六盘水市", 33_600, 17_800, 4),
        ])

    private static func panel(_ label: String, _ donor: Int64, _ recipient: Int64, _ seed: Int64)
        -> Chart.Multiples.Panel
    {
        let years = Array(0..<8 as Range<Int64>)
        return Chart.Multiples.Panel(
            label: label,
            values: [
                years.map { donor * 100 * (100 + 8 * $0) / 100 }, years.map { recipient * 100 * (100 + 11 * $0) / 100 },
                years.map { ($0 + seed) % 4 == 1 ? nil : 100 * (2_000 + 700 * (($0 * 3 + seed) % 5)) },
            ])
    }

    private static let tree = Report.Section(
        key: "places", title: "By place and county",
        columns: [
            Report.Column(key: "place", label: "Place", kind: .text),
            Report.Column(key: "received", label: "Received", kind: .amount, hasBar: true),
            Report.Column(key: "projects", label: "Projects", kind: .count, hasBar: true),
            Report.Column(key: "spent", label: "Spent", kind: .percent, hasBar: true),
            Report.Column(key: "last", label: "Last payment", kind: .date),
        ],
        rows: [
            place("云南省 Yunnan", 38_400, 800, 1_000, "2021-12-20", 0), place("昭通市", 30_000, 500, 988, "2021-12-20", 1),
            place("镇雄县 Zhenxiong", 22_000, 310, 990, "2021-12-18", 2), place("彝良县", 8_000, 190, 981, "2021-12-20", 2),
            place("曲靖市会泽县", 8_400, 300, 1_043, "2021-11-03", 1),
            place("四川省 Sichuan", 51_305, 900, 871, "2021-12-30", 0),
            place("甘孜藏族自治州", 31_305, 500, 800, "2021-12-30", 1), place("凉山彝族自治州", 20_000, 400, 982, "2021-12-28", 1),
            place("克孜勒苏柯尔克孜自治州", 12_800, 76, 956, "2021-10-31", 0), place("宁夏回族自治区 Ningxia", 25_260, 512, 0, nil, 0),
            place("六盘水市", 2_790, 22, 1_000, "2021-06-30", 0),
        ])

    private static func place(
        _ name: String, _ received: Int64, _ projects: Int64, _ spent: Int64, _ last: String?, _ depth: Int
    ) -> Report.Row {
        Report.Row(
            [
                .text(name), .amount(received * 1_000_000), .count(projects),
                .ratio(numerator: spent, denominator: 1_000), last.map { .date($0) } ?? .empty,
            ], depth: depth)
    }

    private static let payments = Report.Section(
        key: "payments", title: "Largest payments",
        columns: [
            Report.Column(key: "payment", label: "Payment", kind: .text),
            Report.Column(key: "project", label: "Project", kind: .text),
            Report.Column(key: "county", label: "County 县", kind: .text),
            Report.Column(key: "payee", label: "Payee", kind: .text),
            Report.Column(key: "on", label: "Paid on", kind: .date),
            Report.Column(key: "amount", label: "Amount", kind: .amount),
            Report.Column(key: "left", label: "Left of the allocation", kind: .amount),
            Report.Column(key: "evidence", label: "Evidence", kind: .text),
        ],
        rows: (1...48 as ClosedRange<Int64>).map { number in
            Report.Row([
                .text("P-2021-\(1_000 + number)"),
                .text(
                    number.isMultiple(of: 3)
                        ? "乡镇卫生院改扩建工程及设备采购项目（第\(number)期）"
                        : "Village road number \(number) with drainage, lighting and signs"),
                .text(["镇雄县", "彝良县", "会泽县", "甘孜藏族自治州康定市"][Int(number % 4)]),
                .text(number.isMultiple(of: 5) ? "云南建投第三建设有限公司" : "Builder \(number % 7)"),
                .date("2021-\(number % 9 + 1 < 10 ? "0" : "")\(number % 9 + 1)-1\(number % 10)"),
                .amount((52 - number) * 1_234_567), .amount((number * 7_919 % 97 - 3) * 10_000_00),
                .text(number.isMultiple(of: 4) ? "" : "sha256:\(String(repeating: "3f9a", count: 16))"),
            ])
        })
}
