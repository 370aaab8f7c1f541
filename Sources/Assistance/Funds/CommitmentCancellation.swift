public import CanonicalJSON

/// What a donor had promised and not sent was cancelled: it moves back from the agreement to the donor.
public struct CommitmentCancelled: MovingPayload {
    public static let type = "CommitmentCancelled"
    public static let version = 1

    /// The pairing that the agreement is under.
    public let pairing: Identifier
    /// What was not sent.
    public let amount: Money
    public let reason: String

    public init(_ fields: EventFields) throws(EventFormError) {
        pairing = try fields.identifier("pairing")
        amount = try fields.money("amount")
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] {
        [
            "pairing": JSONValue(pairing), "amount": JSONValue(amount), "currency": JSONValue(amount.currency),
            "reason": .string(reason),
        ]
    }

    public var event: AssistanceEvent { .commitmentCancelled(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.promise(more: -amount)
        books.agreements[occurrence.identifier]?.isCancelled = true
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.agreements[occurrence.identifier]?.promise(more: amount)
        books.agreements[occurrence.identifier]?.isCancelled = false
    }

    init(pairing: Identifier, amount: Money, reason: String) {
        self.pairing = pairing
        self.amount = amount
        self.reason = reason
    }
}

/// Asks to put on record that no more is sent under an agreement.
public struct CancelCommitment: Request {
    public var agreement: Identifier
    public var cancelledOn: CalendarDate
    public var reason: String

    public init(agreement: Identifier, cancelledOn: CalendarDate, reason: String) {
        self.agreement = agreement
        self.cancelledOn = cancelledOn
        self.reason = reason
    }

    private var stream: StreamName { StreamName(.agreement, agreement) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { cancelledOn }
    public var facts: [String: JSONValue] { ["agreement": JSONValue(agreement), "reason": .string(reason)] }
    public func needs(knowing books: Books) -> Needs { books.needs(under: agreement) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let under = try books.agreement(agreement)
        try under.mustStand(agreement)
        try reason.mustBeText(field: "reason")
        try cancelledOn.mustNotPrecede(under.agreedOn, "the cancellation", "agreement \(agreement)", field: "on")
        let committed = Account.committed(agreement, under.instrument)
        let unsent = books.balance(of: committed)
        guard unsent.isPositive else {
            throw Refusal(
                .exceeds, "all \(under.promised) of agreement \(agreement) was sent: there is nothing left to cancel",
                remedy: "what came back is recorded with pairledger return", field: "agreement")
        }
        let donor = Account.donor(try books.pairing(under.pairing).donor, under.instrument)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: cancelledOn,
                event: CommitmentCancelled(pairing: under.pairing, amount: unsent, reason: reason).event,
                postings: Posting.move(unsent, from: committed, to: donor))
        ]
    }
}
