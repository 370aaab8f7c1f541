public import CanonicalJSON

/// What indicators need to know of a project: where and for what it is, what it spent, and by what it is measured.
public struct MeasuredProjectRow: TableRow {
    public static let table = "measured_project"

    public struct Key: TableKey {
        public var project = ""

        public init() {}
        init(_ project: String) { self.project = project }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("project", &project)
        }
    }

    public var key = Key()
    /// A region's GB/T 2260 code, and the purpose; empty while the project is not on record.
    public var place = ""
    public var purpose = ""
    public var approvedOn: CalendarDate?
    /// Minor units.
    public var spent: Int64 = 0
    /// The identifiers of its indicators, and the units of the groups that they are in.
    var indicators = OptionalTexts([])
    var units = OptionalTexts([])

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("place", &place)
        try columns.column("purpose", &purpose)
        try columns.column("approved_on", &approvedOn)
        try columns.column("spent", &spent)
        try columns.column("indicators", &indicators)
        try columns.column("units", &units)
    }

    func group(_ unit: String) -> OutcomeGroupRow.Key { .init(place, purpose, unit) }
}
