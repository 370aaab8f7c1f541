public import Assistance
public import CanonicalJSON

/// A project: what it is to be, how far it has come, and what it was given and paid.
public struct ProjectRow: TableRow {
    public static let table = "project"

    public struct Key: TableKey {
        public var project = ""

        public init() {}
        public init(_ project: String) { self.project = project }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("project", &project)
        }
    }

    public var key = Key()
    /// In English.
    public var name = ""
    public var nameZH: String?
    public var place = RegionCode.central
    public var scope = Place.Scope.own
    public var purpose = Purpose.industry
    public var sector: Sector?
    public var implementer: String?
    public var stage = Project.Stage.proposed
    /// Nil for a project that was put on record with its approval.
    public var proposedOn: CalendarDate?
    /// Who put the proposal on record.
    public var proposedBy: String?
    public var approvedOn: CalendarDate?
    /// Who put the approval on record.
    public var approvedBy: String?
    /// What all sources are to pay, as revised last; all amounts are minor units.
    public var plannedTotal: Int64 = 0
    /// What the aid is to pay, as revised last.
    public var plannedAid: Int64 = 0
    public var currency = ""
    public var plannedStart: CalendarDate?
    public var plannedEnd: CalendarDate?
    public var startedOn: CalendarDate?
    /// Since when work is interrupted; nil while it is not.
    public var suspendedOn: CalendarDate?
    public var completedOn: CalendarDate?
    public var closedOn: CalendarDate?
    public var cancelledOn: CalendarDate?
    public var lastInspectedOn: CalendarDate?
    /// What that inspection found; nil before any.
    public var inUse: Bool?
    /// Work done by `workAsOf`, valued in money.
    public var workTotalDone: Int64 = 0
    /// The part of it that the aid pays for.
    public var workAidDone: Int64 = 0
    public var workAsOf: CalendarDate?
    /// What it was given, less what it gave back.
    public var allocated: Int64 = 0
    public var spent: Int64 = 0
    /// How many payments stand; one that was taken back does not.
    public var payments: Int64 = 0
    /// The days of the first and the last payment; one that was taken back counts as long as another stands.
    public var firstPaidOn: CalendarDate?
    public var lastPaidOn: CalendarDate?
    public var contracts: Int64 = 0
    /// What the contracts come to.
    public var contracted: Int64 = 0
    /// How often a document was attached to it or to one of its events.
    public var documents: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("name", &name)
        try columns.column("name_zh", &nameZH)
        try columns.column("place", &place)
        try columns.column("scope", &scope)
        try columns.column("purpose", &purpose)
        try columns.column("sector", &sector)
        try columns.column("implementer", &implementer)
        try columns.column("stage", &stage)
        try columns.column("proposed_on", &proposedOn)
        try columns.column("proposed_by", &proposedBy)
        try columns.column("approved_on", &approvedOn)
        try columns.column("approved_by", &approvedBy)
        try columns.column("planned_total", &plannedTotal)
        try columns.column("planned_aid", &plannedAid)
        try columns.column("currency", &currency)
        try columns.column("planned_start", &plannedStart)
        try columns.column("planned_end", &plannedEnd)
        try columns.column("started_on", &startedOn)
        try columns.column("suspended_on", &suspendedOn)
        try columns.column("completed_on", &completedOn)
        try columns.column("closed_on", &closedOn)
        try columns.column("cancelled_on", &cancelledOn)
        try columns.column("last_inspected_on", &lastInspectedOn)
        try columns.column("in_use", &inUse)
        try columns.column("work_total_done", &workTotalDone)
        try columns.column("work_aid_done", &workAidDone)
        try columns.column("work_as_of", &workAsOf)
        try columns.column("allocated", &allocated)
        try columns.column("spent", &spent)
        try columns.column("payments", &payments)
        try columns.column("first_paid_on", &firstPaidOn)
        try columns.column("last_paid_on", &lastPaidOn)
        try columns.column("contracts", &contracts)
        try columns.column("contracted", &contracted)
        try columns.column("documents", &documents)
    }
}

extension Project.Stage: ColumnValue {}
extension Sector: ColumnValue {}

// MARK: Steps

extension ProjectRow {
    mutating func plan(_ plan: ProjectPlan) {
        name = plan.name
        nameZH = plan.nameZH
        place = plan.place.region
        scope = plan.place.scope
        purpose = plan.purpose
        sector = plan.sector
        implementer = plan.implementer
        plannedTotal = plan.plannedTotal.minorUnits
        plannedAid = plan.plannedAid.minorUnits
        currency = plan.plannedAid.currency.description
        plannedStart = plan.plannedStart
        plannedEnd = plan.plannedEnd
    }

    mutating func enter(_ stage: Project.Stage, on date: CalendarDate) {
        self.stage = stage
        suspendedOn = stage == .suspended ? date : nil
        switch stage {
        case .proposed: proposedOn = date
        case .approved: approvedOn = date
        case .started: startedOn = date
        case .suspended: break
        case .completed: completedOn = date
        case .closed: closedOn = date
        case .cancelled: cancelledOn = date
        }
    }

    mutating func resume() {
        stage = startedOn == nil ? .approved : .started
        suspendedOn = nil
    }

    /// The report of the latest day counts, whenever it was recorded, and of two of one day the one recorded last.
    mutating func report(_ work: WorkReported, on date: CalendarDate) {
        guard date >= workAsOf ?? date else { return }
        workTotalDone = work.totalDone.minorUnits
        workAidDone = work.aidDone.minorUnits
        workAsOf = date
    }

    /// Likewise.
    mutating func inspect(_ inspected: UseInspected, on date: CalendarDate) {
        guard date >= lastInspectedOn ?? date else { return }
        inUse = inspected.inUse
        lastInspectedOn = date
    }

    /// Counts a payment; false for an amount beyond all bounds.
    ///
    /// - Parameter sign: -1 for one that is taken back.
    mutating func pay(_ amount: Int64, sign: Int64, on date: CalendarDate) -> Bool {
        payments += sign
        if payments == 0 {
            firstPaidOn = nil
            lastPaidOn = nil
        } else if sign > 0 {
            firstPaidOn = min(firstPaidOn ?? date, date)
            lastPaidOn = max(lastPaidOn ?? date, date)
        }
        return spent.gain(sign * amount)
    }
}
