public import Assistance
public import CanonicalJSON
public import FoundationEssentials

/// An event as one line of NDJSON, in the form in which events pass from ledger to ledger: an entry of the log without what the
/// receiving ledger adds to it (ledger, position, recorded_at, recorder and version).
///
/// A line is canonical JSON with these members, in this order, and ends with a line feed:
///
/// | member | |
/// | --- | --- |
/// | `actor` | who says so |
/// | `causation` | the identifier of the event that led to it, or null |
/// | `correlation` | what all events of one request have in common, or null |
/// | `data` | an object of the form that the type has; members that the type does not know are kept |
/// | `effective_on` | the day on which it happened |
/// | `id` | a UUID in small letters; the same event is recorded once, however often it comes |
/// | `postings` | an array of objects of `account`, `amount` in minor units and `currency`; they sum to zero |
/// | `stream` | the thing that it happened to, such as `transfer/T1` |
/// | `type` | one of the catalogue |
/// | `v` | the version of the type's form |
public struct EventLine: Hashable, Sendable {
    public let id: UUID
    public let actor: String
    public let causation: UUID?
    public let correlation: UUID?
    public let stream: StreamName
    public let type: String
    public let v: Int
    public let effectiveOn: CalendarDate
    public let data: [String: JSONValue]
    public let postings: [Posting]

    /// The most bytes that a line may have, its line feed aside: what an entry may.
    public static let bytesMax = 65_535

    public init(
        id: UUID, actor: String, causation: UUID? = nil, correlation: UUID? = nil, stream: StreamName, type: String,
        v: Int, effectiveOn: CalendarDate, data: [String: JSONValue], postings: [Posting]
    ) {
        self.id = id
        self.actor = actor
        self.causation = causation
        self.correlation = correlation
        self.stream = stream
        self.type = type
        self.v = v
        self.effectiveOn = effectiveOn
        self.data = data
        self.postings = postings
    }

    /// The line without its line feed.
    ///
    /// - Throws: `CanonicalJSONError` when the data has no canonical form.
    public func bytes() throws(CanonicalJSONError) -> [UInt8] {
        var writer = CanonicalWriter()
        writer.beginObject()
        writer.member("actor", actor)
        writer.member("causation", causation)
        writer.member("correlation", correlation)
        writer.key("data")
        writer.value(.object(data))
        writer.member("effective_on", effectiveOn.description)
        writer.member("id", id)
        writer.key("postings")
        writer.beginArray()
        for posting in postings {
            writer.beginObject()
            writer.member("account", posting.account.description)
            writer.key("amount")
            writer.integer(posting.amount.minorUnits)
            writer.member("currency", posting.amount.currency.code)
            writer.endObject()
        }
        writer.endArray()
        writer.member("stream", stream.description)
        writer.member("type", type)
        writer.key("v")
        writer.integer(Int64(v))
        writer.endObject()
        return try writer.finish()
    }
}

extension CanonicalWriter {
    fileprivate mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    fileprivate mutating func member(_ name: String, _ id: UUID?) {
        key(name)
        if let id { string(id.uuidString.lowercased()) } else { null() }
    }
}
