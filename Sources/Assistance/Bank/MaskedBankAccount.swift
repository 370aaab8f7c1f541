/// The number of a bank account with all but its end hidden: `****1234`. A whole number never enters the ledger, nor a digest of one:
/// there are so few that a digest is found by trying.
public struct MaskedBankAccount: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    /// How many letters and digits stay.
    private static let shownMax = 4

    /// Hides a number, whichever spaces and signs are written in it; nil when there is nothing to hide. Of a short number at most
    /// half stays.
    public init?(hiding number: String) {
        let digits = number.unicodeScalars.filter { MaskedBankAccount.isShown($0) }
        guard !digits.isEmpty else { return nil }
        let shown = digits.suffix(min(MaskedBankAccount.shownMax, digits.count / 2))
        description = "****" + shown.map(String.init).joined()
    }

    /// Nil when the text does not have the form: four asterisks, then at most four letters and digits.
    public init?(_ text: String) {
        let shown = text.unicodeScalars.dropFirst(4)
        guard text.hasPrefix("****"), shown.count <= MaskedBankAccount.shownMax,
            shown.allSatisfy({ MaskedBankAccount.isShown($0) })
        else { return nil }
        description = text
    }

    /// What is not hidden.
    public var end: String { String(description.dropFirst(4)) }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar) || ("a"..."z").contains(scalar)
    }
}
