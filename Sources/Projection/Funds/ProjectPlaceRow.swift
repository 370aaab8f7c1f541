import Assistance

/// Where a project is and what it is for, so that money given to it is known to be there.
public struct ProjectPlaceRow: TableRow {
    public static let table = "project_place"

    public struct Key: TableKey {
        public var project = ""

        public init() {}
        public init(_ project: String) { self.project = project }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("project", &project)
        }
    }

    public var key = Key()
    public var place = ""
    public var scope = ""
    public var purpose = ""

    public init() {}

    init(_ key: Key, _ plan: ProjectPlan) {
        self.key = key
        place = plan.place.region.description
        scope = plan.place.scope.rawValue
        purpose = plan.purpose.rawValue
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("place", &place)
        try columns.column("scope", &scope)
        try columns.column("purpose", &purpose)
    }
}
