public import Assistance
import CanonicalJSON
import Journal
import Projection

/// One project on a page: its money by donor, plan against progress, contracts, milestones, outcomes, findings, documents, payments, and
/// what happened.
///
/// With a period, money, payments, documents and events are those in it. A filter of pairing, programme, instrument or region is of the
/// project's money.
public enum ProjectReport {
    /// The accounts of which the report reads what moved.
    public static func accounts(of project: Identifier) -> Set<String> {
        Set(Thing.accounts(ofKind: "project", project).map(\.description))
    }

    /// - Throws: ``UnknownThing`` when there is no such project where the request looks.
    public static func make(
        _ project: Identifier, _ input: ReportInput, _ request: ReportRequest
    ) throws -> Report {
        let page = try ProjectPage(project, input, request)
        let row = page.row
        var notes = input.notes(request) + [ProjectsReport.slippageNote]
        if request.period.from != nil {
            notes.append("money is what moved in the period; plans and work done are those at its end")
        }
        if !page.indicators.isEmpty {
            notes.append("what is reported is a claim; what is verified or disputed is what others found")
        }
        let sections =
            [
                planSection(page, request), moneySection(page, request), progressSection(page, request),
                scheduleSection(row, request), contractSection(page, request), milestoneSection(page, request),
            ] + OutcomeSections.sections(page.indicators.map { MeasuredOutcome($0, row) }, request)
            + [
                findingSection(page, request), documentSection(page, request), paymentSection(page, request),
                TimelineReport.section(page.events, [:], request),
            ]
        return Report(
            name: "project", title: "\(request.language("Project")) \(project)",
            facts: request.facts(input) + [
                .init(key: "project", label: "Project", value: .text(project.description)),
                .init(key: "name", label: "Name", value: .text(row.name(in: request.language))),
                .init(key: "stage", label: "Stage", value: .text(request.language(row.stage.rawValue))),
            ],
            sections: sections.filter { !$0.rows.isEmpty || Self.alwaysShown.contains($0.key) },
            charts: request.charts([chart(page, request)]), notes: notes)
    }

    private static let alwaysShown: Set<String> = ["plan", "money", "progress", "schedule", "payments", "timeline"]
}

/// What the report of a project is made of.
struct ProjectPage {
    let row: ProjectRow
    let contracts: [ContractRow]
    let milestones: [MilestoneRow]
    let indicators: [IndicatorRow]
    let findings: [FindingRow]
    /// What moved of its money, as far as the request means it, in the order of the log.
    let movements: [MovementRow]
    let pairings: [String: PairingRow]
    /// Of the project and of all that belongs to it, in the order of the log.
    let events: [RecordedEvent]

    init(_ project: Identifier, _ input: ReportInput, _ request: ReportRequest) throws {
        let id = project.description
        let rows = input.rows
        guard let row = try rows.rows(ProjectRow.self, where: .project, .any(of: [id])).first else {
            throw UnknownThing("project", id, among: try rows.rows(ProjectRow.self).map(\.key.project))
        }
        self.row = row
        let period = request.period
        contracts = try rows.rows(ContractRow.self, where: .project, .any(of: [id]))
            .filter { period.contains($0.awardedOn) }
            .sorted { ($0.awardedOn, $0.key.contract) < ($1.awardedOn, $1.key.contract) }
        milestones = try rows.rows(MilestoneRow.self, where: .project, .any(of: [id]))
            .filter { period.contains($0.reachedOn) }.sorted { $0.key.position < $1.key.position }
        indicators = try rows.rows(IndicatorRow.self, where: .project, .any(of: [id]))
            .sorted { $0.key.indicator < $1.key.indicator }
        let accounts = ProjectReport.accounts(of: project)
        let streams = try ThingTree(rows).things(["project/\(id)"])
        findings = try rows.rows(FindingRow.self, where: .about, .any(of: streams.union(accounts)))
            .filter { period.contains($0.raisedOn) }.sorted {
                ($0.raisedOn, $0.key.finding) < ($1.raisedOn, $1.key.finding)
            }
        let moved =
            try rows.rows(MovementRow.self, where: .source, .any(of: accounts))
            + rows.rows(MovementRow.self, where: .target, .any(of: accounts))
        // What a project spends leaves one of its accounts for another, and stands in both answers.
        let movements = Dictionary(moved.map { ($0.key, $0) }) { first, _ in first }.values
        let sides = try rows.rows(
            PairingRow.self, where: .pairing,
            .any(of: Set(movements.compactMap(\.pairing)).union(request.filter.pairing.map { [$0] } ?? [])))
        let scope = ReportScope(request.filter, sides)
        pairings = scope.pairings
        self.movements = movements.filter { movement in
            period.contains(movement.effectiveOn)
                && scope.has(
                    pairing: movement.pairing ?? "", place: row.place.description,
                    instrument: movement.instrument(of: accounts), purpose: row.purpose.rawValue)
        }.sorted { ($0.key.position, $0.key.ordinal) < ($1.key.position, $1.key.ordinal) }
        events = try input.log?.events(LogSelection(streams: streams)) { period.contains($0.effectiveOn) } ?? []
    }
}

extension MovementRow {
    /// What kind of money it is, by the account among these that it touches.
    func instrument(of accounts: Set<String>) -> Instrument {
        Account(accounts.contains(target) ? target : source)?.instrument ?? .fiscal
    }

    /// How much more a project's accounts were given, and spent, by it.
    func changes(of accounts: Set<String>) -> (given: Int128, spent: Int128) {
        func change(_ has: (String) -> Bool) -> Int128 {
            (has(target) ? Int128(amount) : 0) - (has(source) ? Int128(amount) : 0)
        }
        return (change(accounts.contains), change { accounts.contains($0) && $0.hasPrefix("spent:") })
    }
}
