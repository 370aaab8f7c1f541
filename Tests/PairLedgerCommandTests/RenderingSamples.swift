import Accountability

/// Reports that the renderers are tested with.
enum RenderingSamples {
    static let position = Report(
        name: "position", title: "Where every yuan is",
        facts: [
            Report.Fact(key: "ledger", label: "ledger", value: .text("east-west")),
            Report.Fact(key: "known_at", label: "known at", value: .count(1_234_567)),
            Report.Fact(key: "given", label: "given 总额", value: .amount(123_450_000_00)),
        ],
        sections: [
            Report.Section(
                key: "regions", title: "By region",
                columns: [
                    Report.Column(key: "region", label: "region 地区", kind: .text),
                    Report.Column(key: "held", label: "held", kind: .amount),
                    Report.Column(key: "projects", label: "projects", kind: .count),
                    Report.Column(key: "spent", label: "spent", kind: .percent),
                    Report.Column(key: "last", label: "last", kind: .date),
                ],
                rows: [
                    Report.Row([
                        .text("云南"), .amount(1_234_567_00), .count(1_200), .ratio(numerator: 956, denominator: 1_000),
                        .date("2021-06-30"),
                    ]),
                    Report.Row(
                        [
                            .text("克孜勒苏柯尔克孜自治州"), .amount(-50_000_00), .count(3),
                            .ratio(numerator: 1, denominator: 0), .empty,
                        ],
                        depth: 1),
                ],
                total: Report.Row([
                    .text("total"), .amount(1_184_567_00), .count(1_203), .ratio(numerator: -1, denominator: 3), .empty,
                ])),
            Report.Section(
                key: "empty", title: "Nothing",
                columns: [
                    Report.Column(key: "region", label: "region", kind: .text),
                    Report.Column(key: "held", label: "held", kind: .amount),
                ]),
        ],
        notes: ["figures are as recorded"])

    /// Columns with bars, of figures above and below zero.
    static let bars: Report = {
        func row(_ place: String, _ received: Int64, _ projects: Int64?, _ spent: (Int64, Int64)?) -> Report.Row {
            Report.Row([
                .text(place), .amount(received), projects.map { .count($0) } ?? .empty,
                spent.map { .ratio(numerator: $0.0, denominator: $0.1) } ?? .empty,
            ])
        }
        return Report(
            name: "bars", title: "Bars",
            sections: [
                Report.Section(
                    key: "all", title: "All",
                    columns: [
                        Report.Column(key: "place", label: "place", kind: .text),
                        Report.Column(key: "received", label: "received", kind: .amount, hasBar: true),
                        Report.Column(key: "projects", label: "projects", kind: .count, hasBar: true),
                        Report.Column(key: "spent", label: "spent", kind: .percent, hasBar: true),
                    ],
                    rows: [
                        row("云南", 800_000_000, 3, (1, 1)), row("四川", 100_000_000, 80, (1, 3)),
                        row("贵州", 10_000, 0, (1_043, 1_000)), row("青海", -5_000_000, nil, nil),
                    ], total: row("total", 895_010_000, 83, (-1, 100)))
            ])
    }()

    /// One section, one amount column.
    static func amounts(_ amounts: [Int64]) -> Report {
        Report(
            name: "amounts", title: "Amounts",
            sections: [
                Report.Section(
                    key: "all", title: "All", columns: [Report.Column(key: "sum", label: "sum", kind: .amount)],
                    rows: amounts.map { Report.Row([.amount($0)]) })
            ])
    }
}
