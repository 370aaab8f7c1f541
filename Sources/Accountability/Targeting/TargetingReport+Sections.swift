import Assistance
import CanonicalJSON
import Projection

extension TargetingReport {
    private static func name(_ designation: Designation, _ request: ReportRequest) -> String {
        request.language == .chinese ? designation.chinese : designation.english
    }

    private static func names(_ designations: [Designation], _ request: ReportRequest) -> Report.Cell {
        designations.isEmpty
            ? .empty
            : .text(designations.map { name($0, request) }.joined(separator: request.language == .chinese ? "、" : "; "))
    }

    private static let moneyColumns: [Report.Column] = [
        .amount("paid_in", "Paid in"),
        .amount("spent", "Spent"),
    ]

    private static func cells(_ money: TargetingFigures.Money) -> [Report.Cell] {
        [.amount(money.paidIn), .amount(money.spent)]
    }

    // MARK: Lists

    static func listSection(_ figures: TargetingFigures) -> Report.Section {
        let request = figures.request
        let all = figures.places.total
        var rows: [Report.Row] = []
        for designation in Designation.byNeed {
            for standing in DesignationLists.Standing.allCases {
                let list = TargetingFigures.List(designation: designation, standing: standing)
                let (regions, money) = (figures.standing[list] ?? [], figures.listed[list] ?? [:])
                guard !regions.isEmpty || !money.isEmpty else { continue }
                rows.append(row(list, regions, money, of: all, figures))
            }
        }
        if !figures.unlisted.isNothing {
            rows.append(
                Report.Row(
                    [.empty, .text(request.language("on no list")), .empty, .empty, .empty] + cells(figures.unlisted)
                        + [.ratio(figures.unlisted.paidIn, of: all.paidIn), .empty, .empty]))
        }
        return Report.Section(
            key: "designations", title: "By list",
            columns: [
                .text("designation", "Code"),
                .text("name", "List"),
                .text("standing", "Standing"),
                .count("regions", "Regions"),
                .count("without_aid", "Without aid"),
            ] + moneyColumns + [
                .percent("share", "Share paid in", hasBar: !request.needsHistory),
                .count("poor", "Persons in poverty"),
                .amount("per_poor", "Paid in per person in poverty"),
            ], rows: rows,
            total: Report.Row(
                [.text(request.language("Total")), .empty, .empty, .empty, .empty] + cells(all) + [
                    .ratio(all.paidIn, of: all.paidIn), .empty, .empty,
                ]))
    }

    private static func row(
        _ list: TargetingFigures.List, _ regions: [RegionCode], _ money: [RegionCode: TargetingFigures.Money],
        of all: TargetingFigures.Money, _ figures: TargetingFigures
    ) -> Report.Row {
        let request = figures.request
        let sum = money.values.reduce(into: TargetingFigures.Money()) { $0.add($1) }
        // Whoever stands there below another that does would be counted twice.
        let listed = Set(regions)
        let counted = regions.filter { region in
            !sequence(first: region, next: \.parent).dropFirst().contains(where: listed.contains)
        }.flatMap { figures.years.counted(in: $0) }
        let persons: Int128? = counted.isEmpty ? nil : counted.reduce(0) { $0 + $1.heads.persons }
        let known = Set(counted.map(\.region))
        let paidIn = money.filter { place, _ in RegionYears.isCounted(place, in: known) }.values
            .reduce(0) { $0 + $1.paidIn }
        return Report.Row(
            [
                .text(list.designation.rawValue), .text(name(list.designation, request)),
                .text(request.language(list.standing == .on ? "on the list" : "left it")),
                .count(Int64(regions.count)),
                .count(Int64(regions.count { figures.within[$0]?.isNothing ?? true })),
            ] + cells(sum) + [
                .ratio(sum.paidIn, of: all.paidIn), persons.map(Report.Cell.sumCount) ?? .empty,
                .sum(paidIn, per: persons),
            ],
            basis: request.basis(
                .all(money.keys.sorted().map { .money(in: $0) } + [.streams(regions.map { "region/\($0)" })])))
    }

    // MARK: Regions

    private static let needColumns: [Report.Column] = [
        .text("region", "Code"),
        .text("name", "Region"),
        .text("designations", "On the lists"),
        .text("left", "Left the lists"),
    ]

    private static let poorColumns: [Report.Column] = [
        .text("poor_year", "Year"),
        .count("poor", "Persons in poverty"),
    ]

    private static func needCells(_ region: RegionCode, _ figures: TargetingFigures) -> [Report.Cell] {
        [
            .text(region.description), .text(figures.request.name(of: region)),
            names(figures.designations(of: region, .on), figures.request),
            names(figures.designations(of: region, .left), figures.request),
        ]
    }

    private static func poorCells(_ heads: RegionYears.Heads?) -> [Report.Cell] {
        heads.map { [.text($0.yearText), .sumCount($0.persons)] } ?? [.empty, .empty]
    }

    /// Regions with money: flat with the extremely poor counties first, or in a tree by their codes.
    static func regionSection(_ figures: TargetingFigures) -> Report.Section {
        let request = figures.request
        let isTree = request.isTree ?? false
        var nodes = figures.places.nodes(request, isTree: false).filter { !$0.figures.isNothing }
        if !isTree {
            let byRegion = Dictionary(uniqueKeysWithValues: nodes.map { ($0.region, $0) })
            nodes = figures.sortedByNeed(byRegion.keys).compactMap { byRegion[$0] }
        }
        let rows = request.rows(nodes) { node in
            // What a prefecture holds itself is not for the poor of its counties alone, unless all of theirs is in it.
            let heads = isTree || node.region.tier == .county ? figures.years.heads(of: node.region) : nil
            // Of a region without a number of its own the money of those within it that have one.
            let counted = heads == nil ? [] : figures.years.counted(in: node.region)
            let paidIn = counted.reduce(0) { $0 + (figures.within[$1.region]?.paidIn ?? 0) }
            let money = MoneyBasis(kinds: [.holding, .project, .spent], region: node.region)
            return Report.Row(
                needCells(node.region, figures) + cells(node.figures) + poorCells(heads) + [
                    .sum(paidIn, per: heads?.persons)
                ], depth: node.depth,
                basis: request.basis(
                    .all([isTree ? .money(money) : .money(in: node.region), .streams(["region/\(node.region)"])])))
        }
        return Report.Section(
            key: "regions", title: "By region",
            columns: needColumns + moneyColumns + poorColumns + [
                .amount("per_poor", "Paid in per person in poverty", hasBar: !request.needsHistory)
            ],
            rows: rows.shown, omitted: rows.omitted,
            total: Report.Row(
                [.text(request.language("Total")), .empty, .empty, .empty] + cells(figures.places.total) + [
                    .empty, .empty, .empty,
                ]))
    }

    /// Regions that stand on a list, or left it, and have nothing.
    static func withoutAidSection(_ figures: TargetingFigures) -> Report.Section {
        let without = Set(figures.standing.values.joined()).filter { figures.within[$0]?.isNothing ?? true }
        return Report.Section(
            key: "without_aid", title: "Without aid", columns: needColumns + poorColumns,
            rows: figures.sortedByNeed(without).map { region in
                Report.Row(
                    needCells(region, figures) + poorCells(figures.years.heads(of: region)),
                    basis: figures.request.basis(.streams(["region/\(region)"])))
            })
    }

    // MARK: Time

    static func timeSection(_ figures: TargetingFigures) -> Report.Section {
        let request = figures.request
        let rows = figures.times.sorted { $0.key < $1.key }.flatMap { time, lists in
            let ordered: [Designation?] = Designation.byNeed.map { $0 } + [nil]
            let name = request.step?.name(of: time) ?? "\(time)"
            return ordered.compactMap { designation -> Report.Row? in
                guard let money = lists[designation], !money.isNothing else { return nil }
                return Report.Row(
                    [
                        .text(name), designation.map { .text($0.rawValue) } ?? .empty,
                        .text(designation.map { Self.name($0, request) } ?? request.language("on no list")),
                    ] + cells(money) + [.ratio(money.paidIn, of: figures.timeTotals[time]?.paidIn ?? 0)],
                    basis: .money(MoneyBasis(kinds: [.holding, .project, .spent], time: name)))
            }
        }
        return Report.Section(
            key: "times", title: "What moved, by time and list",
            columns: [
                .text("time", "Time"),
                .text("designation", "Code"),
                .text("name", "List"),
            ] + moneyColumns + [.percent("share", "Share paid in")], rows: rows,
            total: Report.Row(
                [.text(request.language("Total")), .empty, .empty] + cells(figures.places.total) + [.empty]))
    }

    /// What each list had, over time.
    static func chart(_ figures: TargetingFigures) -> Chart? {
        let times = figures.times.keys.sorted()
        guard let step = figures.request.step, !times.isEmpty else { return nil }
        let ordered: [Designation?] = Designation.byNeed.map { $0 } + [nil]
        let panels = ordered.compactMap { designation -> Chart.Multiples.Panel? in
            let money = times.map { figures.times[$0]?[designation] }
            guard money.contains(where: { $0 != nil }) else { return nil }
            return .init(
                label: designation.map { name($0, figures.request) } ?? figures.request.language("on no list"),
                values: [
                    money.map { $0.map { Int64(clamping: $0.paidIn) } },
                    money.map { $0.map { Int64(clamping: $0.spent) } },
                ])
        }
        return .multiples(
            .init(
                title: "What moved, by time and list", times: times.map(step.name), lines: ["Paid in", "Spent"],
                panels: panels))
    }
}
