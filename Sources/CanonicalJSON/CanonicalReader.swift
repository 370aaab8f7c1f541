/// A pull reader that accepts canonical text and nothing else: what it has read, ``CanonicalWriter`` writes again as the
/// same bytes.
///
/// ```swift
/// var reader = CanonicalReader(bytes)
/// var object = try reader.beginObject()
/// while let key = try reader.nextKey(in: &object) {
///     switch key {
///     case "amount": amount = try reader.readInteger()
///     default: _ = try reader.skipValue()
///     }
/// }
/// try reader.expectEnd()
/// ```
///
/// Because keys are sorted, a known shape is read faster, and no less strictly, by naming the keys in their order with
/// ``expectKey(_:in:)`` and ``nextKey(is:in:)``.
public struct CanonicalReader: Sendable {
    /// What bounds the work that a text from outside can cause.
    public struct Limits: Sendable, Hashable {
        /// In bytes.
        public var maximumBytes: Int
        /// How many objects and arrays may lie inside each other.
        public var maximumDepth: Int

        public init(maximumBytes: Int, maximumDepth: Int = 64) {
            self.maximumBytes = maximumBytes
            self.maximumDepth = maximumDepth
        }

        /// A log entry: at most 65,535 bytes, nested at most 64 deep.
        public static let entry = Limits(maximumBytes: 65_535)
        /// A document that is already in memory: any length, nested at most 64 deep.
        public static let document = Limits(maximumBytes: .max)
    }

    /// What the next value is, as its first byte tells.
    public enum Kind: String, Sendable, CaseIterable {
        case null, bool, integer, string, array, object
    }

    /// Where the reader stands in one object; ``CanonicalReader/beginObject()`` makes it.
    public struct ObjectCursor: Sendable {
        /// The bytes of the last key; empty before the first member.
        var previousKey: Range<Int>
    }

    /// Where the reader stands in one array; ``CanonicalReader/beginArray()`` makes it.
    public struct ArrayCursor: Sendable {
        var isFirst: Bool
    }

    let bytes: [UInt8]
    /// Where the text stands in them.
    let range: Range<Int>
    /// The end of what may be read: the beginning for a text that is too long, so that the first read refuses it.
    let end: Int
    let limits: Limits
    var depth = 0

    /// How many bytes are read.
    public internal(set) var offset: Int

    /// A text beyond `limits.maximumBytes` is refused by the first read.
    public init(_ bytes: [UInt8], limits: Limits = .entry) {
        self.init(bytes, range: bytes.indices, limits: limits)
    }

    /// Of a text among others: only those bytes are looked at. Offsets are counted from the first of `bytes` all the same.
    public init(_ bytes: [UInt8], range: Range<Int>, limits: Limits = .entry) {
        self.bytes = bytes
        self.range = range
        self.limits = limits
        end = range.count <= limits.maximumBytes ? range.upperBound : range.lowerBound
        offset = range.lowerBound
    }

    /// The bytes of a part, such as the one that ``skipValue()`` went over.
    public func bytes(in range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

    /// Refuses anything after the value.
    public func expectEnd() throws(CanonicalJSONError) {
        guard offset == range.upperBound else {
            guard offset < end else { throw failure(.unexpectedEnd, expected: "the end") }
            if Self.isWhiteSpace(bytes[offset]) { throw failure(.whiteSpace, expected: "the end") }
            throw failure(.trailingBytes, expected: "the end")
        }
    }

    /// The kind of the next value, without reading it.
    @inline(__always)
    public func peekKind() throws(CanonicalJSONError) -> Kind {
        guard offset < end else { throw failure(.unexpectedEnd, expected: "a value") }
        switch bytes[offset] {
        case 0x22: return .string
        case 0x2D, 0x30...0x39: return .integer
        case 0x7B: return .object
        case 0x5B: return .array
        case 0x74, 0x66: return .bool
        case 0x6E: return .null
        default: throw failure(.unexpectedByte, expected: "a value")
        }
    }

    // MARK: Literals

    public mutating func readNull() throws(CanonicalJSONError) {
        try readLiteral("null", of: .null)
    }

    public mutating func readBool() throws(CanonicalJSONError) -> Bool {
        if offset < end, bytes[offset] == 0x74 {
            try readLiteral("true", of: .bool)
            return true
        }
        try readLiteral("false", of: .bool)
        return false
    }

    /// Reads `null` if it is the next value.
    public mutating func readNullIfPresent() throws(CanonicalJSONError) -> Bool {
        guard offset < end, bytes[offset] == 0x6E else { return false }
        try readNull()
        return true
    }

    private mutating func readLiteral(_ literal: StaticString, of kind: Kind) throws(CanonicalJSONError) {
        guard offset < end, bytes[offset] == literal.utf8Start.pointee else { throw wrongKind(kind) }
        for index in 0..<literal.utf8CodeUnitCount {
            guard offset + index < end, bytes[offset + index] == literal.utf8Start[index] else {
                throw failure(.unexpectedByte, at: offset + index, expected: "\"\(literal)\"")
            }
        }
        offset += literal.utf8CodeUnitCount
    }

    // MARK: Whole values

    /// The next value as a tree.
    public mutating func readValue() throws(CanonicalJSONError) -> JSONValue {
        switch try peekKind() {
        case .null:
            try readNull()
            return .null
        case .bool: return .bool(try readBool())
        case .integer: return .integer(try readInteger())
        case .string: return .string(try readString())
        case .array:
            var elements: [JSONValue] = []
            var array = try beginArray()
            while try nextElement(in: &array) { elements.append(try readValue()) }
            return .array(elements)
        case .object:
            var members: [String: JSONValue] = [:]
            var object = try beginObject()
            while let key = try nextKey(in: &object) { members[key] = try readValue() }
            return .object(members)
        }
    }

    /// Goes over the next value, checking it as strictly as reading does, and tells which bytes it is.
    @discardableResult
    public mutating func skipValue() throws(CanonicalJSONError) -> Range<Int> {
        let start = offset
        switch try peekKind() {
        case .null: try readNull()
        case .bool: _ = try readBool()
        case .integer: _ = try readInteger()
        case .string: _ = try scanString()
        case .array:
            var array = try beginArray()
            while try nextElement(in: &array) { try skipValue() }
        case .object:
            var object = try beginObject()
            while try scanKey(in: &object) { try skipValue() }
        }
        return start..<offset
    }
}
