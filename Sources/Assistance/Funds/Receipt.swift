public import CanonicalJSON

/// The recipient confirmed money: it moves from transit into its holding. One transfer may be received in parts.
public struct FundsReceived: EventPayload {
    public static let type = "FundsReceived"
    public static let version = 1

    /// The region that received it and holds it now.
    public let region: RegionCode
    public let instrument: Instrument
    public let amount: Money
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        region = try fields.region("region")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "region": JSONValue(region), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsReceived(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.receive(self)
    }

    init(region: RegionCode, instrument: Instrument, amount: Money, amountText: String?) {
        self.region = region
        self.instrument = instrument
        self.amount = amount
        self.amountText = amountText
    }
}

/// Asks to put on record that a transfer, or a part of it, arrived.
public struct ReceiveFunds: Request {
    public var transfer: Identifier
    /// Nil for all that is outstanding.
    public var amount: Money?
    public var receivedOn: CalendarDate
    public var amountText: String?

    public init(transfer: Identifier, amount: Money? = nil, receivedOn: CalendarDate, amountText: String? = nil) {
        self.transfer = transfer
        self.amount = amount
        self.receivedOn = receivedOn
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.transfer, transfer) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { receivedOn }
    public var facts: [String: JSONValue] {
        [
            "transfer": JSONValue(transfer), "amount": amount.map { JSONValue($0) } ?? .null,
            "currency": amount.map { JSONValue($0.currency) } ?? .null, "amount_text": JSONValue(amountText),
        ]
    }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let sent = try books.transfer(transfer)
        let amount = self.amount ?? sent.outstanding
        try receivedOn.mustNotPrecede(sent.sentOn, "the receipt", "the transfer", field: "received_on")
        guard sent.outstanding.isPositive else {
            throw Refusal(
                .exceeds, "transfer \(transfer) of \(sent.sent) was received in full already",
                remedy: "check the transfer; to repeat a request, repeat its --request-id", field: "transfer")
        }
        try amount.mustBePositive()
        guard amount.minorUnits <= sent.outstanding.minorUnits else {
            throw Refusal(
                .exceeds,
                "\(amount) cannot have arrived of transfer \(transfer): \(sent.sent) was sent and \(sent.received) received before",
                remedy: "record at most \(sent.outstanding), or correct the transfer", field: "amount")
        }
        let received = FundsReceived(
            region: sent.destination, instrument: sent.instrument, amount: amount, amountText: amountText)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: receivedOn,
                event: .fundsReceived(received),
                postings: Posting.move(
                    amount, from: .transit(transfer, sent.instrument), to: .holding(sent.destination, sent.instrument)))
        ]
    }
}
