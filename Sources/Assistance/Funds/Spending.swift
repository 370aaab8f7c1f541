public import CanonicalJSON

/// A project paid somebody: money moves from the project to what it has spent.
public struct FundsSpent: MovingPayload {
    public static let type = "FundsSpent"
    /// Version 2 names the contract and the invoice.
    public static let version = 2

    /// The payment's own identifier, such as the number of its voucher.
    public let payment: Identifier
    public let instrument: Instrument
    public let amount: Money
    /// Who was paid, by role or name as the donor's rules allow.
    public let payee: String
    /// What was paid for, in the words of the source.
    public let category: String?
    /// The project's contract that it is paid under.
    public let contract: Identifier?
    /// Of the invoice, which is kept outside the ledger.
    public let invoice: DocumentDigest?
    public let payeeKind: PayeeKind?
    /// Of a household's or person's salted identity, where it matters who was paid; `payee` then says no name.
    public let payeeDigest: DocumentDigest?
    /// The figure as its source wrote it, where it had to be rounded.
    public let amountText: String?

    public init(_ fields: EventFields) throws(EventFormError) {
        payment = try fields.identifier("payment")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        payee = try fields.text("payee")
        category = try fields.textIfPresent("category")
        contract = try fields.identifierIfPresent("contract")
        invoice = try fields.digestIfPresent("invoice")
        payeeKind = try fields.choiceIfPresent("payee_kind")
        payeeDigest = try fields.digestIfPresent("payee_digest")
        amountText = try fields.textIfPresent("amount_text")
    }

    public var data: [String: JSONValue] {
        [
            "payment": JSONValue(payment), "instrument": JSONValue(instrument), "amount": JSONValue(amount),
            "currency": JSONValue(amount.currency), "payee": .string(payee), "category": JSONValue(category),
            "contract": JSONValue(contract), "invoice": JSONValue(invoice), "payee_kind": JSONValue(payeeKind),
            "payee_digest": JSONValue(payeeDigest), "amount_text": JSONValue(amountText),
        ]
    }

    public var event: AssistanceEvent { .fundsSpent(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.spend(amount)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.projects[occurrence.identifier]?.spend(-amount)
    }

    init(_ request: SpendFunds) {
        payment = request.payment
        instrument = request.instrument
        amount = request.amount
        payee = request.payee
        category = request.category
        contract = request.contract
        invoice = request.invoice
        payeeKind = request.payeeKind
        payeeDigest = request.payeeDigest
        amountText = request.amountText
    }
}

/// Whether a payment goes to an organisation or to a person.
public enum PayeeKind: String, CaseIterable, Sendable {
    /// 单位: a company, institution or office.
    case organisation
    /// 个人: a person or household, or an account in a person's name.
    case person
}

/// Asks to put a payment of a project on record.
public struct SpendFunds: Request {
    public var payment: Identifier
    public var project: Identifier
    public var instrument: Instrument
    public var amount: Money
    public var payee: String
    public var category: String?
    public var contract: Identifier?
    public var invoice: DocumentDigest?
    public var payeeKind: PayeeKind?
    public var payeeDigest: DocumentDigest?
    public var paidOn: CalendarDate
    public var amountText: String?

    public init(
        payment: Identifier, project: Identifier, instrument: Instrument = .fiscal, amount: Money, payee: String,
        category: String? = nil, contract: Identifier? = nil, invoice: DocumentDigest? = nil,
        payeeKind: PayeeKind? = nil, payeeDigest: DocumentDigest? = nil, paidOn: CalendarDate, amountText: String? = nil
    ) {
        self.payment = payment
        self.project = project
        self.instrument = instrument
        self.amount = amount
        self.payee = payee
        self.category = category
        self.contract = contract
        self.invoice = invoice
        self.payeeKind = payeeKind
        self.payeeDigest = payeeDigest
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
        try plan.mustAllow(.payment, of: project)
        try paidOn.mustNotPrecede(plan.approvedOn, "the payment", "the project's approval", field: "paid_on")
        if let contract { try plan.mustHave(contract, project) }
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
