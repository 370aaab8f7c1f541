public import CanonicalJSON

/// A pairing ended, or its end was set anew; after its last day no money may be promised or sent under it.
public struct PairingEnded: Statement {
    public static let type = "PairingEnded"
    public static let version = 1
    public static let kind = StreamName.Kind.pairing
    public static let turn = Turn.later

    /// The last day on which it is valid.
    public let endsOn: CalendarDate
    /// The pairing that takes its place, where a donor handed over to another.
    public let successor: Identifier?
    /// The decision or document that ended it.
    public let reason: String?

    public init(endsOn: CalendarDate, successor: Identifier? = nil, reason: String? = nil) {
        self.endsOn = endsOn
        self.successor = successor
        self.reason = reason
    }

    public init(_ fields: EventFields) throws(EventFormError) {
        endsOn = try fields.date("ends_on")
        successor = try fields.identifierIfPresent("successor")
        reason = try fields.textIfPresent("reason")
    }

    public var data: [String: JSONValue] {
        ["ends_on": JSONValue(endsOn), "successor": JSONValue(successor), "reason": JSONValue(reason)]
    }

    public var event: AssistanceEvent { .pairingEnded(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.pairings[occurrence.identifier]?.endsOn = endsOn
    }

    public func check(_ occurrence: Occurrence, on books: Books) throws(Refusal) {
        let pairing = try books.pairing(occurrence.identifier)
        try endsOn.mustNotPrecede(pairing.startsOn, "the end", "the start of the pairing", field: "ends_on")
        try reason?.mustBeText(field: "reason")
    }
}
