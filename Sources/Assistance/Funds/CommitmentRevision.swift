public import CanonicalJSON

/// A promise was raised or lowered: the difference moves between the donor and the agreement.
public struct CommitmentRevised: MovingPayload {
    public static let type = "CommitmentRevised"
    public static let version = 1

    /// The pairing that the agreement is under.
    public let pairing: Identifier
    /// What is promised in all from now on.
    public let amount: Money
    /// What was promised in all before.
    public let previous: Money
    public let reason: String

    public init(_ fields: EventFields) throws(EventFormError) {
        pairing = try fields.identifier("pairing")
        amount = try fields.money("amount")
        previous = try fields.money("previous")
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] {
        [
            "pairing": JSONValue(pairing), "amount": JSONValue(amount), "previous": JSONValue(previous),
            "currency": JSONValue(amount.currency),
            "reason": .string(reason),
        ]
    }

    public var event: AssistanceEvent { .commitmentRevised(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.promise(more: difference)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.promise(more: -difference)
    }

    private var difference: Money { amount.adding(-previous) ?? .zero(amount.currency) }

    init(_ request: ReviseCommitment, under agreement: Agreement) {
        pairing = agreement.pairing
        amount = request.amount
        previous = agreement.promised
        reason = request.reason
    }
}

/// Asks to put on record that an agreement promises another amount.
public struct ReviseCommitment: Request {
    public var agreement: Identifier
    /// What is to be promised in all.
    public var amount: Money
    public var revisedOn: CalendarDate
    public var reason: String

    public init(agreement: Identifier, amount: Money, revisedOn: CalendarDate, reason: String) {
        self.agreement = agreement
        self.amount = amount
        self.revisedOn = revisedOn
        self.reason = reason
    }

    private var stream: StreamName { StreamName(.agreement, agreement) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { revisedOn }
    public var facts: [String: JSONValue] {
        [
            "agreement": JSONValue(agreement), "amount": JSONValue(amount), "currency": JSONValue(amount.currency),
            "reason": .string(reason),
        ]
    }
    public func needs(knowing books: Books) -> Needs { books.needs(under: agreement) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let under = try books.agreement(agreement)
        try under.mustStand(agreement)
        try amount.mustBePositive()
        try reason.mustBeText(field: "reason")
        try revisedOn.mustNotPrecede(under.agreedOn, "the revision", "agreement \(agreement)", field: "on")
        guard amount != under.promised else {
            throw Refusal(
                .amount, "agreement \(agreement) promises \(amount) already",
                remedy: "give what it is to promise in all",
                field: "amount")
        }
        let committed = Account.committed(agreement, under.instrument)
        let sent = under.promised.split(first: books.balance(of: committed).minorUnits).1
        guard amount.minorUnits >= sent.minorUnits else {
            throw Refusal(
                .exceeds, "agreement \(agreement) cannot promise \(amount) only: \(sent) of it was sent already",
                remedy: "give at least what was sent; what came back is recorded with pairledger return",
                field: "amount")
        }
        let donor = Account.donor(try books.pairing(under.pairing).donor, under.instrument)
        let (more, less) = (
            amount.minorUnits - under.promised.minorUnits, under.promised.minorUnits - amount.minorUnits
        )
        let postings =
            more > 0
            ? Posting.move(amount.split(first: more).0, from: donor, to: committed)
            : Posting.move(under.promised.split(first: less).0, from: committed, to: donor)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: revisedOn,
                event: CommitmentRevised(self, under: under).event, postings: postings)
        ]
    }
}

extension Books {
    /// The agreement, its pairing, and what of it was not sent yet.
    func needs(under agreement: Identifier) -> Needs {
        var needs = Needs(streams: [StreamName(.agreement, agreement)])
        if let under = agreements[agreement] {
            needs.streams.insert(StreamName(.pairing, under.pairing))
            needs.accounts.insert(.committed(agreement, under.instrument))
        }
        return needs
    }
}
