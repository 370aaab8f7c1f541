import Assistance
import CanonicalJSON
import Projection

/// An indicator with its project. It is an object, as rows have many columns and there may be very many of them.
final class MeasuredOutcome: Sendable {
    let row: IndicatorRow
    /// Nil where it measures a region.
    let project: ProjectRow?

    init(_ row: IndicatorRow, _ project: ProjectRow?) {
        self.row = row
        self.project = project
    }

    var place: RegionCode? { row.region ?? project?.place }

    /// Those that tell of it.
    var streams: [String] {
        ["indicator/\(row.key.indicator)"] + (project.map { ["project/\($0.key.project)"] } ?? [])
    }

    /// The day on which it was agreed upon: its place is called as it was then.
    var agreedOn: CalendarDate { project?.approvedOn ?? row.definedOn }
}

/// The indicators that a request is about.
struct MeasuredOutcomes {
    /// By their identifiers.
    let all: [MeasuredOutcome]
    /// The latest day of each place's approvals and definitions: it is called as it was then.
    let days: [RegionCode: CalendarDate]

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        let filter = request.filter
        let pairings = try input.rows.rows(PairingRow.self)
        try filter.mustBeKnown(pairings)
        let tellsMoneyApart = filter.tellsMoneyApart(pairings)
        let money =
            tellsMoneyApart ? ProjectMoney(try input.rows.projectAccounts(), ReportScope(filter, pairings)) : nil
        let (indicators, projects) = try Self.rows(input.rows, within: tellsMoneyApart ? nil : filter.region)
        let byName = Dictionary(projects.map { ($0.key.project, $0) }) { first, _ in first }
        all = indicators.compactMap { row -> MeasuredOutcome? in
            let outcome = MeasuredOutcome(row, row.project.flatMap { byName[$0] })
            if let money { return row.project.flatMap { money.projects[$0] } == nil ? nil : outcome }
            guard let place = outcome.place else { return filter.isEmpty ? outcome : nil }
            let isMeant =
                filter.has(place: place) && (filter.purpose.map { $0 == outcome.project?.purpose } ?? true)
            return isMeant ? outcome : nil
        }.sorted { $0.row.key.indicator < $1.row.key.indicator }
        days = all.reduce(into: [:]) { days, outcome in
            guard let place = outcome.place else { return }
            days[place] = max(days[place] ?? outcome.agreedOn, outcome.agreedOn)
        }
    }

    /// The first of all, where the request asks for all of them.
    init(first count: Int, _ input: ReportInput) throws {
        let rows = try input.rows.indicators(first: count)
        let projects = try input.rows.rows(
            ProjectRow.self, where: .project, .any(of: Set(rows.compactMap(\.project))))
        let byName = Dictionary(projects.map { ($0.key.project, $0) }) { first, _ in first }
        all = rows.map { row in MeasuredOutcome(row, row.project.flatMap { byName[$0] }) }
        days = [:]
    }

    /// All indicators and projects, or those of a region, which are soon found.
    private static func rows(
        _ rows: any RowSource, within region: RegionCode?
    ) throws -> ([IndicatorRow], [ProjectRow]) {
        guard let region else { return (try rows.rows(IndicatorRow.self), try rows.rows(ProjectRow.self)) }
        let projects = try rows.rows(ProjectRow.self, where: .place, .within(region))
        let names = Set(projects.map(\.key.project))
        return (
            try rows.rows(IndicatorRow.self, where: .project, .any(of: names))
                + rows.rows(IndicatorRow.self, where: .region, .within(region)), projects
        )
    }
}
