/// What the one canonical form does not allow, and where.
///
/// `offset` counts bytes from 0. When reading, it is the first byte that no canonical text can have at this place; for a
/// key out of order, an integer out of range or an escape that is not needed it is where that key, number or escape
/// begins. When writing, it is the length of what was written before the refusal.
public struct CanonicalJSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of refusal; match on this, never on the message.
    public enum Code: String, Sendable, CaseIterable {
        /// The text stops in the middle of a value.
        case unexpectedEnd
        /// A byte that cannot stand here.
        case unexpectedByte
        /// White space between tokens.
        case whiteSpace
        /// Bytes after the end of the value.
        case trailingBytes
        /// More bytes than ``CanonicalReader/Limits/maximumBytes``.
        case tooLong
        /// Nested deeper than ``CanonicalReader/Limits/maximumDepth``.
        case tooDeep
        /// A value of another kind than the one asked for.
        case wrongKind
        /// An object key outside `[A-Za-z_][A-Za-z0-9_]*`.
        case invalidKey
        /// An object key that sorts before the one in front of it.
        case unsortedKey
        /// An object key that is there twice.
        case duplicateKey
        /// A member that has to be there and is not.
        case missingMember
        /// A member that nobody expects here.
        case unknownMember
        /// A number with a fraction or an exponent.
        case notAnInteger
        /// A number with a leading zero, or minus zero.
        case nonCanonicalNumber
        /// An integer beyond ±(2⁵³−1).
        case integerOutOfRange
        /// A control character that is not escaped.
        case rawControlCharacter
        /// A backslash sequence that JSON does not have.
        case invalidEscape
        /// An escape where the canonical form has the character itself, or a shorter or lower-case escape.
        case nonCanonicalEscape
        /// U+0000, which PostgreSQL text cannot hold.
        case nulCharacter
        /// Half of a surrogate pair.
        case loneSurrogate
        /// Bytes that are not well-formed UTF-8.
        case invalidUTF8
        /// Text that is not in Unicode Normalization Form C.
        case notNormalized
        /// Text that is not an existing day `YYYY-MM-DD`.
        case invalidDate
        /// Text that is not an existing instant `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
        case invalidInstant
        /// Calls to a writer that do not make up one value (a value without a key, an object never ended, …).
        case malformedCalls
    }

    public let code: Code
    /// In bytes, from 0.
    public let offset: Int
    /// A sentence: what was found, what is expected.
    public let message: String

    public init(_ code: Code, at offset: Int, _ message: String) {
        self.code = code
        self.offset = offset
        self.message = message
    }

    public var description: String { "byte \(offset): \(message)" }
}
