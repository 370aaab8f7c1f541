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

    /// What a project adds to those that are approved: nothing before its approval.
    init(_ project: ProjectRow) {
        self = project.approvedOn == nil ? ProjectFigures() : ProjectFigures(every: project)
    }

    /// What a project adds to all, approved or not.
    init(every project: ProjectRow) {
        projects = 1
        plannedTotal = project.plannedTotal
        plannedAid = project.plannedAid
        workTotalDone = project.workTotalDone
        workAidDone = project.workAidDone
        allocated = project.allocated
        spent = project.spent
    }

    mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("projects", &projects)
        try columns.column("planned_total", &plannedTotal)
        try columns.column("planned_aid", &plannedAid)
        try columns.column("work_total_done", &workTotalDone)
        try columns.column("work_aid_done", &workAidDone)
        try columns.column("allocated", &allocated)
        try columns.column("spent", &spent)
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
