public import CanonicalJSON

/// A project gave back what it did not spend: money moves from the project to a region's holding.
public struct FundsReleased: MovingPayload {
    public static let type = "FundsReleased"
    public static let version = 1

    /// The region that holds it again.
    public let to: RegionCode
    public let instrument: Instrument
    public let amount: Money
    public let reason: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        to = try fields.region("to")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        reason = try fields.textIfPresent("reason")
    }

    public var data: [String: JSONValue] {
        [
            "to": JSONValue(to), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "reason": JSONValue(reason),
        ]
    }

    public var event: AssistanceEvent { .fundsReleased(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.allocate(-amount)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.allocate(amount)
    }

    init(to region: RegionCode, _ request: ReleaseFunds) {
        to = region
        instrument = request.instrument
        amount = request.amount
        reason = request.reason
    }
}

/// A region gave money back to the donor: it moves from the holding to the donor of an agreement.
public struct FundsReturned: MovingPayload {
    public static let type = "FundsReturned"
    public static let version = 1

    public let agreement: Identifier
    public let pairing: Identifier
    public let from: RegionCode
    public let to: RegionCode
    public let instrument: Instrument
    public let amount: Money
    public let reason: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        agreement = try fields.identifier("agreement")
        pairing = try fields.identifier("pairing")
        from = try fields.region("from")
        to = try fields.region("to")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        reason = try fields.textIfPresent("reason")
    }

    public var data: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "pairing": JSONValue(pairing), "from": JSONValue(from),
            "to": JSONValue(to), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "reason": JSONValue(reason),
        ]
    }

    public var event: AssistanceEvent { .fundsReturned(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.giveBack(amount)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.giveBack(-amount)
    }

    init(_ request: ReturnFunds, under agreement: Agreement, to donor: RegionCode) {
        self.agreement = request.agreement
        pairing = agreement.pairing
        from = request.from
        to = donor
        instrument = agreement.instrument
        amount = request.amount
        reason = request.reason
    }
}

/// Asks to put on record that a project gave money back to a region.
public struct ReleaseFunds: Request {
    public var project: Identifier
    /// Nil for the region that the project is in.
    public var to: RegionCode?
    public var instrument: Instrument
    public var amount: Money
    public var releasedOn: CalendarDate
    public var reason: String?

    public init(
        project: Identifier, to: RegionCode? = nil, instrument: Instrument = .fiscal, amount: Money,
        releasedOn: CalendarDate, reason: String? = nil
    ) {
        self.project = project
        self.to = to
        self.instrument = instrument
        self.amount = amount
        self.releasedOn = releasedOn
        self.reason = reason
    }

    private var stream: StreamName { StreamName(.project, project) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { releasedOn }
    public var facts: [String: JSONValue] {
        [
            "project": JSONValue(project), "to": to.map { JSONValue($0) } ?? .null, "instrument": JSONValue(instrument),
            "amount": JSONValue(amount), "currency": JSONValue(amount.currency), "reason": JSONValue(reason),
        ]
    }
    public func needs(knowing books: Books) -> Needs {
        Needs(streams: [stream], accounts: [.project(project, instrument)])
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let plan = try books.project(project)
        let region = to ?? plan.place.region
        try amount.mustBePositive()
        try plan.mustAllow(.release, of: project)
        try releasedOn.mustNotPrecede(plan.approvedOn, "the return", "the project's approval", field: "on")
        try reason?.mustBeText(field: "reason")
        try region.mustBePlace(field: "to")
        try region.mustBeValid(on: releasedOn, field: "to")
        guard plan.place.region.isWithin(region) else {
            throw Refusal(
                .region, "project \(project) is in \(plan.place.region), which is not within \(region)",
                remedy: "money goes back to the project's region or to one above it", field: "to")
        }
        let unspent = Account.project(project, instrument)
        try books.mustCover(amount, in: unspent, holder: "project \(project)")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: releasedOn,
                event: .fundsReleased(FundsReleased(to: region, self)),
                postings: Posting.move(amount, from: unspent, to: .holding(region, instrument)))
        ]
    }
}

/// Asks to put on record that a region gave money back to the donor of an agreement.
public struct ReturnFunds: Request {
    public var agreement: Identifier
    public var from: RegionCode
    public var amount: Money
    public var returnedOn: CalendarDate
    public var reason: String?

    public init(
        agreement: Identifier, from: RegionCode, amount: Money, returnedOn: CalendarDate, reason: String? = nil
    ) {
        self.agreement = agreement
        self.from = from
        self.amount = amount
        self.returnedOn = returnedOn
        self.reason = reason
    }

    private var stream: StreamName { StreamName(.agreement, agreement) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { returnedOn }
    public var facts: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "from": JSONValue(from), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "reason": JSONValue(reason),
        ]
    }

    public func needs(knowing books: Books) -> Needs {
        var needs = Needs(streams: [stream])
        if let under = books.agreements[agreement] {
            needs.streams.insert(StreamName(.pairing, under.pairing))
            needs.accounts.formUnion([.holding(from, under.instrument), .committed(agreement, under.instrument)])
        }
        return needs
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let under = try books.agreement(agreement)
        let pairing = try books.pairing(under.pairing)
        try amount.mustBePositive()
        try returnedOn.mustNotPrecede(under.agreedOn, "the return", "agreement \(agreement)", field: "on")
        try reason?.mustBeText(field: "reason")
        let unsent = books.balance(of: .committed(agreement, under.instrument))
        let sent = under.promised.minorUnits - unsent.minorUnits
        guard amount.minorUnits <= sent - under.returned.minorUnits else {
            throw Refusal(
                .exceeds,
                "\(amount) cannot come back of agreement \(agreement): \(under.promised.split(first: sent).0) of what it promised was sent and "
                    + "\(under.returned) came back before",
                remedy: "name the agreement under which the money was sent, or correct the amount", field: "amount")
        }
        try books.mustHold(amount, from, under.instrument, on: returnedOn, field: "from")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: returnedOn,
                event: .fundsReturned(FundsReturned(self, under: under, to: pairing.donor)),
                postings: Posting.move(
                    amount, from: .holding(from, under.instrument), to: .donor(pairing.donor, under.instrument)))
        ]
    }
}
