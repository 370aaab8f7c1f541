import Assistance
import CanonicalJSON
import Projection

/// The indicators that a request is about, with their projects.
struct MeasuredOutcomes {
    /// By their identifiers.
    let rows: [IndicatorRow]
    let projects: [String: ProjectRow]
    /// The latest day of each place's approvals and definitions: it is called as it was then.
    let days: [RegionCode: CalendarDate]

    init(_ input: ReportInput, _ request: ReportRequest) throws {
        let filter = request.filter
        let pairings = try input.rows.rows(PairingRow.self)
        try filter.mustBeKnown(pairings)
        let all = try input.rows.rows(IndicatorRow.self)
        let projects = Dictionary(
            try input.rows.rows(ProjectRow.self, where: .project, .any(of: Set(all.compactMap(\.project))))
                .map { ($0.key.project, $0) }
        ) { first, _ in first }
        let money =
            filter.tellsMoneyApart(pairings)
            ? ProjectMoney(try input.rows.projectAccounts(), ReportScope(filter, pairings)) : nil
        rows = all.filter { row in
            let project = row.project.flatMap { projects[$0] }
            if let money { return row.project.map { money.projects[$0] != nil } ?? false }
            guard let place = row.region ?? project?.place else { return filter.isEmpty }
            return filter.has(place: place) && (filter.purpose.map { $0 == project?.purpose } ?? true)
        }.sorted { $0.key.indicator < $1.key.indicator }
        self.projects = projects
        var days: [RegionCode: CalendarDate] = [:]
        for row in rows {
            let project = row.project.flatMap { projects[$0] }
            guard let place = row.region ?? project?.place else { continue }
            let day = project?.approvedOn ?? row.definedOn
            days[place] = max(days[place] ?? day, day)
        }
        self.days = days
    }

    func place(of row: IndicatorRow) -> RegionCode? { row.region ?? row.project.flatMap { projects[$0]?.place } }

    /// What can be added up, by something.
    func added<Key: Hashable>(
        _ request: ReportRequest, by key: (IndicatorRow, ProjectRow?, RegionCode?) -> Key?
    ) -> [Key: OutcomeFigures] {
        var figures: [Key: OutcomeFigures] = [:]
        for row in rows where row.isAdded {
            let project = row.project.flatMap { projects[$0] }
            guard let key = key(row, project, place(of: row)) else { continue }
            figures[key, default: OutcomeFigures()].add(row, project, request)
        }
        return figures
    }
}
