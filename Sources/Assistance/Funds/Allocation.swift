public import CanonicalJSON

/// Money that a region held was given to a project: it moves from the holding to the project.
public struct FundsAllocated: MovingPayload {
    public static let type = "FundsAllocated"
    public static let version = 1

    public let from: RegionCode
    public let instrument: Instrument
    public let amount: Money
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        from = try fields.region("from")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "from": JSONValue(from), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsAllocated(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.allocate(amount)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.allocate(-amount)
    }

    init(_ request: AllocateFunds, from region: RegionCode) {
        from = region
        instrument = request.instrument
        amount = request.amount
        amountText = request.amountText
    }
}

/// Asks to put on record that a region gave money to a project.
public struct AllocateFunds: Request {
    public var project: Identifier
    /// Nil for the region that the project is in.
    public var from: RegionCode?
    public var instrument: Instrument
    public var amount: Money
    public var allocatedOn: CalendarDate
    public var amountText: String?

    public init(
        project: Identifier, from: RegionCode? = nil, instrument: Instrument = .fiscal, amount: Money,
        allocatedOn: CalendarDate, amountText: String? = nil
    ) {
        self.project = project
        self.from = from
        self.instrument = instrument
        self.amount = amount
        self.allocatedOn = allocatedOn
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.project, project) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { allocatedOn }
    public var facts: [String: JSONValue] {
        [
            "project": JSONValue(project), "from": from.map { JSONValue($0) } ?? .null,
            "instrument": JSONValue(instrument), "amount": JSONValue(amount), "currency": JSONValue(amount.currency),
            "amount_text": JSONValue(amountText),
        ]
    }

    public func needs(knowing books: Books) -> Needs {
        let region = from ?? books.projects[project]?.place.region
        return Needs(streams: [stream], accounts: Set(region.map { [.holding($0, instrument)] } ?? []))
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let plan = try books.project(project)
        let region = from ?? plan.place.region
        try amount.mustBePositive()
        try plan.mustAllow(.allocation, of: project)
        try allocatedOn.mustNotPrecede(
            plan.approvedOn, "the allocation", "the project's approval", field: "allocated_on")
        guard plan.allocated.minorUnits + amount.minorUnits <= plan.plannedAid.minorUnits else {
            throw Refusal(
                .exceeds,
                "\(amount) more for project \(project) is beyond its approval: \(plan.plannedAid) of aid were approved and \(plan.allocated) allocated before",
                remedy: "revise the budget first: pairledger project revise-budget \(project) …", field: "amount")
        }
        try books.mustHold(amount, region, instrument, on: allocatedOn, field: "from")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: allocatedOn,
                event: .fundsAllocated(FundsAllocated(self, from: region)),
                postings: Posting.move(amount, from: .holding(region, instrument), to: .project(project, instrument)))
        ]
    }
}
