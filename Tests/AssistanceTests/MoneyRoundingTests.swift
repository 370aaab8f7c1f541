import Assistance
import PairLedgerTesting
import Testing

@Suite("Imported amounts are rounded half to even")
struct MoneyRoundingTests {
    @Test(
        "to the nearest minor unit, and from the middle to the even one",
        arguments: [
            ("1234.5600000002", 123_456, true), ("1234.5599999998", 123_456, true), ("0.125", 12, true),
            ("0.135", 14, true), ("0.1250000001", 13, true), ("0.1249999999", 12, true), ("-0.125", -12, true),
            ("-0.135", -14, true), ("0.005", 0, true), ("-0.005", 0, true), ("0.015", 2, true), ("0.995", 100, true),
            ("0.985", 98, true), ("999.995", 100_000, true), ("0.0049", 0, true), ("0.120", 12, false),
            ("1.5000000000000", 150, false), ("1.23456789万元", 1_234_568, true), ("1.2345675万元", 1_234_568, true),
            ("1.2345665万元", 1_234_566, true), ("90071992547409.905", 9_007_199_254_740_990, true),
            ("90071992547409.9149", 9_007_199_254_740_991, true),
        ] as [(String, Int64, Bool)])
    func rounded(text: String, minorUnits: Int64, rounded: Bool) throws {
        let imported = try Money.parseImported(text)
        #expect(imported.money.minorUnits == minorUnits)
        #expect(imported.rounded == rounded)
    }

    @Test("an amount that rounding takes beyond the bound is refused", arguments: ["", "-"])
    func beyond(sign: String) throws {
        _ = try #require(throws: MoneyError.self) { _ = try Money.parseImported("\(sign)90071992547409.915") }
    }

    @Test("20,000 random figures come out as whole-number arithmetic has them")
    func model() throws {
        let seed: UInt64 = 20_150_409
        var random = SplitMix64(seed: seed)
        for round in 0..<20_000 {
            // A figure of `places` decimals as a whole number; in a third of them the dropped part is exactly a half.
            let places = Int.random(in: 3...6, using: &random)
            let scale = (2..<places).reduce(Int64(1)) { power, _ in power * 10 }
            var figure = Int64.random(in: 0...1_000_000_000, using: &random)
            if Int.random(in: 0..<3, using: &random) == 0 { figure = figure / scale * scale + scale / 2 }
            let isNegative = Bool.random(using: &random)
            let digits = String(figure)
            let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
            let text = (isNegative ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)

            let (below, rest) = figure.quotientAndRemainder(dividingBy: scale)
            // Twice the distance tells the nearer neighbour; in the middle, the even one.
            let up = 2 * rest > scale || (2 * rest == scale && below % 2 == 1)
            let expected = (isNegative ? -1 : 1) * (below + (up ? 1 : 0))

            let imported = try Money.parseImported(text)
            let context: Comment = "seed \(seed), round \(round): \(text)"
            try #require(imported.money.minorUnits == expected, context)
            try #require(imported.rounded == (rest != 0), context)
            try #require((try? Money.parse(text)) == nil, context)
        }
    }
}
