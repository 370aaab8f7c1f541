public import CanonicalJSON

/// The recipient did not take money, or a part of it: it moves from transit back to where it came from. Of what a donor sent, the
/// part beyond its promise goes back first, to the donor itself; the rest to the agreement.
public struct FundsRejected: MovingPayload {
    public static let type = "FundsRejected"
    public static let version = 1

    /// The pairing under which it was sent; nil for money from a higher tier.
    public let pairing: Identifier?
    /// The region that did not take it.
    public let region: RegionCode
    public let instrument: Instrument
    public let amount: Money
    /// The part of `amount` that goes back to the donor itself, since no agreement covered it.
    public let uncommitted: Money
    public let reason: String

    public init(_ fields: EventFields) throws(EventFormError) {
        pairing = try fields.identifierIfPresent("pairing")
        region = try fields.region("region")
        instrument = try fields.choice("instrument")
        amount = try fields.money("amount")
        uncommitted = try fields.money("uncommitted")
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] {
        [
            "pairing": JSONValue(pairing), "region": JSONValue(region), "instrument": JSONValue(instrument),
            "amount": JSONValue(amount),
            "uncommitted": JSONValue(uncommitted), "currency": JSONValue(amount.currency), "reason": .string(reason),
        ]
    }

    public var event: AssistanceEvent { .fundsRejected(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.reject(amount, uncommitted: uncommitted)
    }

    func revert(in books: inout Books, _ occurrence: Occurrence) {
        books.transfers[occurrence.identifier]?.reject(-amount, uncommitted: -uncommitted)
    }

    init(_ transfer: Transfer, amount: Money, uncommitted: Money, reason: String) {
        if case .donor(_, let pairing, _, _) = transfer.source { self.pairing = pairing } else { pairing = nil }
        region = transfer.destination
        instrument = transfer.instrument
        self.amount = amount
        self.uncommitted = uncommitted
        self.reason = reason
    }
}

/// Asks to put on record that the recipient did not take what was sent.
public struct RejectFunds: Request {
    public var transfer: Identifier
    /// Nil for all that is outstanding.
    public var amount: Money?
    public var rejectedOn: CalendarDate
    public var reason: String

    public init(transfer: Identifier, amount: Money? = nil, rejectedOn: CalendarDate, reason: String) {
        self.transfer = transfer
        self.amount = amount
        self.rejectedOn = rejectedOn
        self.reason = reason
    }

    private var stream: StreamName { StreamName(.transfer, transfer) }
    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { rejectedOn }
    public var facts: [String: JSONValue] {
        [
            "transfer": JSONValue(transfer), "amount": JSONValue(amount), "currency": JSONValue(amount?.currency),
            "reason": .string(reason),
        ]
    }
    public func needs(knowing books: Books) -> Needs { Needs(streams: [stream]) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        let sent = try books.transfer(transfer)
        let amount = self.amount ?? sent.outstanding
        try reason.mustBeText(field: "reason")
        try rejectedOn.mustNotPrecede(sent.sentOn, "the rejection", "the transfer", field: "on")
        try sent.mustBeOnItsWay(transfer)
        try amount.mustBePositive()
        guard amount.minorUnits <= sent.outstanding.minorUnits else {
            throw Refusal(
                .exceeds,
                "\(amount) of transfer \(transfer) cannot be rejected: \(sent.outstanding) of it is on its way",
                remedy: "reject at most that; what was received is given back with pairledger return", field: "amount")
        }
        let (postings, uncommitted) = sent.wayBack(of: amount, transfer)
        return [
            DecidedEvent(
                stream: stream, expectedVersion: books.version(of: stream), effectiveOn: rejectedOn,
                event: FundsRejected(sent, amount: amount, uncommitted: uncommitted, reason: reason).event,
                postings: postings)
        ]
    }
}

extension Transfer {
    /// What goes where when `amount` of it is not taken, and how much of that no agreement covered.
    fileprivate func wayBack(of amount: Money, _ transfer: Identifier) -> (postings: [Posting], uncommitted: Money) {
        let transit = Posting(.transit(transfer, instrument), -amount)
        switch source {
        case .holding(let region):
            return ([transit, Posting(.holding(region, instrument), amount)], .zero(amount.currency))
        case .donor(let region, _, let agreement, _):
            let (toDonor, toAgreement) = amount.split(first: min(amount.minorUnits, uncommittedOutstanding))
            let back = [
                Posting(.committed(agreement, instrument), toAgreement), Posting(.donor(region, instrument), toDonor),
            ]
            return ([transit] + back.filter { !$0.amount.isZero }, toDonor)
        }
    }

    func mustBeOnItsWay(_ transfer: Identifier) throws(Refusal) {
        guard outstanding.isPositive else {
            throw Refusal(
                .exceeds, "nothing of transfer \(transfer) of \(sent) is on its way any more",
                remedy: "check the transfer; to repeat a request, repeat its --request-id", field: "transfer")
        }
    }
}
