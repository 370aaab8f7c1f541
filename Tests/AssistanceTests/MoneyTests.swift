import Assistance
import Testing

@Suite("Money")
struct MoneyTests {
    @Test(
        "an amount is shown with all decimals and a comma between thousands",
        arguments: [
            (0, "0.00"), (1, "0.01"), (-1, "-0.01"), (10, "0.10"), (99, "0.99"), (100, "1.00"), (99_999, "999.99"),
            (100_000, "1,000.00"), (123_450, "1,234.50"), (-123_450, "-1,234.50"), (99_999_999, "999,999.99"),
            (100_000_000, "1,000,000.00"), (9_007_199_254_740_991, "90,071,992,547,409.91"),
            (-9_007_199_254_740_991, "-90,071,992,547,409.91"),
        ] as [(Int64, String)])
    func shown(minorUnits: Int64, text: String) {
        #expect(fen(minorUnits).text == text)
        #expect(fen(minorUnits).description == "\(text) CNY")
    }

    @Test("amounts reach 2⁵³−1 minor units on both sides of zero and no further")
    func bounds() {
        let most = Money.minorUnitsMax
        #expect(most == 1 << 53 - 1)
        #expect(Money(minorUnits: most)?.minorUnits == most && Money(minorUnits: -most)?.minorUnits == -most)
        for beyond in [most + 1, -most - 1, .max, .min] { #expect(Money(minorUnits: beyond) == nil) }
    }

    @Test("a sum beyond the bound is none")
    func sums() throws {
        #expect(fen(3).adding(fen(-5)) == fen(-2))
        let most = fen(Money.minorUnitsMax)
        #expect(most.adding(.zero()) == most && most.adding(-most) == .zero())
        #expect(most.adding(fen(1)) == nil && (-most).adding(fen(-1)) == nil && most.adding(most) == nil)
    }

    @Test("only more than nothing is positive")
    func signs() {
        #expect(fen(1).isPositive && !fen(0).isPositive && !fen(-1).isPositive)
        #expect(fen(0).isZero && !fen(1).isZero && -fen(0) == fen(0))
    }

    @Test("the ledger keeps the yuan and no other currency")
    func currencies() {
        #expect(Currency("CNY") == .cny && Currency.cny.decimals == 2)
        for code in ["USD", "cny", "", "RMB"] { #expect(Currency(code) == nil) }
    }
}
