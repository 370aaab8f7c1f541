import Assistance

/// Where every choice of a sample comes from, so that the same seed gives the same sample everywhere.
struct SampleRandom: Sendable {
    private var numbers: SeededRandom

    init(seed: UInt64) { numbers = SeededRandom(seed: seed) }

    mutating func next() -> UInt64 { numbers.next() }

    /// Carries every bit of a number into every bit of the answer; no two numbers have the same.
    static func mix(_ number: UInt64) -> UInt64 { SeededRandom.mix(number) }

    /// From 0 to one less than `count`, which must be positive.
    mutating func below(_ count: Int) -> Int {
        // The high half of the product; what that prefers, with counts this small, nobody could ever see.
        Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// One of the range, which must not be empty.
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// Whether one of `count` equally likely things happens.
    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// One of the choices, which must not be empty.
    mutating func choice<Choice>(of choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// So many of the choices, each at most once, in an order of chance.
    mutating func sample<Choice>(_ count: Int, of choices: [Choice]) -> [Choice] {
        var rest = choices
        for index in 0..<min(count, rest.count) { rest.swapAt(index, index + below(rest.count - index)) }
        return Array(rest.prefix(count))
    }
}
