public import CanonicalJSON
public import FoundationEssentials

/// An event to be appended.
public struct NewEvent: Sendable {
    /// What makes a repeated append of this event the same one.
    public var id: UUID
    /// The thing that it happened to, such as `transfer/T1`.
    public var stream: String
    public var expectedVersion: ExpectedVersion
    public var type: String
    /// The version of the type's form, from 1.
    public var v: Int
    /// The day on which it happened.
    public var effectiveOn: CalendarDate
    /// Who says so.
    public var actor: String
    /// The event that led to this one.
    public var causation: UUID?
    /// What all events of one request have in common.
    public var correlation: UUID?
    /// The members of the entry's `data`.
    public var data: [String: JSONValue]
    public var postings: [EntryPosting]

    public init(
        id: UUID, stream: String, expectedVersion: ExpectedVersion, type: String, v: Int, effectiveOn: CalendarDate,
        actor: String, causation: UUID? = nil, correlation: UUID? = nil, data: [String: JSONValue],
        postings: [EntryPosting]
    ) {
        self.id = id
        self.stream = stream
        self.expectedVersion = expectedVersion
        self.type = type
        self.v = v
        self.effectiveOn = effectiveOn
        self.actor = actor
        self.causation = causation
        self.correlation = correlation
        self.data = data
        self.postings = postings
    }
}

/// Where a stream must stand just before an event is appended to it.
public enum ExpectedVersion: Hashable, Sendable {
    /// Wherever it stands.
    case any
    /// It must not exist yet.
    case noStream
    /// It must have exactly so many events.
    case exactly(Int64)
}

/// One leg of what an event moves, as it stands in the entry.
public struct EntryPosting: Hashable, Sendable {
    /// Such as `holding:653001`.
    public var account: String
    /// Minor units of the currency; never zero.
    public var amount: Int64
    /// An ISO 4217 code.
    public var currency: String

    public init(account: String, amount: Int64, currency: String) {
        self.account = account
        self.amount = amount
        self.currency = currency
    }
}

/// Where an event stands after an append.
public struct Receipt: Hashable, Sendable {
    /// From 0, without gaps, in the ledger.
    public let position: Int64
    /// From 1, without gaps, in the stream.
    public let version: Int64
    /// When the ledger learned of it.
    public let recordedAt: Instant
    /// Whether it was there already, so that this is the first answer again.
    public let replayed: Bool

    public init(position: Int64, version: Int64, recordedAt: Instant, replayed: Bool) {
        self.position = position
        self.version = version
        self.recordedAt = recordedAt
        self.replayed = replayed
    }
}
