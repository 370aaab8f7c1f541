/// A value of an indicator: a whole number, or a percentage to the hundredth. Never a fraction: what needs one is counted in a
/// smaller unit.
public struct Figure: Hashable, Sendable, CustomStringConvertible {
    /// What one of `number` stands for.
    public enum Scale: String, CaseIterable, Sendable {
        /// One of the unit that the indicator names, or one grade of its scale.
        case whole
        /// A hundredth of a per cent: 9,350 of them are 93.5 %.
        case basisPoints = "basis-points"
    }

    public let number: Int64
    public let scale: Scale

    /// Nil when the number is beyond 2⁵³−1 on either side of zero, which no entry can hold.
    public init?(_ number: Int64, _ scale: Scale = .whole) {
        guard number.magnitude <= Money.minorUnitsMax.magnitude else { return nil }
        self.init(checked: number, scale)
    }

    init(checked number: Int64, _ scale: Scale) {
        self.number = number
        self.scale = scale
    }

    /// A value as people write it: `1200` or `1,200`, and `93.5%`; nil when it is neither, or has parts that would be lost.
    public init?(_ text: String) {
        let isPercentage = text.hasSuffix("%")
        guard let decimal = Decimal((isPercentage ? text.dropLast() : text[...]).trimmed) else { return nil }
        let decimals = isPercentage ? 2 : 0
        guard decimal.fraction.count <= decimals else { return nil }
        var number: Int64 = 0
        for digit in decimal.whole + decimal.fraction
            + Array(repeating: 0, count: decimals - decimal.fraction.count)
        {
            number = number * 10 + Int64(digit)
            guard number <= Money.minorUnitsMax else { return nil }
        }
        self.init(checked: decimal.isNegative ? -number : number, isPercentage ? .basisPoints : .whole)
    }

    /// `1200`, or `93.5%` with no more decimals than it takes.
    public var description: String {
        guard scale == .basisPoints else { return "\(number)" }
        let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: 100)
        let decimals = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
        return "\(number < 0 ? "-" : "")\(whole)\(decimals)%"
    }
}
