/// The digits of a number as somebody wrote it.
struct Decimal {
    var isNegative = false
    var whole: [UInt8] = []
    var fraction: [UInt8] = []

    init?(_ text: Substring) {
        var rest = text[...]
        if rest.hasPrefix("-") || rest.hasPrefix("−") {
            isNegative = true
            rest = rest.dropFirst()
        }
        let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let wholeText = parts.first, let whole = Decimal.wholeDigits(wholeText) else { return nil }
        self.whole = whole
        if parts.count == 2 {
            guard let fraction = Decimal.digits(parts[1]), !fraction.isEmpty else { return nil }
            self.fraction = fraction
        }
    }

    /// Commas may stand between thousands, and then between all of them: `1,23` is not a number.
    private static func wholeDigits(_ text: Substring) -> [UInt8]? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = groups.first, !first.isEmpty else { return nil }
        guard groups.count == 1 || (first.utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
        else {
            return nil
        }
        return digits(groups.joined()[...])
    }

    private static func digits(_ text: Substring) -> [UInt8]? {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digits.append(byte - UInt8(ascii: "0"))
        }
        return digits
    }
}
