import Assistance
import CanonicalJSON
import Projection

extension PositionReport {
    // MARK: Pairings

    static func pairingSection(_ figures: PositionFigures) -> Report.Section {
        Report.Section(
            key: "pairings", title: "By pairing",
            columns: [
                Report.Column(key: "pairing", label: "Pairing", kind: .text),
                Report.Column(key: "donor", label: "Donor", kind: .text),
                Report.Column(key: "recipient", label: "Recipient", kind: .text),
                Report.Column(key: "given", label: "Given", kind: .amount),
                Report.Column(key: "committed", label: "Not yet sent", kind: .amount),
                Report.Column(key: "in_transit", label: "In transit", kind: .amount),
                Report.Column(key: "held", label: "Held", kind: .amount),
                Report.Column(key: "allocated", label: "Allocated", kind: .amount),
                Report.Column(key: "spent", label: "Spent", kind: .amount),
                Report.Column(key: "paid_in", label: "Paid in", kind: .amount),
                Report.Column(key: "uncommitted", label: "Uncommitted", kind: .amount),
            ],
            rows: figures.pairings.map { pairing in
                Report.Row(
                    [
                        .text(pairing.id.isEmpty ? "not known" : pairing.id),
                        .text(pairing.sides.map { $0.donor.knownName(on: $0.startsOn) } ?? ""),
                        .text(pairing.sides.map { $0.recipient.knownName(on: $0.startsOn) } ?? ""),
                    ] + cells(pairing.stages))
            },
            total: Report.Row([.text("Total"), .empty, .empty] + cells(figures.all)))
    }

    private static func cells(_ stages: PositionFigures.Stages) -> [Report.Cell] {
        [
            stages.total, stages.committed, stages.transit, stages.held, stages.allocated, stages.spent,
            stages.paidIn, stages.uncommitted,
        ].map(Report.Cell.amount)
    }

    // MARK: Places

    static func placeSection(_ figures: PositionFigures) -> Report.Section {
        var places: [Place: (approvedOn: CalendarDate, projects: PositionFigures.Projects)] = [:]
        for project in figures.projects {
            let place = project.place
            // The name of the latest approval's day: regions are renamed.
            let approvedOn = max(places[place]?.approvedOn ?? project.approvedOn, project.approvedOn)
            places[place, default: (approvedOn, PositionFigures.Projects())].projects.add(project)
            places[place]?.approvedOn = approvedOn
        }
        var holdings = figures.holdings
        var rows = places.sorted { $0.key < $1.key }.map { place, entry in
            // What a region holds stands once, beside its first row.
            let held = holdings.removeValue(forKey: place.region) ?? 0
            let name = place.region.knownName(on: entry.approvedOn)
            let isWholeCounty = place.scope == .own && place.region.tier == .county
            return Report.Row(
                [
                    .text(place.region.description), .text(place.scope.rawValue),
                    .text(isWholeCounty ? name : "\(name) (\(place.scope.chinese))"),
                ] + cells(entry.projects, held: held))
        }
        rows += holdings.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { region, held in
            Report.Row(
                [.text(region.description), .empty, .text(unallocated)]
                    + cells(PositionFigures.Projects(), held: held))
        }
        return Report.Section(
            key: "places", title: "By place",
            columns: [
                Report.Column(key: "place", label: "Code", kind: .text),
                Report.Column(key: "scope", label: "Scope", kind: .text),
                Report.Column(key: "name", label: "Place", kind: .text),
            ] + projectColumns,
            rows: rows, total: total(figures))
    }

    // MARK: Purposes

    static func purposeSection(_ figures: PositionFigures) -> Report.Section {
        var purposes: [Purpose: PositionFigures.Projects] = [:]
        for project in figures.projects {
            purposes[project.purpose, default: PositionFigures.Projects()].add(project)
        }
        var rows = Purpose.allCases.compactMap { purpose in
            purposes[purpose].map { projects in
                Report.Row(
                    [.text(purpose.rawValue), .text(purpose.english), .text(purpose.chinese)]
                        + cells(projects, held: 0))
            }
        }
        if figures.held != 0 {
            rows.append(
                Report.Row(
                    [.empty, .text(unallocated), .empty] + cells(PositionFigures.Projects(), held: figures.held)))
        }
        return Report.Section(
            key: "purposes", title: "By purpose",
            columns: [
                Report.Column(key: "purpose", label: "Code", kind: .text),
                Report.Column(key: "name", label: "Purpose", kind: .text),
                Report.Column(key: "name_zh", label: "用途", kind: .text),
            ] + projectColumns,
            rows: rows, total: total(figures))
    }

    private static let unallocated = "held, no project yet"

    private static let projectColumns = [
        Report.Column(key: "projects", label: "Projects", kind: .count),
        Report.Column(key: "planned_total", label: "Whole plan", kind: .amount),
        Report.Column(key: "planned_aid", label: "Planned aid", kind: .amount),
        Report.Column(key: "held", label: "Held", kind: .amount),
        Report.Column(key: "allocated", label: "Allocated", kind: .amount),
        Report.Column(key: "spent", label: "Spent", kind: .amount),
        Report.Column(key: "work_aid_done", label: "Aid work done", kind: .amount),
        Report.Column(key: "work_aid_share", label: "%", kind: .percent),
        Report.Column(key: "work_total_done", label: "All work done", kind: .amount),
        Report.Column(key: "work_total_share", label: "%", kind: .percent),
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

    private static func total(_ figures: PositionFigures) -> Report.Row {
        Report.Row([.text("Total"), .empty, .empty] + cells(figures.allProjects, held: figures.held))
    }

    // MARK: Trial balance

    static func trialBalanceSection(_ figures: PositionFigures) -> Report.Section {
        Report.Section(
            key: "trial_balance", title: "Trial balance",
            columns: [
                Report.Column(key: "account", label: "Accounts", kind: .text),
                Report.Column(key: "meaning", label: "Meaning", kind: .text),
                Report.Column(key: "balance", label: "Balance", kind: .amount),
            ],
            rows: Account.Kind.allCases.map { kind in
                Report.Row([.text(kind.rawValue), .text(kind.holds), .amount(figures.balance(of: kind))])
            },
            total: Report.Row([.text("Total"), .empty, .amount(figures.trialBalance)]))
    }
}
