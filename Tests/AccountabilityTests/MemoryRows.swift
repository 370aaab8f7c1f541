import Accountability
import Journal
import Projection

/// Rows of read models, made of events in memory, with the events themselves; lines are not among them.
struct MemoryRows: RowSource, EventSource {
    private var tables: [ObjectIdentifier: [Any]] = [:]
    private let events: [RecordedEvent]

    init(_ events: [RecordedEvent]) throws {
        self.events = events
        var (funds, projects, outcomes) = (Funds(), Projects(), Outcomes())
        var (findings, regions, timeline) = (Findings(), RegionModel(), Timeline())
        for event in events.map(ProjectedEvent.init) {
            try funds.apply(event)
            try projects.apply(event)
            try outcomes.apply(event)
            try findings.apply(event)
            try regions.apply(event)
            try timeline.apply(event)
        }
        keep(funds.accounts)
        keep(funds.pairings)
        keep(funds.agreements)
        keep(funds.transfers)
        keep(funds.positions)
        keep(projects.projects)
        keep(projects.contracts)
        keep(outcomes.indicators)
        keep(outcomes.reports)
        keep(findings.findings)
        keep(regions.years)
        keep(regions.headcounts)
        keep(timeline.things)
    }

    private mutating func keep<Row>(_ table: Table<Row>) {
        tables[ObjectIdentifier(Row.self)] = Array(table.rows.values)
    }

    func rows<Row: TableRow>(_: Row.Type) -> [Row] { tables[ObjectIdentifier(Row.self)] as? [Row] ?? [] }

    func events(_ selection: LogSelection, where isWanted: (RecordedEvent) -> Bool) -> [RecordedEvent] {
        let found = events.filter { selection.streams?.contains($0.stream) ?? true }.filter(isWanted)
        let ordered = selection.direction == .forward ? found : found.reversed()
        return Array(ordered.prefix(selection.limit ?? .max))
    }

    /// A report's input that has all of it.
    func input() -> ReportInput {
        ReportInput(rows: self, log: self, knownTo: Int64(events.count), recorded: Int64(events.count))
    }
}

extension Report {
    func sectionIfAny(_ key: String) -> Section? { sections.first { $0.key == key } }

    /// The cells of a column of a section.
    func cells(_ section: String, _ column: String) -> [Cell] {
        guard let section = sectionIfAny(section), let index = section.columns.firstIndex(where: { $0.key == column })
        else { return [] }
        return section.rows.map { $0.cells[index] }
    }
}
