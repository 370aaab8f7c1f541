import Testing

@testable import Accountability

@Suite("Sums in reports")
struct ReportSumsTests {
    @Test("rounds money per person half to even, and gives none where nobody is poor or nobody knows")
    func perHead() {
        for (amount, heads, each) in [(25, 10, 2), (35, 10, 4), (26, 10, 3), (24, 10, 2), (-25, 10, -2), (-26, 10, -3)]
        {
            #expect(Report.Cell.sum(Int128(amount), per: Int128(heads)) == .amount(Int64(each)), "\(amount)/\(heads)")
        }
        #expect(Report.Cell.sum(5, per: 0) == .empty)
        #expect(Report.Cell.sum(5, per: nil) == .empty)
        #expect(Report.Cell.amount(Int128(Int64.max) * 4) == .amount(Int64.max))
        #expect(
            Report.Cell.ratio(Int128(Int64.max) * 4, of: Int128(Int64.max) * 8)
                == .ratio(numerator: Int64.max / 2, denominator: Int64.max))
    }
}
