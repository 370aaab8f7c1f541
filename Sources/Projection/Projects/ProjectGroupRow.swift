public import Assistance
public import CanonicalJSON

/// All approved projects of one place and purpose added up, those cancelled after their approval among them.
public struct ProjectGroupRow: TableRow {
    public static let table = "project_group"

    public struct Key: TableKey {
        public var place = RegionCode.central
        public var scope = Place.Scope.own
        public var purpose = Purpose.industry
        /// An ISO 4217 code.
        public var currency = ""

        public init() {}

        init(_ project: ProjectRow) {
            place = project.place
            scope = project.scope
            purpose = project.purpose
            currency = project.currency
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(place) }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("place", &place)
            try columns.column("scope", &scope)
            try columns.column("purpose", &purpose)
            try columns.column("currency", &currency)
        }
    }

    public var key = Key()
    public var figures = ProjectFigures()
    /// The day of the latest approval.
    public var latestApprovedOn = CalendarDate.epoch

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try figures.visit(&columns)
        try columns.column("latest_approved_on", &latestApprovedOn)
    }

    /// Notes the approval of a project that is counted already.
    mutating func approve(on date: CalendarDate) {
        latestApprovedOn = figures.projects == 1 ? date : max(latestApprovedOn, date)
    }
}
