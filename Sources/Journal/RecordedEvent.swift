public import CanonicalJSON
public import FoundationEssentials

/// An event as the log holds it: an entry, read.
public struct RecordedEvent: Sendable {
    /// The bytes that were recorded, never written anew.
    public let entry: [UInt8]
    public let actor: String
    public let causation: UUID?
    public let correlation: UUID?
    /// What the event says, each part built when it is asked for.
    public let statement: CanonicalValue
    public let effectiveOn: CalendarDate
    public let id: UUID
    public let ledger: String
    /// From 0, without gaps; also the index of the entry's leaf.
    public let position: Int64
    public let postings: [EntryPosting]
    public let recordedAt: Instant
    /// The database login that recorded it.
    public let recorder: String
    public let stream: String
    public let type: String
    public let v: Int
    public let version: Int64

    /// Reads an entry.
    ///
    /// - Throws: `CanonicalJSONError`, with the offset, for anything that is not canonical or not an entry.
    public init(entry: [UInt8]) throws(CanonicalJSONError) {
        self.entry = entry
        var reader = CanonicalReader(entry)
        var object = try reader.beginObject()
        try reader.expectKey("actor", in: &object)
        actor = try reader.readString()
        try reader.expectKey("causation", in: &object)
        causation = try reader.readUUIDOrNull()
        try reader.expectKey("correlation", in: &object)
        correlation = try reader.readUUIDOrNull()
        try reader.expectKey("data", in: &object)
        statement = try reader.readInPlace()
        try reader.expectKey("effective_on", in: &object)
        effectiveOn = try reader.readDate()
        try reader.expectKey("id", in: &object)
        id = try reader.readUUID()
        try reader.expectKey("ledger", in: &object)
        ledger = try reader.readString()
        try reader.expectKey("position", in: &object)
        position = try reader.readInteger()
        try reader.expectKey("postings", in: &object)
        var postings: [EntryPosting] = []
        var array = try reader.beginArray()
        while try reader.nextElement(in: &array) { postings.append(try reader.readPosting()) }
        self.postings = postings
        try reader.expectKey("recorded_at", in: &object)
        recordedAt = try reader.readInstant()
        try reader.expectKey("recorder", in: &object)
        recorder = try reader.readString()
        try reader.expectKey("stream", in: &object)
        stream = try reader.readString()
        try reader.expectKey("type", in: &object)
        type = try reader.readString()
        try reader.expectKey("v", in: &object)
        v = Int(try reader.readInteger())
        try reader.expectKey("version", in: &object)
        version = try reader.readInteger()
        try reader.endObject(&object)
        try reader.expectEnd()
    }

    /// What the event says, as a tree.
    public var data: JSONValue { statement.tree }
}

extension CanonicalReader {
    mutating func readPosting() throws(CanonicalJSONError) -> EntryPosting {
        var object = try beginObject()
        try expectKey("account", in: &object)
        let account = try readString()
        try expectKey("amount", in: &object)
        let amount = try readInteger()
        try expectKey("currency", in: &object)
        let currency = try readString()
        try endObject(&object)
        return EntryPosting(account: account, amount: amount, currency: currency)
    }
}
