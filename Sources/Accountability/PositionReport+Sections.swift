import Assistance
import CanonicalJSON
import Projection

extension PositionReport {
    // MARK: Whose money

    static func pairingSection(_ figures: PositionFigures, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "pairings", title: "By pairing",
            columns: [
                .text("pairing", "Pairing"),
                .text("donor", "Donor"),
                .text("recipient", "Recipient"),
            ] + stageColumns,
            rows: figures.pairings.map { pairing in
                Report.Row(
                    [
                        .text(pairing.id.isEmpty ? request.language("not known") : pairing.id),
                        .text(pairing.sides.map { request.name(of: $0.donor, on: $0.startsOn) } ?? ""),
                        .text(pairing.sides.map { request.name(of: $0.recipient, on: $0.startsOn) } ?? ""),
                    ] + cells(pairing.stages), basis: .money(.init(pairing: pairing.id)))
            },
            total: Report.Row([.text(request.language("Total")), .empty, .empty] + cells(figures.all)))
    }

    /// By donor, or by recipient.
    static func sideSection(
        _ figures: PositionFigures, _ request: ReportRequest, isDonor: Bool
    ) -> Report.Section {
        var tree = RegionTree<Stages>()
        var unknown = Stages()
        for pairing in figures.pairings {
            if let sides = pairing.sides {
                tree.add(pairing.stages, to: isDonor ? sides.donor : sides.recipient)
            } else {
                unknown.add(pairing.stages)
            }
        }
        var rows = tree.nodes(request, isTree: false).map { node in
            Report.Row(
                [.text(node.region.description), .text(request.name(of: node.region))] + cells(node.figures),
                depth: node.depth,
                basis: .money(isDonor ? .init(donor: node.region) : .init(recipient: node.region)))
        }
        if unknown.total != 0 {
            rows.append(Report.Row([.empty, .text(request.language("not known"))] + cells(unknown)))
        }
        return Report.Section(
            key: isDonor ? "donors" : "recipients", title: isDonor ? "By donor" : "By recipient",
            columns: [
                .text("region", "Code"),
                Report.Column(key: "name", label: isDonor ? "Donor" : "Recipient", kind: .text),
            ] + stageColumns, rows: rows,
            total: Report.Row([.text(request.language("Total")), .empty] + cells(figures.all)))
    }

    // MARK: Where it is

    static func tierSection(_ figures: PositionFigures, _ request: ReportRequest) -> Report.Section {
        let tiers: [RegionTier?] = [.province, .prefecture, .county, nil]
        return Report.Section(
            key: "tiers", title: "By tier",
            columns: [.text("tier", "Tier")] + stageColumns,
            rows: tiers.compactMap { tier in
                guard let stages = figures.tiers[tier], stages != Stages() else { return nil }
                return Report.Row(
                    [.text(request.language(tier?.rawValue ?? "not arrived yet"))] + cells(stages),
                    basis: .money(tier.map { .init(tier: $0) } ?? .init(kinds: [.donor, .committed, .transit])))
            },
            total: Report.Row([.text(request.language("Total"))] + cells(figures.all)))
    }

    private static let stageColumns: [Report.Column] = [
        .amount("given", "Given"),
        .amount("committed", "Not yet sent"),
        .amount("in_transit", "In transit"),
        .amount("held", "Held"),
        .amount("allocated", "Allocated"),
        .amount("spent", "Spent"),
        .amount("left", "Left"),
        .amount("paid_in", "Paid in"),
        .amount("uncommitted", "Uncommitted"),
    ]

    private static func cells(_ stages: Stages) -> [Report.Cell] {
        [
            stages.total, stages.committed, stages.inTransit, stages.held, stages.allocated, stages.spent, stages.left,
            stages.paidIn, stages.uncommitted,
        ].map(Report.Cell.amount)
    }

    // MARK: Time

    /// What moved in each part of time.
    static func timeSection(_ input: ReportInput, _ request: ReportRequest) throws -> Report.Section {
        let scope = ReportScope(request.filter, try input.rows.rows(PairingRow.self))
        var times: [CalendarDate: Stages] = [:]
        for (time, flows) in Dictionary(grouping: input.flows, by: \.key.time) {
            guard let time else { continue }
            for row in PositionRow.changes(by: flows)
            where scope.has(
                pairing: row.key.pairing, place: row.key.place, instrument: row.key.instrument,
                purpose: row.key.purpose)
            {
                times[time, default: .init()].add(row.stages)
            }
        }
        return Report.Section(
            key: "times", title: "What moved, by time",
            columns: [.text("time", "Time")] + stageColumns,
            rows: times.sorted { $0.key < $1.key }.map { time, stages in
                let name = request.step?.name(of: time) ?? "\(time)"
                return Report.Row([.text(name)] + cells(stages), basis: .money(.init(time: name)))
            },
            total: Report.Row(
                [.text(request.language("Total"))]
                    + cells(times.values.reduce(into: Stages()) { $0.add($1) })))
    }

    // MARK: Places

    static func placeSection(_ figures: PositionFigures, _ request: ReportRequest) -> Report.Section {
        let rows = request.isTree == true ? (shown: placeTree(figures, request), omitted: 0) : places(figures, request)
        return Report.Section(
            key: "places", title: "By place",
            columns: [
                .text("place", "Code"),
                .text("scope", "Scope"),
                .text("name", "Place"),
            ] + projectColumns,
            rows: rows.shown, omitted: rows.omitted, total: total(figures, request))
    }

    private static func places(
        _ figures: PositionFigures, _ request: ReportRequest
    ) -> (shown: [Report.Row], omitted: Int) {
        var places: [Place: (approvedOn: CalendarDate, projects: PositionFigures.Projects)] = [:]
        for project in figures.projects {
            let place = project.place
            // The name of the latest approval's day: regions are renamed.
            let approvedOn = max(places[place]?.approvedOn ?? project.approvedOn, project.approvedOn)
            places[place, default: (approvedOn, PositionFigures.Projects())].projects.add(project)
            places[place]?.approvedOn = approvedOn
        }
        var holdings = figures.holdings.filter { $0.value != 0 }
        // What a region holds stands once, beside its first row, or by itself where there is none.
        let lines: [(region: RegionCode, place: Place?, held: Int64)] =
            places.keys.sorted().map { ($0.region, $0, holdings.removeValue(forKey: $0.region) ?? 0) }
        let others = holdings.sorted { $0.key < $1.key }.map { (region: $0.key, place: Place?.none, held: $0.value) }
        return request.rows(lines + others) { region, place, held in
            guard let place, let entry = places[place] else {
                return Report.Row(
                    [.text(region.description), .empty, .text(request.language(unallocated))]
                        + cells(PositionFigures.Projects(), held: held),
                    basis: .money(.init(kinds: [.holding], region: region)))
            }
            let name = request.name(of: region, on: entry.approvedOn)
            let isWholeCounty = place.scope == .own && region.tier == .county
            let basis = request.basis(.all([.money(.init(place: place)), .projects(.init(place: place))]))
            return Report.Row(
                [
                    .text(region.description), .text(place.scope.rawValue),
                    .text(isWholeCounty ? name : "\(name) (\(place.scope.chinese))"),
                ] + cells(entry.projects, held: held),
                basis: held == 0 ? basis : basis.map { .all([$0, .money(.init(account: "holding:\(region)"))]) })
        }
    }

    private struct PlaceFigures: Summable {
        var projects = PositionFigures.Projects()
        var held: Int64 = 0

        mutating func add(_ other: PlaceFigures) {
            projects.add(other.projects)
            held += other.held
        }
    }

    private static func placeTree(_ figures: PositionFigures, _ request: ReportRequest) -> [Report.Row] {
        var tree = RegionTree<PlaceFigures>()
        for project in figures.projects {
            var own = PlaceFigures()
            own.projects.add(project)
            tree.add(own, to: project.place.region)
        }
        for (region, held) in figures.holdings { tree.add(PlaceFigures(held: held), to: region) }
        return tree.nodes(request, isTree: true).map { node in
            Report.Row(
                [.text(node.region.description), .empty, .text(request.name(of: node.region))]
                    + cells(node.figures.projects, held: node.figures.held),
                depth: node.depth,
                basis: .all([
                    .money(.init(kinds: [.holding, .project, .spent], region: node.region)),
                    .projects(.init(region: node.region)),
                ]))
        }
    }

    // MARK: Purposes

    static func purposeSection(_ figures: PositionFigures, _ request: ReportRequest) -> Report.Section {
        var purposes: [Purpose: PositionFigures.Projects] = [:]
        for project in figures.projects {
            purposes[project.purpose, default: PositionFigures.Projects()].add(project)
        }
        var rows = Purpose.allCases.compactMap { purpose in
            purposes[purpose].map { projects in
                Report.Row(
                    [.text(purpose.rawValue), .text(purpose.english), .text(purpose.chinese)]
                        + cells(projects, held: 0),
                    basis: .all([.money(.init(purpose: purpose)), .projects(.init(purpose: purpose))]))
            }
        }
        if figures.held != 0 {
            rows.append(
                Report.Row(
                    [.empty, .text(request.language(unallocated)), .empty]
                        + cells(PositionFigures.Projects(), held: figures.held)))
        }
        return Report.Section(
            key: "purposes", title: "By purpose",
            columns: [
                .text("purpose", "Code"),
                .text("name", "Purpose"),
                .text("name_zh", "用途"),
            ] + projectColumns,
            rows: rows, total: total(figures, request))
    }

    private static let unallocated = "held, no project yet"

    private static let projectColumns: [Report.Column] = [
        .count("projects", "Projects"),
        .amount("planned_total", "Whole plan"),
        .amount("planned_aid", "Planned aid"),
        .amount("held", "Held"),
        .amount("allocated", "Allocated"),
        .amount("spent", "Spent"),
        .amount("work_aid_done", "Aid work done"),
        .percent("work_aid_share", "%"),
        .amount("work_total_done", "All work done"),
        .percent("work_total_share", "%"),
    ]

    private static func cells(_ projects: PositionFigures.Projects, held: Int64) -> [Report.Cell] {
        [
            .count(projects.count), .amount(projects.plannedTotal), .amount(projects.plannedAid), .amount(held),
            .amount(projects.stages.allocated), .amount(projects.stages.spent), .amount(projects.workAidDone),
            .ratio(numerator: projects.workAidDone, denominator: projects.plannedAid),
            .amount(projects.workTotalDone),
            .ratio(numerator: projects.workTotalDone, denominator: projects.plannedTotal),
        ]
    }

    private static func total(_ figures: PositionFigures, _ request: ReportRequest) -> Report.Row {
        Report.Row(
            [.text(request.language("Total")), .empty, .empty] + cells(figures.allProjects, held: figures.held))
    }

    // MARK: Trial balance

    static func trialBalanceSection(_ figures: PositionFigures, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "trial_balance", title: "Trial balance",
            columns: [
                .text("account", "Accounts"),
                .text("meaning", "Meaning"),
                .amount("balance", "Balance"),
            ],
            rows: Account.Kind.allCases.map { kind in
                Report.Row(
                    [.text(kind.rawValue), .text(request.language(kind.holds)), .amount(figures.balance(of: kind))],
                    basis: .money(.init(kinds: [kind])))
            },
            total: Report.Row([.text(request.language("Total")), .empty, .amount(figures.trialBalance)]))
    }

    // MARK: Picture

    /// How far the money of each pairing has come.
    static func chart(_ figures: PositionFigures, _ request: ReportRequest) -> Chart? {
        let bars = figures.pairings.map { pairing in
            let stages = pairing.stages
            return Chart.Stacked.Bar(
                label: pairing.id.isEmpty ? request.language("not known") : pairing.id,
                values: [stages.spent, stages.allocated, stages.held, stages.inTransit, stages.committed])
        }.filter { bar in bar.values.contains { $0 > 0 } && bar.values.allSatisfy { $0 >= 0 } }
        guard !bars.isEmpty else { return nil }
        return .stacked(
            .init(
                title: "How far the money has come",
                parts: ["Spent", "Allocated", "Held", "In transit", "Not yet sent"],
                bars: bars))
    }
}
