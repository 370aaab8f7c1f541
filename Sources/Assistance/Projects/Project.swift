public import CanonicalJSON

/// A project that aid pays for, in whole or in part: what is known of it.
public struct Project: Hashable, Sendable {
    /// As it was approved last, or as it was proposed.
    public internal(set) var plan: ProjectPlan
    public internal(set) var stage: Stage
    /// Who proposed it; nil for a project that was put on record with its approval.
    public let proposedBy: String?
    /// The day of the proposal, or of the approval when there was none.
    public let beganOn: CalendarDate
    /// The day of its approval, and of its proposal before that.
    public internal(set) var approvedOn: CalendarDate
    public internal(set) var startedOn: CalendarDate?
    public internal(set) var completedOn: CalendarDate?
    /// What it was given, less what it gave back.
    public private(set) var allocated: Money
    public private(set) var spent: Money
    public internal(set) var contracts: [Identifier: ProjectContract] = [:]

    init(_ plan: ProjectPlan, _ stage: Stage, proposedBy: String?, on date: CalendarDate) {
        self.plan = plan
        self.stage = stage
        self.proposedBy = proposedBy
        beganOn = date
        approvedOn = date
        allocated = .zero(plan.plannedAid.currency)
        spent = .zero(plan.plannedAid.currency)
    }

    public var place: Place { plan.place }
    public var plannedAid: Money { plan.plannedAid }
    public var plannedTotal: Money { plan.plannedTotal }
    /// What it was given and did not spend.
    public var unspent: Money { allocated.adding(-spent) ?? .zero(allocated.currency) }

    mutating func allocate(_ amount: Money) { allocated = allocated.adding(amount) ?? allocated }
    mutating func spend(_ amount: Money) { spent = spent.adding(amount) ?? spent }
}

/// What a project is to be: what it is for, where, and for how much.
public struct ProjectPlan: Hashable, Sendable {
    /// In English.
    public var name: String
    /// The official name.
    public var nameZH: String?
    public var place: Place
    public var purpose: Purpose
    /// What it is for, more closely, with its counterpart in OECD DAC purpose codes.
    public var sector: Sector?
    /// Who carries it out, such as the county's education bureau.
    public var implementer: String?
    /// What all sources together are to pay.
    public var plannedTotal: Money
    /// What the aid is to pay.
    public var plannedAid: Money
    public var plannedStart: CalendarDate?
    public var plannedEnd: CalendarDate?

    public init(
        name: String, nameZH: String? = nil, place: Place, purpose: Purpose, sector: Sector? = nil,
        implementer: String? = nil, plannedTotal: Money, plannedAid: Money, plannedStart: CalendarDate? = nil,
        plannedEnd: CalendarDate? = nil
    ) {
        self.name = name
        self.nameZH = nameZH
        self.place = place
        self.purpose = purpose
        self.sector = sector
        self.implementer = implementer
        self.plannedTotal = plannedTotal
        self.plannedAid = plannedAid
        self.plannedStart = plannedStart
        self.plannedEnd = plannedEnd
    }

    init(_ fields: EventFields) throws(EventFormError) {
        name = try fields.text("name")
        nameZH = try fields.textIfPresent("name_zh")
        place = Place(region: try fields.region("place"), scope: try fields.choice("scope"))
        purpose = try fields.choice("purpose")
        sector = try fields.choiceIfPresent("sector")
        implementer = try fields.textIfPresent("implementer")
        plannedTotal = try fields.money("planned_total")
        plannedAid = try fields.money("planned_aid")
        plannedStart = try fields.dateIfPresent("planned_start")
        plannedEnd = try fields.dateIfPresent("planned_end")
    }

    /// As it stands in the data of events.
    public var data: [String: JSONValue] {
        [
            "name": .string(name), "name_zh": JSONValue(nameZH), "place": JSONValue(place.region),
            "scope": JSONValue(place.scope), "purpose": JSONValue(purpose), "sector": JSONValue(sector),
            "implementer": JSONValue(implementer), "planned_total": JSONValue(plannedTotal),
            "planned_aid": JSONValue(plannedAid), "currency": JSONValue(plannedAid.currency),
            "planned_start": JSONValue(plannedStart), "planned_end": JSONValue(plannedEnd),
        ]
    }

    /// It must make sense by itself, on the day on which it is proposed or approved.
    func check(on date: CalendarDate) throws(Refusal) {
        try name.mustBeText(field: "name")
        try nameZH?.mustBeText(field: "name_zh")
        try implementer?.mustBeText(field: "implementer")
        try place.region.mustBePlace(field: "place")
        try place.region.mustBeValid(on: date, field: "place")
        try ProjectPlan.check(total: plannedTotal, aid: plannedAid)
        if let plannedStart {
            try plannedEnd?.mustNotPrecede(plannedStart, "the planned end", "the planned start", field: "planned_end")
        }
    }

    static func check(total: Money, aid: Money) throws(Refusal) {
        try aid.mustBePositive(field: "planned_aid")
        guard total.minorUnits >= aid.minorUnits else {
            throw Refusal(
                .exceeds, "the planned aid of \(aid) is more than the whole plan of \(total)",
                remedy: "the whole plan counts all sources, the aid among them: correct one of the two",
                field: "planned_total")
        }
    }
}
