public import CanonicalJSON

/// A point of its plan that a project came to.
public struct MilestoneRow: TableRow {
    public static let table = "milestone"

    public struct Key: TableKey {
        /// Of the event.
        public var position: Int64 = 0

        public init() {}
        public init(_ position: Int64) { self.position = position }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("position", &position)
        }
    }

    public var key = Key()
    public var project = ""
    /// In the words of the plan.
    public var milestone = ""
    public var plannedOn: CalendarDate?
    public var reachedOn = CalendarDate.epoch

    public init() {}

    init(_ key: Key, of project: String, _ milestone: String, plannedOn: CalendarDate?, reachedOn: CalendarDate) {
        self.key = key
        self.project = project
        self.milestone = milestone
        self.plannedOn = plannedOn
        self.reachedOn = reachedOn
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("project", &project)
        try columns.column("milestone", &milestone)
        try columns.column("planned_on", &plannedOn)
        try columns.column("reached_on", &reachedOn)
    }
}
