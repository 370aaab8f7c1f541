public import CanonicalJSON

/// Money on its way: from a donor under an agreement, or from one tier to the next.
public struct Transfer: Hashable, Sendable {
    /// The region that is to confirm it.
    public let destination: RegionCode
    public let instrument: Instrument
    public let sent: Money
    public let sentOn: CalendarDate
    public private(set) var received: Money

    init(_ event: FundsTransferred, sentOn: CalendarDate) {
        self.init(to: event.to, event.instrument, event.amount, sentOn)
    }

    init(_ event: FundsForwarded, sentOn: CalendarDate) {
        self.init(to: event.to, event.instrument, event.amount, sentOn)
    }

    private init(to destination: RegionCode, _ instrument: Instrument, _ sent: Money, _ sentOn: CalendarDate) {
        self.destination = destination
        self.instrument = instrument
        self.sent = sent
        self.sentOn = sentOn
        received = .zero(sent.currency)
    }

    mutating func receive(_ event: FundsReceived) { received = received.adding(event.amount) ?? received }

    /// What was sent and not yet confirmed.
    public var outstanding: Money { sent.adding(-received) ?? .zero(sent.currency) }
}

/// A donor sent money: it moves from the agreement into transit. What the agreement does not cover comes from the donor
/// directly and is marked.
public struct FundsTransferred: EventPayload {
    public static let type = "FundsTransferred"
    public static let version = 1

    public let agreement: Identifier
    public let pairing: Identifier
    public let instrument: Instrument
    public let from: RegionCode
    public let to: RegionCode
    public let amount: Money
    /// The part of `amount` that the agreement did not cover; zero in most cases.
    public let uncommitted: Money
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        agreement = try fields.identifier("agreement")
        pairing = try fields.identifier("pairing")
        instrument = try fields.choice("instrument")
        from = try fields.region("from")
        to = try fields.region("to")
        amount = try fields.money("amount")
        uncommitted = try fields.money("uncommitted")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "pairing": JSONValue(pairing), "instrument": JSONValue(instrument),
            "from": JSONValue(from), "to": JSONValue(to), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "uncommitted": JSONValue(uncommitted),
            "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsTransferred(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier] = Transfer(self, sentOn: occurrence.date)
    }

    init(_ request: TransferFunds, under agreement: Agreement, of pairing: Pairing, uncommitted: Money) {
        self.agreement = request.agreement
        self.pairing = agreement.pairing
        instrument = agreement.instrument
        from = pairing.donor
        to = pairing.recipient
        amount = request.amount
        self.uncommitted = uncommitted
        amountText = request.amountText
    }
}

/// Asks to put on record that a donor sent money under an agreement.
public struct TransferFunds: Request {
    public var transfer: Identifier
    public var agreement: Identifier
    public var amount: Money
    public var sentOn: CalendarDate
    public var amountText: String?

    public init(
        transfer: Identifier, agreement: Identifier, amount: Money, sentOn: CalendarDate, amountText: String? = nil
    ) {
        self.transfer = transfer
        self.agreement = agreement
        self.amount = amount
        self.sentOn = sentOn
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.transfer, transfer) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { sentOn }
    public var facts: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "amount": JSONValue(amount), "currency": JSONValue(amount.currency),
            "amount_text": JSONValue(amountText),
        ]
    }

    public func needs(knowing books: Books) -> Needs {
        var needs = Needs(streams: [stream, StreamName(.agreement, agreement)])
        if let under = books.agreements[agreement] {
            needs.streams.insert(StreamName(.pairing, under.pairing))
            needs.accounts.insert(.committed(agreement, under.instrument))
        }
        return needs
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        let under = try books.agreement(agreement)
        let pairing = try books.pairing(under.pairing)
        try amount.mustBePositive()
        try sentOn.mustNotPrecede(under.agreedOn, "the transfer", "agreement \(agreement)", field: "sent_on")
        try pairing.mustBeValid(under.pairing, on: sentOn, field: "sent_on")
        let committed = Account.committed(agreement, under.instrument)
        let covered = min(books.balance(of: committed).minorUnits, amount.minorUnits)
        let (coveredMoney, uncommitted) = amount.split(first: covered)
        var postings: [Posting] = []
        if coveredMoney.isPositive { postings.append(Posting(committed, -coveredMoney)) }
        if uncommitted.isPositive { postings.append(Posting(.donor(pairing.donor, under.instrument), -uncommitted)) }
        postings.append(Posting(.transit(transfer, under.instrument), amount))
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: sentOn,
                event: .fundsTransferred(
                    FundsTransferred(self, under: under, of: pairing, uncommitted: uncommitted)),
                postings: postings)
        ]
    }
}
