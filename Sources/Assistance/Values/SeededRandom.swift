/// Numbers of chance from a seed: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// Whole numbers only, so that the same seed gives the same numbers on every machine and with every version of the standard library;
/// and so short that an auditor can write it again.
public struct SeededRandom: Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SeededRandom.mix(state)
    }

    /// Carries every bit of a number into every bit of the answer; no two numbers have the same.
    public static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to one less than `count`, which must be positive; each exactly as likely as any other, however large `count` is: by the
    /// high half of a product, and another try for the few numbers that would prefer some (Lemire, "Fast random integer generation in an
    /// interval", 2019).
    public mutating func below(_ count: UInt64) -> UInt64 {
        var product = next().multipliedFullWidth(by: count)
        if product.low < count {
            let threshold = (0 &- count) % count
            while product.low < threshold { product = next().multipliedFullWidth(by: count) }
        }
        return product.high
    }
}
