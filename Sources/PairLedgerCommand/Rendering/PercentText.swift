/// Shares as per cent with one decimal, rounded half to even from the exact integers.
enum PercentText {
    /// A number such as `95.6` or `-0.4`; `nil` if the denominator is 0.
    static func number(_ numerator: Int64, of denominator: Int64) -> String? {
        guard denominator != 0 else { return nil }
        let isNegative = (numerator < 0) != (denominator < 0)
        let divisor = Int128(denominator.magnitude)
        var (tenths, rest) = (Int128(numerator.magnitude) * 1_000).quotientAndRemainder(dividingBy: divisor)
        if rest * 2 > divisor || (rest * 2 == divisor && !tenths.isMultiple(of: 2)) { tenths += 1 }
        let sign = isNegative && tenths > 0 ? "-" : ""
        // Text of 128 bits takes its time, and is seldom needed.
        guard let small = Int64(exactly: tenths) else { return "\(sign)\(tenths / 10).\(tenths % 10)" }
        return "\(sign)\(small / 10).\(small % 10)"
    }
}
