/// The SHA-256 of what is kept outside the ledger, a document or a salted identity: 64 small hexadecimal digits.
public struct DocumentDigest: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil when the text does not have the form.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count == 64, bytes.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }) else { return nil }
        description = text
    }

    public static func < (a: DocumentDigest, b: DocumentDigest) -> Bool { a.description < b.description }
}
