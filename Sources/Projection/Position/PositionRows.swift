public import Assistance
public import CanonicalJSON

/// The two sides of a pairing.
public struct PositionPairing: Hashable, Sendable {
    public let programme: Identifier
    public let donor: RegionCode
    public let recipient: RegionCode
    public let startsOn: CalendarDate

    init(programme: Identifier, donor: RegionCode, recipient: RegionCode, startsOn: CalendarDate) {
        self.programme = programme
        self.donor = donor
        self.recipient = recipient
        self.startsOn = startsOn
    }

    init(_ event: PairingFormed) {
        self.init(
            programme: event.programme, donor: event.donor, recipient: event.recipient, startsOn: event.startsOn)
    }
}

/// What a project was planned to be, and how much of its physical work is done. Amounts are minor units.
public struct PositionProject: Hashable, Sendable {
    public let name: String
    public let nameZH: String?
    public let place: Place
    public let purpose: Purpose
    public private(set) var plannedTotal: Int64
    public private(set) var plannedAid: Int64
    public let approvedOn: CalendarDate
    public private(set) var workTotalDone: Int64
    public private(set) var workAidDone: Int64
    /// The day of the report that the two figures are from; nil before the first.
    public private(set) var workAsOf: CalendarDate?

    init(_ event: ProjectApproved, approvedOn: CalendarDate) {
        let plan = event.plan
        self.init(
            name: plan.name, nameZH: plan.nameZH, place: plan.place, purpose: plan.purpose,
            plannedTotal: plan.plannedTotal.minorUnits, plannedAid: plan.plannedAid.minorUnits,
            approvedOn: approvedOn, workTotalDone: 0, workAidDone: 0, workAsOf: nil)
    }

    init(
        name: String, nameZH: String?, place: Place, purpose: Purpose, plannedTotal: Int64, plannedAid: Int64,
        approvedOn: CalendarDate, workTotalDone: Int64, workAidDone: Int64, workAsOf: CalendarDate?
    ) {
        self.name = name
        self.nameZH = nameZH
        self.place = place
        self.purpose = purpose
        self.plannedTotal = plannedTotal
        self.plannedAid = plannedAid
        self.approvedOn = approvedOn
        self.workTotalDone = workTotalDone
        self.workAidDone = workAidDone
        self.workAsOf = workAsOf
    }

    mutating func revise(_ budget: BudgetRevised) {
        plannedTotal = budget.plannedTotal.minorUnits
        plannedAid = budget.plannedAid.minorUnits
    }

    /// The report of the latest day counts, whenever it was recorded; of two of one day the one recorded last.
    mutating func report(_ work: WorkReported, on date: CalendarDate) {
        guard workAsOf.map({ $0 <= date }) ?? true else { return }
        workAidDone = work.aidDone.minorUnits
        workTotalDone = work.totalDone.minorUnits
        workAsOf = date
    }
}
