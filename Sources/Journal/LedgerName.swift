/// The name of a ledger: a small letter, then small letters, digits and `-`; at most 63 characters.
public struct LedgerName: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil when the text does not have the form.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard let first = bytes.first, (0x61...0x7A).contains(first), bytes.count <= 63,
            bytes.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        description = text
    }

    private init(checked text: String) { description = text }

    /// The ledger that is used when none is named.
    public static let main = LedgerName(checked: "main")
}
