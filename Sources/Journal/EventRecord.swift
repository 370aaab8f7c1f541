public import CanonicalJSON

/// An event as the log holds it, read where its bytes lie: what a fold of many events needs of each. Texts are made when they are asked
/// for.
public struct EventRecord: Sendable {
    private let bytes: [UInt8]
    /// Where the entry stands in them.
    private let entry: Range<Int>
    private let actorText: Range<Int>
    private let streamText: Range<Int>
    private let typeText: Range<Int>
    /// What the event says, each part built when it is asked for.
    public let statement: CanonicalValue
    public let effectiveOn: CalendarDate
    /// From 0, without gaps.
    public let position: Int64
    public let postings: [EntryPosting]
    public let recordedAt: Instant
    public let v: Int
    public let version: Int64

    /// Reads the entry that stands in these bytes, as strictly as ``RecordedEvent`` does.
    ///
    /// - Throws: `CanonicalJSONError`, with the offset from the first of all bytes, for anything that is not canonical or not an entry.
    public init(_ bytes: [UInt8], range: Range<Int>) throws(CanonicalJSONError) {
        self.bytes = bytes
        entry = range
        var reader = CanonicalReader(bytes, range: range)
        var object = try reader.beginObject()
        try reader.expectKey("actor", in: &object)
        actorText = try reader.skipString()
        try reader.expectKey("causation", in: &object)
        _ = try reader.readUUIDOrNull()
        try reader.expectKey("correlation", in: &object)
        _ = try reader.readUUIDOrNull()
        try reader.expectKey("data", in: &object)
        statement = try reader.readInPlace()
        try reader.expectKey("effective_on", in: &object)
        effectiveOn = try reader.readDate()
        try reader.expectKey("id", in: &object)
        _ = try reader.readUUID()
        try reader.expectKey("ledger", in: &object)
        _ = try reader.skipString()
        try reader.expectKey("position", in: &object)
        position = try reader.readInteger()
        try reader.expectKey("postings", in: &object)
        var postings: [EntryPosting] = []
        var array = try reader.beginArray()
        while try reader.nextElement(in: &array) {
            if postings.isEmpty { postings.reserveCapacity(2) }
            postings.append(try reader.readPosting())
        }
        self.postings = postings
        try reader.expectKey("recorded_at", in: &object)
        recordedAt = try reader.readInstant()
        try reader.expectKey("recorder", in: &object)
        _ = try reader.skipString()
        try reader.expectKey("stream", in: &object)
        streamText = try reader.skipString()
        try reader.expectKey("type", in: &object)
        typeText = try reader.skipString()
        try reader.expectKey("v", in: &object)
        v = Int(try reader.readInteger())
        try reader.expectKey("version", in: &object)
        version = try reader.readInteger()
        try reader.endObject(&object)
        try reader.expectEnd()
    }

    /// The same of an event that was read whole.
    public init(_ event: RecordedEvent) {
        guard let record = try? EventRecord(event.entry, range: event.entry.indices) else {
            preconditionFailure("an entry that was read can be read again")
        }
        self = record
    }

    /// Hands over the entry as the log holds it.
    public func withEntry<Answer>(_ body: (UnsafeRawBufferPointer) throws -> Answer) rethrows -> Answer {
        try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[entry])) }
    }

    public var actor: String { text(actorText) }
    public var stream: String { text(streamText) }
    public var type: String { text(typeText) }

    /// The name of what it is about, from its stream: `T1` of `transfer/T1`.
    public var subject: String {
        guard let slash = bytes[streamText].firstIndex(of: 0x2F) else { return stream }
        return text(slash + 1..<streamText.upperBound)
    }

    private func text(_ range: Range<Int>) -> String { CanonicalValue.text(of: bytes, range) }
}
