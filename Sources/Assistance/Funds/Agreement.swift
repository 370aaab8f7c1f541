public import CanonicalJSON

/// A donor's promise of money for one fiscal year.
public struct Agreement: Hashable, Sendable {
    public let pairing: Identifier
    public let instrument: Instrument
    public let promised: Money
    public let agreedOn: CalendarDate
    /// What came back to the donor.
    public private(set) var returned: Money

    init(_ event: FundsCommitted, agreedOn: CalendarDate) {
        pairing = event.pairing
        instrument = event.instrument
        promised = event.amount
        self.agreedOn = agreedOn
        returned = .zero(event.amount.currency)
    }

    mutating func giveBack(_ event: FundsReturned) { returned = returned.adding(event.amount) ?? returned }
}

/// Money was promised: it moves from the donor to the agreement.
public struct FundsCommitted: EventPayload {
    public static let type = "FundsCommitted"
    public static let version = 1

    public let pairing: Identifier
    public let fiscalYear: Int
    public let instrument: Instrument
    public let amount: Money
    /// The day by which it is to be sent; nil when none was agreed.
    public let dueOn: CalendarDate?
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        pairing = try fields.identifier("pairing")
        fiscalYear = Int(try fields.integer("fiscal_year"))
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        dueOn = try fields.dateIfPresent("due_on")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "pairing": JSONValue(pairing), "fiscal_year": .integer(Int64(fiscalYear)),
            "instrument": JSONValue(instrument),
            "amount": JSONValue(amount), "currency": JSONValue(amount.currency), "due_on": JSONValue(dueOn),
            "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsCommitted(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier] = Agreement(self, agreedOn: occurrence.date)
    }

    init(_ request: CommitFunds) {
        pairing = request.pairing
        fiscalYear = request.fiscalYear
        instrument = request.instrument
        amount = request.amount
        dueOn = request.dueOn
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
    public var amountText: String?

    public init(
        agreement: Identifier, pairing: Identifier, fiscalYear: Int, instrument: Instrument = .fiscal, amount: Money,
        agreedOn: CalendarDate, dueOn: CalendarDate? = nil, amountText: String? = nil
    ) {
        self.agreement = agreement
        self.pairing = pairing
        self.fiscalYear = fiscalYear
        self.instrument = instrument
        self.amount = amount
        self.agreedOn = agreedOn
        self.dueOn = dueOn
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.agreement, agreement) }
    public var identity: String? { stream.description }
    public var effectiveOn: CalendarDate { agreedOn }
    public var facts: [String: JSONValue] { FundsCommitted(self).data }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream, StreamName(.pairing, pairing)]) }

    /// The first year of paired assistance is 1979; a year beyond the century is a slip of the pen.
    private static let fiscalYears = 1979...2100

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        try books.mustNotExist(stream)
        let under = try books.pairing(pairing)
        try under.mustBeValid(pairing, on: agreedOn, field: "agreed_on")
        try amount.mustBePositive()
        try dueOn?.mustNotPrecede(agreedOn, "the due date", "the agreement", field: "due_on")
        guard CommitFunds.fiscalYears.contains(fiscalYear) else {
            throw Refusal(
                .dates, "\(fiscalYear) is not a fiscal year of paired assistance",
                remedy:
                    "give a year from \(CommitFunds.fiscalYears.lowerBound) to \(CommitFunds.fiscalYears.upperBound)",
                field: "fiscal_year")
        }
        return [
            DecidedEvent(
                stream: stream, expectedVersion: 0, effectiveOn: agreedOn, event: .fundsCommitted(FundsCommitted(self)),
                postings: Posting.move(
                    amount, from: .donor(under.donor, instrument), to: .committed(agreement, instrument)))
        ]
    }
}
