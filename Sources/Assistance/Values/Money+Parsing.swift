/// Why a text is not an amount of money.
public struct MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence with the text and what is wrong with it.
    public let description: String
    /// What to write instead.
    public let remedy: String
}

extension Money {
    /// An amount as people write it: digits, with or without commas between thousands, a point before decimals, a minus sign
    /// before a correction, and the unit behind it (元, 万元, 亿元, yuan, wan, yi) where it is not `unit`.
    ///
    /// - Throws: `MoneyError` when it is no number, has more decimals than the currency has, or is out of bounds. Nothing is
    ///   ever rounded.
    public static func parse(
        _ text: String, unit: AmountUnit = .yuan, currency: Currency = .cny
    ) throws(MoneyError) -> Money {
        let parsed = try parse(text, unit: unit, currency: currency, rounding: false)
        return parsed.money
    }

    /// The same for a figure from a file of somebody else's making, where `1234.5600000002` is the trace of a spreadsheet's
    /// arithmetic: what is below the minor unit is rounded half to even.
    ///
    /// - Returns: the amount, and whether it had to be rounded, so that the text can be kept and the reader told.
    public static func parseImported(
        _ text: String, unit: AmountUnit = .yuan, currency: Currency = .cny
    ) throws(MoneyError) -> (money: Money, rounded: Bool) {
        try parse(text, unit: unit, currency: currency, rounding: true)
    }

    private static func parse(
        _ text: String, unit: AmountUnit, currency: Currency, rounding: Bool
    ) throws(MoneyError) -> (money: Money, rounded: Bool) {
        let (number, unit) = splitUnit(text, default: unit)
        guard let decimal = Decimal(number) else {
            throw MoneyError(
                description: "\"\(text)\" is not an amount of money",
                remedy: "write digits with a point before the decimals, such as 1234.50 or 1,234.50")
        }
        let decimals = unit.decimals(in: currency)
        let kept = decimal.fraction.prefix(decimals)
        let dropped = decimal.fraction.dropFirst(decimals)
        guard rounding || dropped.isEmpty else {
            throw MoneyError(
                description:
                    "amount \"\(text)\" has \(decimal.fraction.count) decimals, but \(currency) in \(unit) has \(decimals)",
                remedy: "write it with at most \(decimals) decimals; nothing is rounded for you")
        }
        var units: UInt64 = 0
        for digit in decimal.whole + kept + Array(repeating: 0, count: decimals - kept.count) {
            units = units > UInt64(Money.minorUnitsMax) ? units : units * 10 + UInt64(digit)
        }
        let rounded = dropped.contains { $0 != 0 }
        if rounded, roundsUp(dropped, afterOdd: !units.isMultiple(of: 2)) { units += 1 }
        guard units <= UInt64(Money.minorUnitsMax) else {
            throw MoneyError(
                description: "amount \"\(text)\" is larger than any ledger can hold",
                remedy: "the most is \(Money(checked: Money.minorUnitsMax, currency)): check the digits and the unit")
        }
        return (Money(checked: decimal.isNegative ? -Int64(units) : Int64(units), currency), rounded)
    }

    /// Half to even: up when more than half is dropped, or exactly half behind an odd digit.
    private static func roundsUp(_ dropped: ArraySlice<UInt8>, afterOdd: Bool) -> Bool {
        guard let first = dropped.first, first >= 5 else { return false }
        return first > 5 || dropped.dropFirst().contains { $0 != 0 } || afterOdd
    }

    private static func splitUnit(_ text: String, default unit: AmountUnit) -> (Substring, AmountUnit) {
        let text = text.trimmed
        for candidate in [AmountUnit.yi, .wan, .yuan] {
            for suffix in [candidate.chinese, candidate.rawValue] where text.hasSuffix(suffix) {
                return (text.dropLast(suffix.count).trimmed, candidate)
            }
        }
        return (text, unit)
    }
}
