import Assistance

/// Amounts of CNY in yuan, 万元 or 亿元: always exact, never rounded.
struct AmountText {
    let unit: AmountUnit
    /// At least as many as every amount to be shown needs.
    let decimals: Int

    /// As few decimals as show every one of `amounts` (minor units) exactly; of yuan, none or two.
    init(_ unit: AmountUnit, showing amounts: some Sequence<Int64>) {
        let most = unit.decimals(in: .cny)
        var fewest = 0
        for amount in amounts where fewest < most {
            var dropped = 0
            var rest = amount
            while dropped < most - fewest, rest.isMultiple(of: 10) {
                rest /= 10
                dropped += 1
            }
            fewest = max(fewest, most - dropped)
        }
        self.unit = unit
        decimals = unit == .yuan && fewest > 0 ? most : fewest
    }

    /// A number such as `-1,234.50`, or `-1234.50` without `isGrouped`.
    func text(_ amount: Int64, isGrouped: Bool = true) -> String {
        let most = unit.decimals(in: .cny)
        return Self.text(amount, fraction: most, dropped: most - decimals, isGrouped: isGrouped)
    }

    /// A whole number such as `-1,234,567`.
    static func grouped(_ count: Int64) -> String { text(count, fraction: 0, dropped: 0, isGrouped: true) }

    /// Written by byte from the last digit on: a report has very many figures.
    ///
    /// - Parameters:
    ///   - fraction: how many digits stand behind the point.
    ///   - dropped: how many of them are left out, from the last on.
    private static func text(_ number: Int64, fraction: Int, dropped: Int, isGrouped: Bool) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var (rest, place) = (number.magnitude, 0)
        while rest > 0 || place <= fraction {
            if place == fraction, dropped < fraction { bytes.append(UInt8(ascii: ".")) }
            if isGrouped, place > fraction, (place - fraction).isMultiple(of: 3) { bytes.append(UInt8(ascii: ",")) }
            if place >= min(dropped, fraction) { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
            rest /= 10
            place += 1
        }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        bytes.reverse()
        return String(decoding: bytes, as: UTF8.self)
    }
}
