/// The name by which people refer to one thing of the ledger: an agreement, a transfer, a project.
///
/// A letter or digit first, then letters, digits, `.`, `_` and `-`; at most 64 characters, ASCII only, so that it can stand in
/// an account, a stream, a file name and a command line without quoting.
public struct Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    /// Nil when the text does not have the form.
    public init?(_ text: String) {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.count <= 64, Identifier.isAlphanumeric(first),
            bytes.allSatisfy({ Identifier.isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D })
        else { return nil }
        description = text
    }

    /// The region that the code stands for, as a thing of the ledger.
    public init(_ code: RegionCode) { description = code.description }
    /// A document is called by its digest, which always has the form.
    public init(_ digest: DocumentDigest) { description = digest.description }

    /// What to tell somebody whose text does not have the form.
    public static let form = "letters, digits, '.', '_' and '-', beginning with a letter or digit, at most 64"

    public static func < (a: Identifier, b: Identifier) -> Bool { a.description < b.description }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
