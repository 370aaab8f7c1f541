/// Builds canonical bytes token by token, without a tree of values in between.
///
/// ```swift
/// var writer = CanonicalWriter()
/// writer.beginObject()
/// writer.key("amount"); writer.integer(-500_000_000)
/// writer.key("currency"); writer.string("CNY")
/// writer.endObject()
/// let bytes = try writer.finish()
/// ```
///
/// Keys have to be written in byte order. The first refusal is kept, later calls do nothing, and ``finish()`` throws it:
/// a writer never hands out bytes that ``CanonicalReader`` would refuse.
public struct CanonicalWriter: Sendable {
    /// The largest and, negated, the smallest integer: 2⁵³−1, the last one that every JSON reader keeps exactly
    /// (RFC 8785 §3.2.2.3, RFC 7493 §2.2).
    public static let maximumInteger: Int64 = 9_007_199_254_740_991

    private struct Frame {
        var isObject: Bool
        var isEmpty = true
        /// Between a key and its value.
        var hasKey = false
        /// Where the last key lies in `bytes`.
        var key: Range<Int> = 0..<0
    }

    private var bytes: [UInt8] = []
    private var frames: [Frame] = []
    private var isComplete = false
    private var failure: CanonicalJSONError?
    private let maximumDepth: Int

    /// In bytes: most entries fit.
    private static let usualCapacity = 512

    public init(limits: CanonicalReader.Limits = .document) {
        maximumDepth = limits.maximumDepth
        bytes.reserveCapacity(Self.usualCapacity)
    }

    /// How many bytes are written.
    public var count: Int { bytes.count }

    /// Takes the finished value out and leaves the writer empty, ready for the next one.
    ///
    /// - Throws: the first refusal, or ``CanonicalJSONError/Code/malformedCalls`` if no value, or only part of one, was
    ///   written.
    public mutating func finish() throws(CanonicalJSONError) -> [UInt8] {
        if failure == nil, !isComplete {
            let missing = frames.last.map { $0.isObject ? "an object is not ended" : "an array is not ended" }
            refuse(.malformedCalls, "\(missing ?? "no value was written"); one whole value is expected")
        }
        defer { reset() }
        if let failure { throw failure }
        return bytes
    }

    private mutating func reset() {
        bytes = []
        frames.removeAll(keepingCapacity: true)
        isComplete = false
        failure = nil
    }

    private mutating func refuse(_ code: CanonicalJSONError.Code, _ message: String) {
        if failure == nil { failure = CanonicalJSONError(code, at: bytes.count, message) }
    }

    // MARK: Structure

    public mutating func beginObject() { begin(0x7B, isObject: true) }

    public mutating func endObject() { end(0x7D, isObject: true) }

    public mutating func beginArray() { begin(0x5B, isObject: false) }

    public mutating func endArray() { end(0x5D, isObject: false) }

    /// The key of the next member: `[A-Za-z_][A-Za-z0-9_]*`, after the one before it in byte order.
    public mutating func key(_ key: String) {
        guard failure == nil else { return }
        guard let top = frames.indices.last, frames[top].isObject, !frames[top].hasKey else {
            return refuse(.malformedCalls, "the key \"\(key)\" is written where a value is expected")
        }
        let comma = frames[top].isEmpty ? 0 : 1
        if comma == 1 { bytes.append(0x2C) }
        bytes.append(0x22)
        let start = bytes.count
        bytes.append(contentsOf: key.utf8)
        let range = start..<bytes.count
        bytes.append(0x22)
        bytes.append(0x3A)
        guard isKey(range) else {
            bytes.removeSubrange((start - 1 - comma)...)
            return refuse(.invalidKey, "the key \"\(key)\" does not match [A-Za-z_][A-Za-z0-9_]*")
        }
        if !frames[top].isEmpty, !isAscending(frames[top].key, range) {
            let previous = String(decoding: bytes[frames[top].key], as: UTF8.self)
            bytes.removeSubrange((start - 1 - comma)...)
            if previous == key { return refuse(.duplicateKey, "the key \"\(key)\" is written twice") }
            return refuse(.unsortedKey, "the key \"\(key)\" is written after \"\(previous)\"; keys go in byte order")
        }
        frames[top].isEmpty = false
        frames[top].hasKey = true
        frames[top].key = range
    }

    private func isKey(_ range: Range<Int>) -> Bool {
        guard let first = range.first, CanonicalReader.isKeyStart(bytes[first]) else { return false }
        return bytes[range].allSatisfy(CanonicalReader.isKeyPart)
    }

    private func isAscending(_ earlier: Range<Int>, _ later: Range<Int>) -> Bool {
        var left = earlier.lowerBound
        var right = later.lowerBound
        while left < earlier.upperBound, right < later.upperBound {
            if bytes[left] != bytes[right] { return bytes[left] < bytes[right] }
            left += 1
            right += 1
        }
        return earlier.count < later.count
    }

    private mutating func begin(_ byte: UInt8, isObject: Bool) {
        guard beginValue() else { return }
        guard frames.count < maximumDepth else {
            return refuse(.tooDeep, "values are nested more than \(maximumDepth) deep")
        }
        isComplete = false
        bytes.append(byte)
        frames.append(Frame(isObject: isObject))
    }

    private mutating func end(_ byte: UInt8, isObject: Bool) {
        guard failure == nil else { return }
        guard let frame = frames.last, frame.isObject == isObject, !frame.hasKey else {
            return refuse(.malformedCalls, isObject ? "no object can be ended here" : "no array can be ended here")
        }
        bytes.append(byte)
        frames.removeLast()
        isComplete = frames.isEmpty
    }

    /// Writes the comma in front of an element; `false` if no value may stand here.
    private mutating func beginValue() -> Bool {
        guard failure == nil else { return false }
        guard let top = frames.indices.last else {
            guard !isComplete else {
                refuse(.malformedCalls, "a second value is written after the whole one")
                return false
            }
            isComplete = true
            return true
        }
        if frames[top].isObject {
            guard frames[top].hasKey else {
                refuse(.malformedCalls, "a value is written into an object without its key")
                return false
            }
            frames[top].hasKey = false
        } else {
            if !frames[top].isEmpty { bytes.append(0x2C) }
            frames[top].isEmpty = false
        }
        return true
    }

    // MARK: Values

    public mutating func null() {
        guard beginValue() else { return }
        bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
    }

    public mutating func bool(_ value: Bool) {
        guard beginValue() else { return }
        bytes.append(contentsOf: value ? [0x74, 0x72, 0x75, 0x65] : [0x66, 0x61, 0x6C, 0x73, 0x65])
    }

    /// Within ±``maximumInteger``.
    public mutating func integer(_ value: Int64) {
        guard beginValue() else { return }
        guard value.magnitude <= UInt64(Self.maximumInteger) else {
            return refuse(.integerOutOfRange, "the integer \(value) is beyond ±\(Self.maximumInteger)")
        }
        if value < 0 { bytes.append(0x2D) }
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(0x30 &+ UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest > 0
        bytes[start...].reverse()
    }

    /// Any text without U+0000; it is normalised to NFC.
    public mutating func string(_ text: String) {
        guard beginValue() else { return }
        var text = text
        bytes.append(0x22)
        if text.withUTF8({ Self.isInert($0) }) {
            text.withUTF8 { appendEscaped($0) }
        } else {
            NormalizationFormC.bytes(of: text).withUnsafeBufferPointer { appendEscaped($0) }
        }
        bytes.append(0x22)
    }

    /// A whole value; the keys of its objects are sorted.
    public mutating func value(_ value: JSONValue) {
        guard failure == nil else { return }
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let members):
            beginObject()
            // The order of String is the order of bytes for ASCII, and any other key is refused.
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                self.key(key)
                self.value(member)
            }
            endObject()
        }
    }

    /// Whether the text is in NFC without asking the tables.
    private static func isInert(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.allSatisfy({ $0 < 0x80 }) { return true }
        return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy { NormalizationFormC.isInert($0.value) }
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var plain = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            guard byte != 0 else { return refuse(.nulCharacter, "the string has a U+0000, which no entry can hold") }
            bytes.append(contentsOf: text[plain..<index])
            appendEscape(byte)
            plain = index + 1
        }
        bytes.append(contentsOf: text[plain...])
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(0x5C)
        switch byte {
        case 0x08: bytes.append(0x62)
        case 0x09: bytes.append(0x74)
        case 0x0A: bytes.append(0x6E)
        case 0x0C: bytes.append(0x66)
        case 0x0D: bytes.append(0x72)
        case 0x22, 0x5C: bytes.append(byte)
        default:
            let low = byte & 0x0F
            bytes.append(contentsOf: [0x75, 0x30, 0x30, 0x30 + byte >> 4, low < 10 ? 0x30 + low : 0x57 + low])
        }
    }
}
