public import CanonicalJSON

/// A region passed money on to a lower tier: it moves from its holding into transit, until the other side confirms it.
public struct FundsForwarded: MovingPayload {
    public static let type = "FundsForwarded"
    public static let version = 1

    public let from: RegionCode
    public let to: RegionCode
    public let instrument: Instrument
    public let amount: Money
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        from = try fields.region("from")
        to = try fields.region("to")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "from": JSONValue(from), "to": JSONValue(to), "instrument": JSONValue(instrument),
            "amount": JSONValue(amount), "currency": JSONValue(amount.currency), "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsForwarded(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier] = Transfer(self, sentOn: occurrence.date)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.isReversed = true
    }

    init(_ request: ForwardFunds) {
        from = request.from
        to = request.to
        instrument = request.instrument
        amount = request.amount
        amountText = request.amountText
    }
}

/// Asks to put on record that a region sent money on to a region within it.
public struct ForwardFunds: Request {
    public var transfer: Identifier
    public var from: RegionCode
    public var to: RegionCode
    public var instrument: Instrument
    public var amount: Money
    public var sentOn: CalendarDate
    public var amountText: String?

    public init(
        transfer: Identifier, from: RegionCode, to: RegionCode, instrument: Instrument = .fiscal, amount: Money,
        sentOn: CalendarDate, amountText: String? = nil
    ) {
        self.transfer = transfer
        self.from = from
        self.to = to
        self.instrument = instrument
        self.amount = amount
        self.sentOn = sentOn
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.transfer, transfer) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { sentOn }
    public var facts: [String: JSONValue] { FundsForwarded(self).data }
    public func needs(knowing books: Books) -> Needs {
        Needs(streams: [stream], accounts: [.holding(from, instrument)])
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        try amount.mustBePositive()
        try to.mustBeValid(on: sentOn, field: "to")
        guard to != from, to.isWithin(from) else {
            throw Refusal(
                .region, "\(to) is not within \(from): money is forwarded from a tier to one below it",
                remedy: "give a county or prefecture of \(from)", field: "to")
        }
        try books.mustHold(amount, from, instrument, on: sentOn, field: "from")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: sentOn, event: .fundsForwarded(FundsForwarded(self)),
                postings: Posting.move(amount, from: .holding(from, instrument), to: .transit(transfer, instrument)))
        ]
    }
}
