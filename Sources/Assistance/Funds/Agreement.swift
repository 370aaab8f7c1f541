public import CanonicalJSON

/// A donor's promise of money for one fiscal year.
public struct Agreement: Hashable, Sendable {
    public let pairing: Identifier
    public let instrument: Instrument
    /// What is promised now, all revisions counted; what was sent when the rest was cancelled.
    public internal(set) var promised: Money
    public let agreedOn: CalendarDate
    /// What came back to the donor.
    public private(set) var returned: Money
    /// Why money flows under it although its pairing does not cover that; nil in most cases.
    public let offPair: String?
    /// No more is sent under it.
    public internal(set) var isCancelled = false

    init(_ event: FundsCommitted, agreedOn: CalendarDate) {
        pairing = event.pairing
        instrument = event.instrument
        promised = event.amount
        self.agreedOn = agreedOn
        offPair = event.offPair
        returned = .zero(event.amount.currency)
    }

    /// The promise grows by so much, or shrinks where it is negative.
    mutating func promise(more difference: Money) { promised = promised.adding(difference) ?? promised }

    /// Nothing more happens under an agreement that was cancelled.
    func mustStand(_ id: Identifier) throws(Refusal) {
        guard !isCancelled else {
            throw Refusal(
                .kind, "agreement \(id) was cancelled, and promises nothing more",
                remedy: "record the new promise as an agreement of its own: \(StreamName.Kind.agreement.recording(id))",
                field: "agreement")
        }
    }

    mutating func giveBack(_ amount: Money) { returned = returned.adding(amount) ?? returned }
}

/// Money was promised: it moves from the donor to the agreement.
public struct FundsCommitted: MovingPayload {
    public static let type = "FundsCommitted"
    /// Version 2 says who carries it out, and why it lies outside its pairing.
    public static let version = 2

    public let pairing: Identifier
    public let fiscalYear: Int
    public let instrument: Instrument
    public let amount: Money
    /// The day by which it is to be sent; nil when none was agreed.
    public let dueOn: CalendarDate?
    public let mode: DeliveryMode?
    /// Why it was promised on a day on which the pairing was not valid; nil when it was.
    public let offPair: String?
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        pairing = try fields.identifier("pairing")
        fiscalYear = Int(try fields.integer("fiscal_year"))
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        dueOn = try fields.dateIfPresent("due_on")
        mode = try fields.choiceIfPresent("mode")
        offPair = try fields.textIfPresent("off_pair")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "pairing": JSONValue(pairing), "fiscal_year": .integer(Int64(fiscalYear)),
            "instrument": JSONValue(instrument),
            "amount": JSONValue(amount), "currency": JSONValue(amount.currency), "due_on": JSONValue(dueOn),
            "mode": JSONValue(mode), "off_pair": JSONValue(offPair), "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsCommitted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier] = Agreement(self, agreedOn: occurrence.date)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.promise(more: -amount)
        books.agreements[occurrence.identifier]?.isCancelled = true
    }

    init(_ request: CommitFunds) {
        pairing = request.pairing
        fiscalYear = request.fiscalYear
        instrument = request.instrument
        amount = request.amount
        dueOn = request.dueOn
        mode = request.mode
        offPair = request.offPair
        amountText = request.amountText
    }
}

/// Asks to put an agreement on record.
public struct CommitFunds: Request {
    public var agreement: Identifier
    public var pairing: Identifier
    public var fiscalYear: Int
    public var instrument: Instrument
    public var amount: Money
    public var agreedOn: CalendarDate
    public var dueOn: CalendarDate?
    public var mode: DeliveryMode?
    /// Allows a day on which the pairing is not valid, and says why.
    public var offPair: String?
    public var amountText: String?

    public init(
        agreement: Identifier, pairing: Identifier, fiscalYear: Int, instrument: Instrument = .fiscal, amount: Money,
        agreedOn: CalendarDate, dueOn: CalendarDate? = nil, mode: DeliveryMode? = nil, offPair: String? = nil,
        amountText: String? = nil
    ) {
        self.agreement = agreement
        self.pairing = pairing
        self.fiscalYear = fiscalYear
        self.instrument = instrument
        self.amount = amount
        self.agreedOn = agreedOn
        self.dueOn = dueOn
        self.mode = mode
        self.offPair = offPair
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.agreement, agreement) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { agreedOn }
    public var facts: [String: JSONValue] { FundsCommitted(self).data }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream, StreamName(.pairing, pairing)]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        let under = try books.pairing(pairing)
        try under.mustBeValid(pairing, on: agreedOn, unless: offPair, field: "agreed_on")
        try amount.mustBePositive()
        try dueOn?.mustNotPrecede(agreedOn, "the due date", "the agreement", field: "due_on")
        try fiscalYear.mustBeFiscalYear(field: "fiscal_year")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: agreedOn, event: .fundsCommitted(FundsCommitted(self)),
                postings: Posting.move(
                    amount, from: .donor(under.donor, instrument), to: .committed(agreement, instrument)))
        ]
    }
}
