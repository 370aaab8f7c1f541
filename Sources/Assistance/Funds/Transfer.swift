public import CanonicalJSON

/// Money on its way: from a donor under an agreement, or from one tier to the next.
public struct Transfer: Hashable, Sendable {
    /// The region that is to confirm it.
    public let destination: RegionCode
    public let instrument: Instrument
    public let sent: Money
    public let sentOn: CalendarDate
    public let source: Source
    public private(set) var received: Money
    /// What the other side did not take, and the sender has again.
    public private(set) var rejected: Money
    /// The part of `rejected` that had been beyond the promise.
    private var rejectedUncommitted: Money
    /// The sending was taken back, so that nothing is on its way.
    public internal(set) var isReversed = false

    /// Where it came from.
    public enum Source: Hashable, Sendable {
        /// A donor, under an agreement; so much of it was more than the agreement promised.
        case donor(RegionCode, pairing: Identifier, agreement: Identifier, uncommitted: Money)
        /// The holding of a higher tier.
        case holding(RegionCode)
    }

    init(_ event: FundsTransferred, sentOn: CalendarDate) {
        let source = Source.donor(
            event.from, pairing: event.pairing, agreement: event.agreement, uncommitted: event.uncommitted)
        self.init(from: source, to: event.to, event.instrument, event.amount, sentOn)
    }

    init(_ event: FundsForwarded, sentOn: CalendarDate) {
        self.init(from: .holding(event.from), to: event.to, event.instrument, event.amount, sentOn)
    }

    private init(
        from source: Source, to destination: RegionCode, _ instrument: Instrument, _ sent: Money, _ sentOn: CalendarDate
    ) {
        self.source = source
        self.destination = destination
        self.instrument = instrument
        self.sent = sent
        self.sentOn = sentOn
        received = .zero(sent.currency)
        rejected = .zero(sent.currency)
        rejectedUncommitted = .zero(sent.currency)
    }

    mutating func receive(_ amount: Money) { received = received.adding(amount) ?? received }
    mutating func reject(_ amount: Money, uncommitted: Money) {
        rejected = rejected.adding(amount) ?? rejected
        rejectedUncommitted = rejectedUncommitted.adding(uncommitted) ?? rejectedUncommitted
    }

    /// What of `outstanding` goes back to the donor itself if it is not taken: what no agreement covered. What was confirmed counts
    /// as covered first, so that what is beyond the promise is the last to arrive.
    var uncommittedOutstanding: Int64 {
        guard case .donor(_, _, _, let uncommitted) = source else { return 0 }
        return min(uncommitted.minorUnits - rejectedUncommitted.minorUnits, outstanding.minorUnits)
    }

    /// What was sent and neither confirmed nor rejected yet.
    public var outstanding: Money {
        isReversed ? .zero(sent.currency) : sent.adding(-received)?.adding(-rejected) ?? .zero(sent.currency)
    }
}

/// A donor sent money: it moves from the agreement into transit. What the agreement does not cover comes from the donor
/// directly and is marked.
public struct FundsTransferred: MovingPayload {
    public static let type = "FundsTransferred"
    /// Version 2 says why it lies outside its pairing.
    public static let version = 2

    public let agreement: Identifier
    public let pairing: Identifier
    public let instrument: Instrument
    public let from: RegionCode
    public let to: RegionCode
    public let amount: Money
    /// The part of `amount` that the agreement did not cover; zero in most cases.
    public let uncommitted: Money
    /// Why it was sent on a day on which the pairing was not valid, or to another region; nil when it was neither.
    public let offPair: String?
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
        offPair = try fields.textIfPresent("off_pair")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "pairing": JSONValue(pairing), "instrument": JSONValue(instrument),
            "from": JSONValue(from), "to": JSONValue(to), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "uncommitted": JSONValue(uncommitted),
            "off_pair": JSONValue(offPair), "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsTransferred(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier] = Transfer(self, sentOn: occurrence.date)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.isReversed = true
    }

    init(_ request: TransferFunds, under agreement: Agreement, of pairing: Pairing, uncommitted: Money) {
        self.agreement = request.agreement
        self.pairing = agreement.pairing
        instrument = agreement.instrument
        from = pairing.donor
        to = request.to ?? pairing.recipient
        amount = request.amount
        offPair = request.offPair
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
    /// Another region than the pairing's recipient; nil in most cases.
    public var to: RegionCode?
    /// Allows a day on which the pairing is not valid, and another region, and says why.
    public var offPair: String?
    public var amountText: String?

    public init(
        transfer: Identifier, agreement: Identifier, amount: Money, sentOn: CalendarDate, to: RegionCode? = nil,
        offPair: String? = nil, amountText: String? = nil
    ) {
        self.transfer = transfer
        self.agreement = agreement
        self.amount = amount
        self.sentOn = sentOn
        self.to = to
        self.offPair = offPair
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.transfer, transfer) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { sentOn }
    public var facts: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "amount": JSONValue(amount), "currency": JSONValue(amount.currency),
            "to": JSONValue(to), "off_pair": JSONValue(offPair), "amount_text": JSONValue(amountText),
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
        try under.mustStand(agreement)
        try pairing.mustBeValid(under.pairing, on: sentOn, unless: offPair, field: "sent_on")
        if let to { try mustBeAllowed(to, beside: pairing) }
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

    /// Money goes to the pairing's recipient or a place within it, or elsewhere for a reason that is put on record.
    private func mustBeAllowed(_ to: RegionCode, beside pairing: Pairing) throws(Refusal) {
        try to.mustBePlace(field: "to")
        try to.mustBeValid(on: sentOn, field: "to")
        guard offPair != nil || to.isWithin(pairing.recipient) else {
            throw Refusal(
                .region, "\(to) is not within \(pairing.recipient), the recipient of the agreement's pairing",
                remedy: "name an agreement of the right pairing, or say why with --off-pair", field: "to")
        }
    }
}
