import Assistance

/// From where to where an axis goes: it has 0 on it, and ends at round numbers.
struct AxisScale {
    let lowest: Int64
    let highest: Int64

    /// - Parameter step: what round numbers are counted in: 1, or a unit of amounts in minor units.
    init(_ values: some Sequence<Int64>, unit step: Int64 = 1) {
        let (least, most) = values.reduce((0, 0)) { (min($0.0, $1), max($0.1, $1)) }
        highest = Self.round(most.magnitude, step: step)
        lowest = least < 0 ? -Self.round(least.magnitude, step: step) : 0
    }

    /// Where a value lies between the ends, from 0 to 1.
    func place(of value: Int64) -> Double {
        guard highest > lowest else { return 0 }
        return (Double(value) - Double(lowest)) / (Double(highest) - Double(lowest))
    }

    /// The least of 1, 1.5, 2, 3, 4, 5, 6, 8 and 10 times a power of ten of the unit (or, for what is smaller, of a minor unit) that
    /// is not less.
    private static func round(_ value: UInt64, step: Int64) -> Int64 {
        guard value > 0 else { return 0 }
        var power = UInt64(step)
        while power > value, power > 1 { power /= 10 }
        while true {
            for tenths in [10, 15, 20, 30, 40, 50, 60, 80, 100] as [UInt64] {
                let (product, overflow) = power.multipliedReportingOverflow(by: tenths)
                guard !overflow, product / 10 <= Int64.max else { return .max }
                if product.isMultiple(of: 10), product / 10 >= value { return Int64(product / 10) }
            }
            power *= 10
        }
    }
}
