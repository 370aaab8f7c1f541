import Assistance
import CanonicalJSON
import Journal
public import Projection

/// "Where is every yuan now?": what each pairing promised and how far it has come, by place and by purpose, with the trial
/// balance over all accounts.
public enum PositionReport {
    /// - Parameters:
    ///   - rows: all rows of the read model "position".
    ///   - knownTo: the number of events in the rows.
    ///   - recorded: the number of events in the ledger; more than `knownTo` while the projection lags behind.
    public static func make(
        ledger: String, rows: [PositionModel.Key: PositionModel.Row], knownTo: Int64, recorded: Int64
    ) -> Report {
        let money = Money(rows)
        var notes: [String] = []
        if knownTo < recorded {
            notes.append(
                "\(recorded - knownTo) of \(recorded) events are not in this report yet; run: pairledger projection run --once"
            )
        }
        let balance = money.trialBalance
        if balance.total != 0 {
            notes.append("THE TRIAL BALANCE IS NOT ZERO: the read model is damaged; do not rely on any figure above")
        }
        if money.uncommitted > 0 {
            notes.append(
                "some money was sent beyond what agreements promised; its pairing's column \"uncommitted\" has it")
        }
        return Report(
            name: "position", title: "Position: where every yuan is now",
            facts: [
                Report.Fact(key: "ledger", label: "Ledger", value: .text(ledger)),
                Report.Fact(key: "known_at", label: "Events counted", value: .count(knownTo)),
            ],
            sections: [
                money.pairingSection, money.placeSection, money.purposeSection, balance.section,
            ],
            notes: notes)
    }

    /// The rows, arranged for adding up.
    private struct Money {
        private var pairings: [(id: Identifier, pairing: PositionPairing?, stages: Stages)] = []
        private var projects: [(id: Identifier, project: PositionProject, stages: Stages)] = []
        /// What regions hold that no project has yet.
        private var holdings: [RegionCode: Int64] = [:]
        private var kinds: [Account.Kind: Int64] = [:]

        init(_ rows: [PositionModel.Key: PositionModel.Row]) {
            var ofPairings: [Identifier: Stages] = [:]
            var ofProjects: [Identifier: Stages] = [:]
            var sides: [Identifier: PositionPairing] = [:]
            for case (.account(let name, _), .lots(let lots)) in rows {
                guard let account = Account(name) else { continue }
                for lot in lots {
                    kinds[account.kind, default: 0] += lot.amount
                    ofPairings[lot.pairing, default: Stages()].add(lot, in: account.kind)
                    switch account.kind {
                    case .project, .spent:
                        guard let id = Identifier(account.owner) else { continue }
                        ofProjects[id, default: Stages()].add(lot, in: account.kind)
                    case .holding:
                        guard let region = RegionCode(account.owner) else { continue }
                        holdings[region, default: 0] += lot.amount
                    case .donor, .committed, .transit: break
                    }
                }
            }
            for case (.pairing(let id), .pairing(let pairing)) in rows { sides[id] = pairing }
            for id in Set(ofPairings.keys).union(sides.keys).sorted() {
                pairings.append((id, sides[id], ofPairings[id] ?? Stages()))
            }
            for case (.project(let id), .project(let project)) in rows {
                projects.append((id, project, ofProjects[id] ?? Stages()))
            }
        }

        var uncommitted: Int64 { pairings.reduce(0) { $0 + $1.stages.uncommitted } }

        // MARK: Pairings

        var pairingSection: Report.Section {
            let total = pairings.reduce(into: Stages()) { $0.add($1.stages) }
            return Report.Section(
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
                rows: pairings.map { id, pairing, stages in
                    Report.Row(
                        [
                            .text(id.description), .text(side(pairing?.donor, pairing)),
                            .text(side(pairing?.recipient, pairing)),
                        ] + cells(stages))
                },
                total: Report.Row([.text("Total"), .empty, .empty] + cells(total)))
        }

        private func cells(_ stages: Stages) -> [Report.Cell] {
            [
                stages.total, stages.committed, stages.transit, stages.held, stages.allocated, stages.spent,
                stages.paidIn, stages.uncommitted,
            ].map(Report.Cell.amount)
        }

        private func side(_ region: RegionCode?, _ pairing: PositionPairing?) -> String {
            guard let region, let pairing else { return "" }
            return name(of: region, on: pairing.startsOn)
        }

        // MARK: Places

        var placeSection: Report.Section {
            var places: [Place: (approvedOn: CalendarDate, projects: Projects)] = [:]
            for (_, project, stages) in projects {
                places[project.place, default: (project.approvedOn, Projects())].projects.add(project, stages)
            }
            var held = holdings
            let sorted = places.sorted { a, b in
                (a.key.region, a.key.scope.rawValue == "own" ? 0 : 1) < (
                    b.key.region, b.key.scope.rawValue == "own" ? 0 : 1
                )
            }
            var rows: [Report.Row] = []
            for (place, entry) in sorted {
                // What a region holds stands once, beside its first row.
                let holding = held.removeValue(forKey: place.region) ?? 0
                let name = name(of: place.region, on: entry.approvedOn)
                let label =
                    place.scope == .own && place.region.tier == .county ? name : "\(name) (\(place.scope.chinese))"
                rows.append(
                    Report.Row(
                        [.text(place.region.description), .text(place.scope.rawValue), .text(label)]
                            + cells(entry.projects, held: holding)))
            }
            for (region, holding) in held.sorted(by: { $0.key < $1.key }) where holding != 0 {
                rows.append(
                    Report.Row(
                        [.text(region.description), .empty, .text("held, no project yet")]
                            + cells(Projects(), held: holding)))
            }
            return Report.Section(
                key: "places", title: "By place",
                columns: [
                    Report.Column(key: "place", label: "Code", kind: .text),
                    Report.Column(key: "scope", label: "Scope", kind: .text),
                    Report.Column(key: "name", label: "Place", kind: .text),
                ] + Money.projectColumns,
                rows: rows,
                total: Report.Row(
                    [.text("Total"), .empty, .empty] + cells(allProjects, held: holdings.values.reduce(0, +))))
        }

        // MARK: Purposes

        var purposeSection: Report.Section {
            var purposes: [Purpose: Projects] = [:]
            for (_, project, stages) in projects {
                purposes[project.purpose, default: Projects()].add(project, stages)
            }
            let held = holdings.values.reduce(0, +)
            var rows = Purpose.allCases.compactMap { purpose in
                purposes[purpose].map {
                    Report.Row(
                        [.text(purpose.rawValue), .text(purpose.english), .text(purpose.chinese)]
                            + cells($0, held: 0))
                }
            }
            if held != 0 {
                rows.append(
                    Report.Row(
                        [.empty, .text("held, no project yet"), .empty] + cells(Projects(), held: held)))
            }
            return Report.Section(
                key: "purposes", title: "By purpose",
                columns: [
                    Report.Column(key: "purpose", label: "Code", kind: .text),
                    Report.Column(key: "name", label: "Purpose", kind: .text),
                    Report.Column(key: "name_zh", label: "用途", kind: .text),
                ] + Money.projectColumns,
                rows: rows,
                total: Report.Row([.text("Total"), .empty, .empty] + cells(allProjects, held: held)))
        }

        private var allProjects: Projects {
            projects.reduce(into: Projects()) { $0.add($1.project, $1.stages) }
        }

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

        private func cells(_ projects: Projects, held: Int64) -> [Report.Cell] {
            [
                .count(projects.count), .amount(projects.plannedTotal), .amount(projects.plannedAid), .amount(held),
                .amount(projects.stages.allocated), .amount(projects.stages.spent), .amount(projects.workAidDone),
                .ratio(numerator: projects.workAidDone, denominator: projects.plannedAid),
                .amount(projects.workTotalDone),
                .ratio(numerator: projects.workTotalDone, denominator: projects.plannedTotal),
            ]
        }

        // MARK: Trial balance

        var trialBalance: (section: Report.Section, total: Int64) {
            let meanings: [(Account.Kind, String)] = [
                (.donor, "given by donors"), (.committed, "promised, not yet sent"),
                (.transit, "sent, not yet received"), (.holding, "received, not yet allocated"),
                (.project, "allocated, not yet spent"), (.spent, "spent"),
            ]
            let total = kinds.values.reduce(0, +)
            let section = Report.Section(
                key: "trial_balance", title: "Trial balance",
                columns: [
                    Report.Column(key: "account", label: "Accounts", kind: .text),
                    Report.Column(key: "meaning", label: "Meaning", kind: .text),
                    Report.Column(key: "balance", label: "Balance", kind: .amount),
                ],
                rows: meanings.map { kind, meaning in
                    Report.Row([.text(kind.rawValue), .text(meaning), .amount(kinds[kind] ?? 0)])
                },
                total: Report.Row([.text("Total"), .empty, .amount(total)]))
            return (section, total)
        }

        /// The name that the region had on the day, in English for provinces.
        private func name(of region: RegionCode, on date: CalendarDate) -> String {
            guard region != .central else { return "中央 Central government" }
            guard let found = try? Regions.lookup(region, on: date) else { return region.description }
            return found.nameEN.map { "\(found.nameZH) \($0)" } ?? found.nameZH
        }
    }

    /// How far money has come.
    private struct Stages {
        var committed: Int64 = 0
        var transit: Int64 = 0
        var held: Int64 = 0
        var allocated: Int64 = 0
        var spent: Int64 = 0
        /// The part of all of them that no agreement promised.
        var uncommitted: Int64 = 0

        var total: Int64 { committed + transit + paidIn }
        var paidIn: Int64 { held + allocated + spent }

        mutating func add(_ lot: Lot, in kind: Account.Kind) {
            switch kind {
            case .donor: return
            case .committed: committed += lot.amount
            case .transit: transit += lot.amount
            case .holding: held += lot.amount
            case .project: allocated += lot.amount
            case .spent: spent += lot.amount
            }
            if lot.agreement == nil { uncommitted += lot.amount }
        }

        mutating func add(_ other: Stages) {
            committed += other.committed
            transit += other.transit
            held += other.held
            allocated += other.allocated
            spent += other.spent
            uncommitted += other.uncommitted
        }
    }

    /// Some projects together.
    private struct Projects {
        var count: Int64 = 0
        var plannedTotal: Int64 = 0
        var plannedAid: Int64 = 0
        var workAidDone: Int64 = 0
        var workTotalDone: Int64 = 0
        var stages = Stages()

        mutating func add(_ project: PositionProject, _ ofProject: Stages) {
            count += 1
            plannedTotal += project.plannedTotal
            plannedAid += project.plannedAid
            workAidDone += project.workAidDone
            workTotalDone += project.workTotalDone
            stages.add(ofProject)
        }
    }
}
