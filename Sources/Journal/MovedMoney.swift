public import CanonicalJSON

/// What an entry moves, and when: all that a balance needs. The rest of the entry is read as strictly as a ``RecordedEvent`` reads
/// it, but nothing is built of it.
public struct MovedMoney: Sendable {
    /// One leg, by the places of its texts in the entry. Canonical texts are equal when their bytes are.
    public struct Posting: Sendable {
        public let account: Range<Int>
        /// Minor units of the currency.
        public let amount: Int64
        public let currency: Range<Int>
    }

    public let effectiveOn: CalendarDate
    /// Where the name of the ledger stands in the entry.
    public let ledger: Range<Int>
    public let position: Int64
    public let recordedAt: Instant

    /// - Parameters:
    ///   - entry: read to its end.
    ///   - postings: what is in it is replaced by the entry's, so that one array serves for many entries.
    /// - Throws: the same as ``RecordedEvent/init(entry:)``.
    public init(_ entry: inout CanonicalReader, postings: inout [Posting]) throws(CanonicalJSONError) {
        var object = try entry.beginObject()
        try entry.expectKey("actor", in: &object)
        _ = try entry.skipString()
        try entry.expectKey("causation", in: &object)
        _ = try entry.readUUIDOrNull()
        try entry.expectKey("correlation", in: &object)
        _ = try entry.readUUIDOrNull()
        try entry.expectKey("data", in: &object)
        try entry.skipValue()
        try entry.expectKey("effective_on", in: &object)
        effectiveOn = try entry.readDate()
        try entry.expectKey("id", in: &object)
        _ = try entry.readUUID()
        try entry.expectKey("ledger", in: &object)
        ledger = try entry.skipString()
        try entry.expectKey("position", in: &object)
        position = try entry.readInteger()
        try entry.expectKey("postings", in: &object)
        postings.removeAll(keepingCapacity: true)
        var array = try entry.beginArray()
        while try entry.nextElement(in: &array) { postings.append(try entry.readPostingInPlace()) }
        try entry.expectKey("recorded_at", in: &object)
        recordedAt = try entry.readInstant()
        try entry.expectKey("recorder", in: &object)
        _ = try entry.skipString()
        try entry.expectKey("stream", in: &object)
        _ = try entry.skipString()
        try entry.expectKey("type", in: &object)
        _ = try entry.skipString()
        try entry.expectKey("v", in: &object)
        _ = try entry.readInteger()
        try entry.expectKey("version", in: &object)
        _ = try entry.readInteger()
        try entry.endObject(&object)
        try entry.expectEnd()
    }
}

extension CanonicalReader {
    fileprivate mutating func readPostingInPlace() throws(CanonicalJSONError) -> MovedMoney.Posting {
        var object = try beginObject()
        try expectKey("account", in: &object)
        let account = try skipString()
        try expectKey("amount", in: &object)
        let amount = try readInteger()
        try expectKey("currency", in: &object)
        let currency = try skipString()
        try endObject(&object)
        return MovedMoney.Posting(account: account, amount: amount, currency: currency)
    }
}
