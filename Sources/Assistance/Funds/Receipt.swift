public import CanonicalJSON

/// The recipient confirmed money: it moves from transit into its holding. One transfer may be received in parts.
public struct FundsReceived: MovingPayload {
    public static let type = "FundsReceived"
    /// Version 2 says whether the recipient expects no more.
    public static let version = 2

    /// The region that received it and holds it now.
    public let region: RegionCode
    public let instrument: Instrument
    public let amount: Money
    /// Whether the recipient says that this is all, though less may have arrived than was sent: the difference stays in transit
    /// until one side explains it.
    public let closes: Bool
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        region = try fields.region("region")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        closes = try fields.boolean("closes")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "region": JSONValue(region), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "closes": .bool(closes), "amount_text": JSONValue(amountText),
        ]
    }

    public static let readableSince = 2

    public static func upcast(_ data: inout [String: JSONValue], from version: Int) { data["closes"] = .bool(false) }

    public var event: AssistanceEvent { .fundsReceived(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.receive(amount)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.receive(-amount)
    }

    init(region: RegionCode, instrument: Instrument, amount: Money, closes: Bool, amountText: String?) {
        self.region = region
        self.instrument = instrument
        self.amount = amount
        self.closes = closes
        self.amountText = amountText
    }
}

/// Asks to put on record that a transfer, or a part of it, arrived.
public struct ReceiveFunds: Request {
    public var transfer: Identifier
    /// Nil for all that is outstanding.
    public var amount: Money?
    public var receivedOn: CalendarDate
    /// Whether no more is expected.
    public var closes: Bool
    public var amountText: String?

    public init(
        transfer: Identifier, amount: Money? = nil, receivedOn: CalendarDate, closes: Bool = false,
        amountText: String? = nil
    ) {
        self.transfer = transfer
        self.amount = amount
        self.receivedOn = receivedOn
        self.closes = closes
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.transfer, transfer) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { receivedOn }
    public var facts: [String: JSONValue] {
        [
            "transfer": JSONValue(transfer), "amount": amount.map { JSONValue($0) } ?? .null,
            "currency": amount.map { JSONValue($0.currency) } ?? .null, "amount_text": JSONValue(amountText),
            "closes": closes ? .bool(true) : .null,
        ]
    }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let sent = try books.transfer(transfer)
        let amount = self.amount ?? sent.outstanding
        try receivedOn.mustNotPrecede(sent.sentOn, "the receipt", "the transfer", field: "received_on")
        try sent.mustBeOnItsWay(transfer)
        try amount.mustBePositive()
        guard amount.minorUnits <= sent.outstanding.minorUnits else {
            let rejected = sent.rejected.isZero ? "" : " and \(sent.rejected) rejected"
            throw Refusal(
                .exceeds,
                "\(amount) cannot have arrived of transfer \(transfer): \(sent.sent) was sent and \(sent.received) received\(rejected) before",
                remedy: "record at most \(sent.outstanding), or correct the transfer", field: "amount")
        }
        let received = FundsReceived(
            region: sent.destination, instrument: sent.instrument, amount: amount, closes: closes,
            amountText: amountText)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: receivedOn,
                event: .fundsReceived(received),
                postings: Posting.move(
                    amount, from: .transit(transfer, sent.instrument), to: .holding(sent.destination, sent.instrument)))
        ]
    }
}
