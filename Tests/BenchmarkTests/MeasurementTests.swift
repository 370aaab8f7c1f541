import FoundationEssentials
import Testing

@testable import pairledger_benchmark

@Suite("A measurement") struct MeasurementTests {
    private func measurement(ours: [Double], limit: [Double] = [100], _ bound: Measurement.Bound?) -> Measurement {
        Measurement(name: "work", unit: "events/s", ours: ours, limitName: "nothing else", limit: limit, bound: bound)
    }

    @Test("takes the middle of an odd number of samples, and between the middle two of an even one")
    func median() {
        #expect([9.0, 1, 2].median == 2)
        #expect([9.0, 1, 2, 4].median == 3)
        #expect([7.0].median == 7)
    }

    @Test("compares medians, so that one slow round decides nothing")
    func ratio() {
        #expect(measurement(ours: [50, 1, 60], limit: [100, 9999, 90], nil).ratio == 0.5)
    }

    @Test(
        "holds up to its bound and no further",
        arguments: [
            (50.0, Measurement.Bound.atLeast(0.5), true), (49.9, .atLeast(0.5), false),
            (50.0, .atMost(0.5), true), (50.1, .atMost(0.5), false),
        ])
    func bounds(ours: Double, bound: Measurement.Bound, holds: Bool) {
        #expect(measurement(ours: [ours], bound).holds == holds)
        #expect(measurement(ours: [ours], nil).holds)
    }

    @Test("stands in the table with its ratio and what is wanted of it")
    func table() throws {
        let findings = Findings(
            rounds: 1, server: "PostgreSQL 15.1", loadBefore: 0.5, loadAfter: 1.25,
            measurements: [
                measurement(ours: [1234.4], limit: [1000], .atLeast(1.5)),
                measurement(ours: [12.34], .atMost(0.5)),
                measurement(ours: [10], nil),
            ])
        let lines = findings.table.split(separator: "\n")
        #expect(lines[0].hasSuffix("load average 0.50 before and 1.25 after; PostgreSQL 15.1"))
        #expect(
            lines.dropFirst() == [
                "Measured  Unit      Ours  Limit  Ratio  Wanted         The limit is",
                "work      events/s  1234   1000   1.23  ≥ 1.50  SHORT  nothing else",
                "work      events/s  12.3    100   0.12  ≤ 0.50  holds  nothing else",
                "work      events/s  10.0    100   0.10                 nothing else",
            ])
    }

    @Test("goes into a file with all its samples")
    func json() throws {
        let findings = Findings(
            rounds: 2, server: "PostgreSQL 15.1", loadBefore: 0, loadAfter: 0,
            measurements: [measurement(ours: [1, 3], .atLeast(0.5))])
        let text = String(decoding: try findings.json(), as: UTF8.self).filter { !$0.isWhitespace }
        #expect(text.contains(#""at_least":0.5,"holds":false,"limit":[100],"limit_is":"nothingelse","name":"work""#))
        #expect(text.contains(#""ours":[1,3],"ratio":0.02,"unit":"events/s""#))
    }
}
