public import CanonicalJSON

/// A project paid somebody: money moves from the project to what it has spent.
public struct FundsSpent: EventPayload {
    public static let type = "FundsSpent"
    public static let version = 1

    /// The payment's own identifier, such as the number of its voucher.
    public let payment: Identifier
    public let instrument: Instrument
    public let amount: Money
    /// Who was paid, by role or name as the donor's rules allow.
    public let payee: String
    /// What was paid for, in the words of the source.
    public let category: String?
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        payment = try fields.identifier("payment")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        payee = try fields.text("payee")
        category = try fields.textIfPresent("category")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "payment": JSONValue(payment), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "payee": .string(payee), "category": JSONValue(category),
            "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsSpent(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {}

    init(_ request: SpendFunds) {
        payment = request.payment
        instrument = request.instrument
        amount = request.amount
        payee = request.payee
        category = request.category
        amountText = request.amountText
    }
}

/// Asks to put a payment of a project on record.
public struct SpendFunds: Request {
    public var payment: Identifier
    public var project: Identifier
    public var instrument: Instrument
    public var amount: Money
    public var payee: String
    public var category: String?
    public var paidOn: CalendarDate
    public var amountText: String?

    public init(
        payment: Identifier, project: Identifier, instrument: Instrument = .fiscal, amount: Money, payee: String,
        category: String? = nil, paidOn: CalendarDate, amountText: String? = nil
    ) {
        self.payment = payment
        self.project = project
        self.instrument = instrument
        self.amount = amount
        self.payee = payee
        self.category = category
        self.paidOn = paidOn
        self.amountText = amountText
    }

    private var stream: StreamName { StreamName(.project, project) }
    public var identity: String? { StreamName(.payment, payment).description }
    public var effectiveOn: CalendarDate { paidOn }
    public var facts: [String: JSONValue] {
        FundsSpent(self).data.merging(["project": JSONValue(project)]) { own, _ in own }
    }
    public func needs(knowing books: Books) -> Needs {
        Needs(streams: [stream], accounts: [.project(project, instrument)])
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let plan = try books.project(project)
        try payee.mustBeText(field: "payee")
        try category?.mustBeText(field: "category")
        try amount.mustBePositive()
        try paidOn.mustNotPrecede(plan.approvedOn, "the payment", "the project's approval", field: "paid_on")
        let unspent = Account.project(project, instrument)
        try books.mustCover(amount, in: unspent, holder: "project \(project)")
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: paidOn,
                event: .fundsSpent(FundsSpent(self)),
                postings: Posting.move(amount, from: unspent, to: .spent(project, instrument)))
        ]
    }
}
