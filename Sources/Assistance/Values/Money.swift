/// An amount of money: a whole number of minor units of one currency, never more than 2⁵³−1 of them, so that every reader of
/// the ledger's JSON represents it exactly.
public struct Money: Hashable, Sendable {
    /// Minor units: 分 for CNY.
    public let minorUnits: Int64
    public let currency: Currency

    /// The largest number of minor units that an amount may have, 2⁵³−1: some ninety million million yuan.
    public static let minorUnitsMax: Int64 = 9_007_199_254_740_991

    /// Nil when the amount is beyond `minorUnitsMax` on either side of zero.
    public init?(minorUnits: Int64, currency: Currency = .cny) {
        guard minorUnits.magnitude <= Money.minorUnitsMax.magnitude else { return nil }
        self.minorUnits = minorUnits
        self.currency = currency
    }

    init(checked minorUnits: Int64, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    public static func zero(_ currency: Currency = .cny) -> Money { Money(checked: 0, currency) }

    public var isPositive: Bool { minorUnits > 0 }
    public var isZero: Bool { minorUnits == 0 }

    public static prefix func - (money: Money) -> Money { Money(checked: -money.minorUnits, money.currency) }

    /// The sum, or nil when it is beyond `minorUnitsMax` or the currencies differ.
    public func adding(_ other: Money) -> Money? {
        guard currency == other.currency else { return nil }
        return Money(minorUnits: minorUnits + other.minorUnits, currency: currency)
    }
}

extension Money: CustomStringConvertible {
    /// In the currency's main unit with all its decimals and a comma between thousands, and the code: `1,234.50 CNY`.
    public var description: String { "\(text) \(currency)" }

    /// The same without the code: `1,234.50`.
    public var text: String {
        let unit = (0..<currency.decimals).reduce(UInt64(1)) { power, _ in power * 10 }
        let (whole, fraction) = minorUnits.magnitude.quotientAndRemainder(dividingBy: unit)
        let digits = String(whole)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        let decimals = String(fraction)
        let padding = String(repeating: "0", count: max(0, currency.decimals - decimals.count))
        return (minorUnits < 0 ? "-" : "") + grouped + (currency.decimals > 0 ? "." + padding + decimals : "")
    }
}

extension Money {
    /// The first `minorUnits` of a positive amount, and the rest.
    func split(first minorUnits: Int64) -> (Money, Money) {
        (Money(checked: minorUnits, currency), Money(checked: self.minorUnits - minorUnits, currency))
    }
}
