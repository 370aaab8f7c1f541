import Assistance
import CanonicalJSON
import FoundationEssentials

extension EventLine {
    /// Reads a line, without its line feed. The data must have the form of its type, and the postings must sum to zero.
    ///
    /// - Throws: `EventLineError` for anything that is not canonical or not an event of the catalogue.
    public init(reading bytes: [UInt8]) throws(EventLineError) {
        do throws(CanonicalJSONError) {
            var limits = CanonicalReader.Limits.document
            limits.maximumBytes = EventLine.bytesMax
            var reader = CanonicalReader(bytes, limits: limits)
            self = try EventLine(&reader)
        } catch {
            throw EventLineError(offset: error.offset, message: error.message)
        }
        do {
            _ = try AssistanceEvent(type: type, version: v, data: .object(data))
        } catch {
            throw EventLineError(offset: nil, message: "\(error)")
        }
        for (currency, amounts) in Dictionary(grouping: postings, by: \.amount.currency) {
            let sum = amounts.reduce(0) { $0 + $1.amount.minorUnits }
            guard sum == 0 else {
                throw EventLineError(
                    offset: nil, message: "the postings sum to \(sum) minor units of \(currency), not to 0")
            }
        }
    }

    private init(_ reader: inout CanonicalReader) throws(CanonicalJSONError) {
        var object = try reader.beginObject()
        try reader.expectKey("actor", in: &object)
        let actor = try reader.readString()
        try reader.expectKey("causation", in: &object)
        let causation = try reader.readNullIfPresent() ? nil : try reader.readUUID()
        try reader.expectKey("correlation", in: &object)
        let correlation = try reader.readNullIfPresent() ? nil : try reader.readUUID()
        try reader.expectKey("data", in: &object)
        let start = reader.offset
        guard let data = try reader.readValue().objectValue else {
            throw CanonicalJSONError(.wrongKind, at: start, "the data is not an object")
        }
        try reader.expectKey("effective_on", in: &object)
        let effectiveOn = try reader.readText("a date") { CalendarDate($0) }
        try reader.expectKey("id", in: &object)
        let id = try reader.readUUID()
        try reader.expectKey("postings", in: &object)
        var postings: [Posting] = []
        var array = try reader.beginArray()
        while try reader.nextElement(in: &array) { postings.append(try reader.readPosting()) }
        try reader.expectKey("stream", in: &object)
        let stream = try reader.readText("the name of a stream") { StreamName($0) }
        try reader.expectKey("type", in: &object)
        let type = try reader.readString()
        try reader.expectKey("v", in: &object)
        let v = try reader.readInteger()
        try reader.endObject(&object)
        try reader.expectEnd()
        self.init(
            id: id, actor: actor, causation: causation, correlation: correlation, stream: stream, type: type,
            v: Int(v), effectiveOn: effectiveOn, data: data, postings: postings)
    }
}

/// Why a line is not an event.
public struct EventLineError: Error, Hashable, Sendable {
    /// The byte of the line, from 0; nil for the line as a whole.
    public let offset: Int?
    public let message: String
}

extension CanonicalReader {
    fileprivate mutating func readText<Value>(
        _ what: String, _ make: (String) -> Value?
    ) throws(CanonicalJSONError) -> Value {
        let start = offset
        let text = try readString()
        guard let value = make(text) else {
            throw CanonicalJSONError(.wrongKind, at: start, "\"\(text)\" is not \(what)")
        }
        return value
    }

    fileprivate mutating func readUUID() throws(CanonicalJSONError) -> UUID {
        try readText("a UUID in small letters") { text in
            UUID(uuidString: text).flatMap { $0.uuidString.lowercased() == text ? $0 : nil }
        }
    }

    fileprivate mutating func readPosting() throws(CanonicalJSONError) -> Posting {
        var object = try beginObject()
        try expectKey("account", in: &object)
        let account = try readText("an account") { Account($0) }
        try expectKey("amount", in: &object)
        let start = offset
        let minorUnits = try readInteger()
        try expectKey("currency", in: &object)
        let currency = try readText("a currency of the ledger") { Currency($0) }
        try endObject(&object)
        guard minorUnits != 0, let amount = Money(minorUnits: minorUnits, currency: currency) else {
            throw CanonicalJSONError(.wrongKind, at: start, "a posting of \(minorUnits) moves nothing")
        }
        return Posting(account, amount)
    }
}
