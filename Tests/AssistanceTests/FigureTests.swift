import Assistance
import Testing

@Suite("Figures")
struct FigureTests {
    @Test(
        "are read as people write them, and written as short as can be",
        arguments: [
            ("1200", 1_200, .whole, "1200"), ("1,200", 1_200, .whole, "1200"), ("0", 0, .whole, "0"),
            ("-3", -3, .whole, "-3"), ("93.5%", 9_350, .basisPoints, "93.5%"),
            ("93.50 %", 9_350, .basisPoints, "93.5%"),
            ("62%", 6_200, .basisPoints, "62%"), ("0.05%", 5, .basisPoints, "0.05%"),
            ("-0.25%", -25, .basisPoints, "-0.25%"), ("120.07%", 12_007, .basisPoints, "120.07%"),
            ("9007199254740991", 9_007_199_254_740_991, .whole, "9007199254740991"),
            ("90071992547409.91%", 9_007_199_254_740_991, .basisPoints, "90071992547409.91%"),
        ] as [(String, Int64, Figure.Scale, String)])
    func read(text: String, number: Int64, scale: Figure.Scale, written: String) throws {
        let figure = try #require(Figure(text))
        #expect(figure.number == number && figure.scale == scale)
        #expect(figure.description == written)
        #expect(Figure(written) == figure)
        #expect(Figure(number, scale) == figure)
    }

    @Test(
        "that would lose a part, are none or are beyond an entry's bounds, are not read",
        arguments: [
            "", "%", "1.5", "93.555%", "1,20", "1e3", "twelve", "１２", "9007199254740992", "90071992547409.92%",
            "99999999999999999999999", "5%%", "5 % x", "--1",
        ])
    func unread(text: String) { #expect(Figure(text) == nil) }

    @Test("beyond 2⁵³−1 on either side are none")
    func bounds() {
        for number in [9_007_199_254_740_992, -9_007_199_254_740_992, Int64.min] { #expect(Figure(number) == nil) }
    }

    @Test("have the scale of their measure, whose codes are those of IATI")
    func measures() {
        #expect(IndicatorMeasure.allCases.map(\.iatiCode) == ["1", "2", "4"])
        #expect(IndicatorMeasure.allCases.map(\.scale) == [.whole, .basisPoints, .whole])
    }
}
