import Accountability
import Assistance
import CanonicalJSON
import Projection
import Testing

@Suite("Outcomes: claims apart from what was verified")
struct OutcomesReportTests {
    /// K1 spent 120 yuan for 40 of 50 persons, of whom 30 were verified; K2 100 for persons whose number is disputed, and a share of
    /// households. Artux has 1,000 poor inhabitants, and had 2,000.
    private static func input() throws -> ReportInput {
        var log = try Log(
            programme("XJ"), pairing("JS-KZ", of: "XJ", "320000", "653000"),
            agreement("A14", under: "JS-KZ", year: 2014, 1_000), transfer("T1", under: "A14", 600), receipt(of: "T1"),
            project("K1", in: "653000", aid: 300), project("K2", in: "653000", aid: 300), allocation(to: "K1", 300),
            allocation(to: "K2", 300), spending("P1", of: "K1", 120), spending("P2", of: "K2", 100),
            persons("I1", of: "K1", 50), persons("I2", of: "K2", 20),
            State(
                IndicatorDefined(
                    project: id("K2"), name: "Households with water", measure: .percentage, unit: "households",
                    target: 9_000, dueOn: day("2015-12-31")), of: id("I3"), on: day("2014-05-01")))
        try log.record(claim("I1", 40))
        try log.record(
            State(
                OutcomeVerified(report: 2, verifiedBy: "audit office", method: "site", value: figure(30)), of: id("I1"),
                on: day("2015-02-01")), by: "audit office")
        try log.record(claim("I2", 20))
        try log.record(
            State(
                OutcomeDisputed(report: 2, disputedBy: "audit office", reason: "counted twice", value: figure(10)),
                of: id("I2"), on: day("2015-02-02")), by: "audit office")
        for (year, persons) in [(2013, 2_000), (2014, 1_000)] {
            try log.record(
                State(
                    RegionIndicatorReported(
                        .povertyHeadcount, of: year, value: Int64(persons), source: "yearbook"), of: id("653000"),
                    on: day("\(year + 1)-03-01")))
        }
        return try MemoryRows(log.events).input()
    }

    private static func persons(_ name: String, of project: String, _ target: Int64) -> State<IndicatorDefined> {
        State(
            IndicatorDefined(
                project: id(project), name: "Persons trained", measure: .unit, unit: "persons", target: target,
                dueOn: day("2015-12-31")), of: id(name), on: day("2014-05-01"))
    }

    private static func claim(_ indicator: String, _ value: Int64) -> State<OutcomeReported> {
        State(
            OutcomeReported(
                value: figure(value), periodStart: day("2014-01-01"), periodEnd: day("2014-12-31"),
                reportedBy: "county bureau"), of: id(indicator), on: day("2015-01-10"))
    }

    private static func figure(_ number: Int64) -> Figure {
        guard let figure = Figure(number) else { preconditionFailure("\(number) is beyond all bounds") }
        return figure
    }

    @Test("what is reported, verified and disputed stands apart, and money is per verified unit")
    func units() throws {
        let report = try OutcomesReport.make(Self.input(), ReportRequest(ledger: "main"))
        #expect(
            report.sectionIfAny("units")?.rows.map(\.cells) == [
                [
                    .text("persons"), .count(2), .count(70), .count(60), .count(30), .count(10),
                    .ratio(numerator: 30, denominator: 70), .amount(22_000), .amount(733),
                ]
            ])
        #expect(report.cells("indicators", "state") == [.text("verified"), .text("disputed")])
        #expect(report.cells("indicators", "spent_per_unit") == [.amount(400), .empty])
        #expect(report.cells("share_indicators", "target") == [.ratio(numerator: 9_000, denominator: 10_000)])
        #expect(report.cells("share_indicators", "state") == [.text("nothing reported")])
    }

    @Test("money stands beside the last headcount of the poor")
    func counties() throws {
        let report = try OutcomesReport.make(Self.input(), ReportRequest(ledger: "main"))
        #expect(report.cells("counties", "poverty_headcount") == [.count(1_000)])
        #expect(report.cells("counties", "headcount_year") == [.text("2014")])
        #expect(report.cells("counties", "spent") == [.amount(22_000)])
        #expect(report.cells("counties", "spent_per_poor") == [.amount(22)])
        #expect(report.cells("counties", "verified_indicators") == [.count(1)])
    }

    @Test("with a period only what was said in it counts")
    func period() throws {
        let request = ReportRequest(
            ledger: "main", period: Period(from: day("2015-02-01"), to: day("2015-12-31")), step: .month)
        let report = try OutcomesReport.make(Self.input(), request)
        #expect(report.cells("units", "reported") == [.count(0)])
        #expect(report.cells("units", "verified") == [.count(30)])
        #expect(report.cells("times", "time") == [.text("2015-02")])
        #expect(report.cells("times", "verified") == [.count(1)])
    }

    @Test(
        "indicators are found by the places, purposes and money of their projects; the list is limited, the sums are not"
    )
    func filters() throws {
        let input = try Self.input()
        func indicators(_ filter: ReportFilter, limit: Int? = nil) throws -> Report {
            try OutcomesReport.make(input, ReportRequest(ledger: "main", filter: filter), limit: limit)
        }
        #expect(try indicators(.init(pairing: "JS-KZ")).cells("units", "indicators") == [.count(2)])
        #expect(try indicators(.init(instrument: .socialDonation)).cells("units", "indicators") == [])
        #expect(try indicators(.init(purpose: .education)).cells("units", "indicators") == [.count(2)])
        #expect(try indicators(.init(purpose: .industry)).cells("units", "indicators") == [])
        #expect(try indicators(.init(region: region("650000"))).cells("units", "indicators") == [.count(2)])
        #expect(try indicators(.init(region: region("654000"))).cells("units", "indicators") == [])
        #expect(try indicators(.init(tier: .county)).cells("units", "indicators") == [])
        let limited = try indicators(ReportFilter(), limit: 1)
        #expect(limited.cells("indicators", "indicator") == [.text("I1")])
        #expect(limited.cells("units", "indicators") == [.count(2)])
        #expect(limited.notes.contains { $0.hasPrefix("2 of 3 indicators are left out") })
    }
}
