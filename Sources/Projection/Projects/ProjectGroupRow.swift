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
        try columns.column("projects", &figures.projects)
        try columns.column("planned_total", &figures.plannedTotal)
        try columns.column("planned_aid", &figures.plannedAid)
        try columns.column("work_total_done", &figures.workTotalDone)
        try columns.column("work_aid_done", &figures.workAidDone)
        try columns.column("allocated", &figures.allocated)
        try columns.column("spent", &figures.spent)
        try columns.column("latest_approved_on", &latestApprovedOn)
    }

    /// Notes the approval of a project that is counted already.
    mutating func approve(on date: CalendarDate) {
        latestApprovedOn = figures.projects == 1 ? date : max(latestApprovedOn, date)
    }
}

/// What projects can be added up by. Amounts are minor units.
public struct ProjectFigures: Hashable, Sendable {
    public var projects: Int64 = 0
    public var plannedTotal: Int64 = 0
    public var plannedAid: Int64 = 0
    public var workTotalDone: Int64 = 0
    public var workAidDone: Int64 = 0
    public var allocated: Int64 = 0
    public var spent: Int64 = 0

    public init() {}

    /// What a project adds: nothing before its approval.
    init(_ project: ProjectRow) {
        guard project.approvedOn != nil else { return }
        projects = 1
        plannedTotal = project.plannedTotal
        plannedAid = project.plannedAid
        workTotalDone = project.workTotalDone
        workAidDone = project.workAidDone
        allocated = project.allocated
        spent = project.spent
    }

    /// Counts other figures in the place of earlier ones; false for sums beyond all bounds.
    mutating func replace(_ earlier: ProjectFigures, by later: ProjectFigures) -> Bool {
        projects += later.projects - earlier.projects
        return plannedTotal.replace(earlier.plannedTotal, by: later.plannedTotal)
            && plannedAid.replace(earlier.plannedAid, by: later.plannedAid)
            && workTotalDone.replace(earlier.workTotalDone, by: later.workTotalDone)
            && workAidDone.replace(earlier.workAidDone, by: later.workAidDone)
            && allocated.replace(earlier.allocated, by: later.allocated)
            && spent.replace(earlier.spent, by: later.spent)
    }
}

extension Int64 {
    fileprivate mutating func replace(_ earlier: Int64, by later: Int64) -> Bool { lose(earlier) && gain(later) }
}
