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
        let digits = String(amount.magnitude)
        let padded = String(repeating: "0", count: max(0, most + 1 - digits.count)) + digits
        let whole = padded.dropLast(most)
        let fraction = padded.suffix(most).prefix(decimals)
        return (amount < 0 ? "-" : "") + (isGrouped ? Self.grouped(whole) : String(whole))
            + (fraction.isEmpty ? "" : ".\(fraction)")
    }

    /// A whole number such as `-1,234,567`.
    static func grouped(_ count: Int64) -> String {
        (count < 0 ? "-" : "") + grouped(String(count.magnitude)[...])
    }

    private static func grouped(_ digits: Substring) -> String {
        let count = digits.utf8.count
        return String(unsafeUninitializedCapacity: count + count / 3) { buffer in
            var end = 0
            for (index, digit) in digits.utf8.enumerated() {
                if index > 0, (count - index).isMultiple(of: 3) {
                    buffer[end] = UInt8(ascii: ",")
                    end += 1
                }
                buffer[end] = digit
                end += 1
            }
            return end
        }
    }
}
