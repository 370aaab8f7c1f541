public import CanonicalJSON

/// A wrong entry was taken back, once: what it moved moves back, and both stay on record. It says again what the other said, so
/// that it can be understood by itself.
public struct EntryReversed: EventPayload {
    public static let type = "EntryReversed"
    public static let version = 1

    /// The position of the entry taken back.
    public let position: Int64
    /// What that entry said: fields `original_type`, `original_v` and `original_data`.
    public let original: AssistanceEvent
    public let reason: String

    public init(_ fields: EventFields) throws(EventFormError) {
        position = try fields.integer("position")
        original = try fields.event("original")
        reason = try fields.text("reason")
    }

    public var data: [String: JSONValue] {
        let payload = original.payload
        let form = Swift.type(of: payload)
        return [
            "position": .integer(position), "original_type": .string(form.type),
            "original_v": .integer(Int64(form.version)), "original_data": .object(payload.statedData),
            "reason": .string(reason),
        ]
    }

    public var event: AssistanceEvent { .entryReversed(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.reversed.insert(position)
        (original.payload as? any MovingPayload)?.revert(in: &books, occurrence)
    }

    init(_ entry: RecordedEntry, reason: String) {
        position = entry.position
        original = entry.event
        self.reason = reason
    }
}

/// An entry of the log, for a decision about it.
public struct RecordedEntry: Hashable, Sendable {
    public let position: Int64
    public let stream: StreamName
    public let date: CalendarDate
    public let event: AssistanceEvent
    public let postings: [Posting]

    public init(
        position: Int64, stream: StreamName, date: CalendarDate, event: AssistanceEvent, postings: [Posting]
    ) {
        self.position = position
        self.stream = stream
        self.date = date
        self.event = event
        self.postings = postings
    }
}

/// Asks to put on record that an entry was wrong.
public struct ReverseEntry: Request {
    /// Where the entry stands in the log.
    public var position: Int64
    public var reversedOn: CalendarDate
    public var reason: String

    public init(position: Int64, reversedOn: CalendarDate, reason: String) {
        self.position = position
        self.reversedOn = reversedOn
        self.reason = reason
    }

    public var identity: String? { nil }
    public var effectiveOn: CalendarDate { reversedOn }
    public var facts: [String: JSONValue] { ["position": .integer(position), "reason": .string(reason)] }

    public func needs(knowing books: Books) -> Needs {
        guard let entry = books.entry(at: position) else { return Needs(positions: [position]) }
        return Needs(
            streams: [entry.stream], accounts: Set(entry.postings.map(\.account).filter(\.kind.isGuarded)),
            positions: [position])
    }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        guard let entry = books.entry(at: position) else {
            throw Refusal(
                .unknown, "there is no entry at position \(position)",
                remedy: "look it up with pairledger log show", field: "position")
        }
        let name = type(of: entry.event.payload).type
        guard !entry.postings.isEmpty else {
            throw Refusal(
                .kind, "\(name) at position \(position) moves no money, so there is nothing to move back",
                remedy: "record what is right: a later statement takes the place of an earlier one", field: "position")
        }
        guard entry.event.payload is any MovingPayload else {
            throw Refusal(
                .kind, "position \(position) is itself a reversal", remedy: "record again what was reversed wrongly",
                field: "position")
        }
        guard !books.reversed.contains(position) else {
            throw Refusal(
                .exists, "\(name) at position \(position) was reversed already",
                remedy: "see both with pairledger show \(entry.stream)", field: "position")
        }
        try reason.mustBeText(field: "reason")
        try reversedOn.mustNotPrecede(entry.date, "the reversal", "what it takes back", field: "on")
        for posting in entry.postings where posting.amount.isPositive && posting.account.kind.isGuarded {
            let left = books.balance(of: posting.account)
            guard left.minorUnits >= posting.amount.minorUnits else {
                throw Refusal(
                    .insufficient,
                    "position \(position) put \(posting.amount) into \(posting.account), where only \(left) is left",
                    remedy: "take back first what moved it on", field: "position")
            }
        }
        return [
            DecidedEvent(
                stream: entry.stream, expectedVersion: books.version(of: entry.stream), effectiveOn: reversedOn,
                event: EntryReversed(entry, reason: reason).event,
                postings: entry.postings.map { Posting($0.account, -$0.amount) })
        ]
    }
}
