import Assistance
import PairLedgerTesting
import Testing

@Suite("Amounts as people write them")
struct MoneyParsingTests {
    @Test(
        "are read in yuan unless they say otherwise",
        arguments: [
            ("0", 0), ("-0", 0), ("7", 700), ("007", 700), ("1234.5", 123_450), ("1234.50", 123_450),
            ("1,234.50", 123_450),
            ("12,345,678", 1_234_567_800), ("0.01", 1), ("-0.01", -1), ("-1,234.5", -123_450), ("−5", -500),
            ("  5.00\t", 500), ("5元", 500), ("5 元", 500), ("5yuan", 500), ("5万元", 5_000_000), ("5 wan", 5_000_000),
            ("1.000001万元", 1_000_001), ("-2.5万元", -2_500_000), ("3亿元", 30_000_000_000), ("3 yi", 30_000_000_000),
            ("0.0000000001yi", 1), ("1,234.5 万元", 1_234_500_000), ("90071992547409.91", 9_007_199_254_740_991),
            ("-90,071,992,547,409.91", -9_007_199_254_740_991), ("9007199254.740991万元", 9_007_199_254_740_991),
            ("000000000000000000000000000001", 100),
        ] as [(String, Int64)])
    func read(text: String, minorUnits: Int64) throws {
        #expect(try Money.parse(text).minorUnits == minorUnits)
        let imported = try Money.parseImported(text)
        #expect(imported.money.minorUnits == minorUnits && !imported.rounded)
    }

    @Test("a unit in the text goes before the unit of the column")
    func unitOfColumn() throws {
        #expect(try Money.parse("41759", unit: .wan) == yuan(417_590_000))
        #expect(try Money.parse("41759万元", unit: .yi) == yuan(417_590_000))
        #expect(try Money.parse("417590000元", unit: .wan) == yuan(417_590_000))
        #expect(try Money.parse("4.1759", unit: .yi) == yuan(417_590_000))
    }

    @Test(
        "what is no amount is refused with its text",
        arguments: [
            "", " ", "-", ".", "-.", "元", "万元", "yuan", "abc", "1.2.3", "1.", ".5", "-.5", "--5", "- 5", "+5", "1e3",
            "0x10",
            "1_000", "1 000", "12,34", "1,2345", "1234,567", ",123", "1,,234", "1,234,", "1,234.5,6", "1.234,5", "１２",
            "五元",
            "¥5", "$5", "5 USD", "5%", "NaN", "inf", "5元元", "5wan元", "5-", "(5)", "5\u{0}", "٣",
        ])
    func junk(text: String) throws {
        let error = try #require(throws: MoneyError.self) { _ = try Money.parse(text) }
        #expect(error.description == "\"\(text)\" is not an amount of money")
        #expect(!error.remedy.isEmpty)
        let imported = try #require(throws: MoneyError.self) { _ = try Money.parseImported(text) }
        #expect(imported == error)
    }

    @Test(
        "more decimals than the currency has are refused with both numbers, zeros too",
        arguments: [
            ("1.234", 3, 2, "yuan"), ("1.230", 3, 2, "yuan"), ("-0.001元", 3, 2, "yuan"), ("1.2345678万元", 7, 6, "wan"),
            ("1.12345678901 yi", 11, 10, "yi"),
        ] as [(String, Int, Int, String)])
    func decimals(text: String, written: Int, allowed: Int, unit: String) throws {
        let error = try #require(throws: MoneyError.self) { _ = try Money.parse(text) }
        #expect(error.description.contains("\"\(text)\" has \(written) decimals"))
        #expect(error.description.contains("CNY in \(unit) has \(allowed)"))
    }

    @Test(
        "an amount beyond the bound is refused, however far beyond",
        arguments: [
            "90071992547409.92", "-90071992547409.92", "9007199254.740992万元", "100000000000000", "900720亿元",
            String(repeating: "9", count: 400),
        ])
    func beyond(text: String) throws {
        for read in [{ try Money.parse(text) }, { try Money.parseImported(text).money }] {
            let error = try #require(throws: MoneyError.self) { _ = try read() }
            #expect(error.description.contains("larger than any ledger can hold"))
            #expect(error.remedy.contains("90,071,992,547,409.91 CNY"))
        }
    }

    @Test("20,000 random amounts are read again as they are shown, in each unit")
    func roundTrip() throws {
        let seed: UInt64 = 20_140_218
        var random = SplitMix64(seed: seed)
        for round in 0..<20_000 {
            let bound = Money.minorUnitsMax >> Int64.random(in: 0...52, using: &random)
            let money = fen(Int64.random(in: -bound...bound, using: &random))
            let context: Comment = "seed \(seed), round \(round): \(money)"
            try #require(try Money.parse(money.text) == money, context)
            try #require(try Money.parse(money.text.filter { $0 != "," }) == money, context)
            for unit in AmountUnit.allCases {
                let text = Self.written(money, decimals: unit.decimals(in: .cny))
                try #require(try Money.parse(text, unit: unit) == money, context)
                try #require(try Money.parse(text + unit.chinese) == money, context)
                try #require(try Money.parseImported(text + " " + unit.rawValue) == (money, false), context)
            }
        }
    }

    /// The digits with a point before the last `decimals` of them.
    private static func written(_ money: Money, decimals: Int) -> String {
        let digits = String(money.minorUnits.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (money.minorUnits < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
