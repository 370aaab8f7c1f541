import Assistance

/// A number as XML Schema's `decimal` writes it, kept exactly: as many digits as were written, in up to 18 before and 12 behind the point.
public struct IATIDecimal: Sendable, Hashable, CustomStringConvertible {
    /// Of 10⁻¹².
    private let units: Int128

    private static let places = 12
    private static let one: Int128 = 1_000_000_000_000
    public static let zero = IATIDecimal(units: 0)
    static let hundred = IATIDecimal(units: 100 * one)

    private init(units: Int128) { self.units = units }

    /// Nil for what is no such number, or has more digits than are kept.
    public init?(_ text: String) {
        var digits = Substring(text.trimmed)
        let isNegative = digits.first == "-"
        if digits.first == "-" || digits.first == "+" { digits = digits.dropFirst() }
        let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let significant = fraction.reversed().drop { $0 == "0" }.reversed()
        guard whole.utf8.count + fraction.utf8.count > 0, whole.utf8.count <= 18,
            significant.count <= IATIDecimal.places,
            (whole + fraction).utf8.allSatisfy({ 0x30...0x39 ~= $0 })
        else { return nil }
        let padded = String(significant) + String(repeating: "0", count: IATIDecimal.places - significant.count)
        var units: Int128 = 0
        for digit in (whole + padded).utf8 { units = units * 10 + Int128(digit - 0x30) }
        self.init(units: isNegative ? -units : units)
    }

    public var isNegative: Bool { units < 0 }

    public static func + (left: IATIDecimal, right: IATIDecimal) -> IATIDecimal {
        IATIDecimal(units: left.units + right.units)
    }

    /// Without zeros at the end.
    public var description: String {
        let (whole, rest) = units.magnitude.quotientAndRemainder(dividingBy: IATIDecimal.one.magnitude)
        guard rest > 0 else { return (isNegative ? "-" : "") + "\(whole)" }
        let text = String(rest + IATIDecimal.one.magnitude).dropFirst()
        let significant = String(text.reversed().drop { $0 == "0" }.reversed())
        return (isNegative ? "-" : "") + "\(whole).\(significant)"
    }
}
