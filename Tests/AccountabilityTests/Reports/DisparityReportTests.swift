import Accountability
import Assistance
import CanonicalJSON
import Testing

@testable import Projection

@Suite("The report of the disparity")
struct DisparityReportTests {
    private static let pairing = pairingRow("FJ-NX", "350000", "640000")

    @Test("puts the two sides of each year beside one another, with the aid of its agreements")
    func sides() throws {
        let input = ReportInput(
            [
                Self.pairing, fared("350000", in: 2016, rural: 1_500_000),
                fared("640000", in: 2016, poor: 417, rural: 985_000),
                fared("640000", in: 2017, poor: 239, rural: 1_073_800),
                promised("FJ-NX", year: 2017, given: 900, committed: 300),
                held("FJ-NX", year: 2017, at: "640000", 600), promised("FJ-NX", year: 2018, given: 5, committed: 5),
            ])
        let report = try DisparityReport.make(input, ReportRequest())
        #expect(
            try report.table("sides").cells(
                "year", "donor_rural_income", "recipient_rural_income", "rural_share", "recipient_poor", "given",
                "paid_in")
                == [
                    [
                        .text("2016"), .amount(1_500_000), .amount(985_000),
                        .ratio(numerator: 985_000, denominator: 1_500_000), .count(417), .empty, .empty,
                    ],
                    [.text("2017"), .empty, .amount(1_073_800), .empty, .count(239), .amount(900), .amount(600)],
                    [.text("2018"), .empty, .empty, .empty, .empty, .amount(5), .amount(0)],
                ])
    }

    @Test("adds up the counties where the recipient has no figure of its own, and counts nobody twice")
    func counties() throws {
        let counties: [any TableRow] = [
            Self.pairing, fared("640324", in: 2016, poor: 30), fared("640400", in: 2016, poor: 100),
            fared("640422", in: 2016, poor: 60),
        ]
        func poor(_ rows: [any TableRow]) throws -> [[Report.Cell]] {
            try DisparityReport.make(ReportInput(rows), ReportRequest()).table("sides").cells(
                "recipient_poor", "recipient_poor_regions")
        }
        #expect(try poor(counties) == [[.count(130), .count(2)]])
        #expect(try poor(counties + [fared("640000", in: 2016, poor: 140)]) == [[.count(140), .count(1)]])
    }

    @Test("tells whether nobody is poor by 2020: reached in time, late, missed, or under way")
    func goal() throws {
        let rows: [any TableRow] = [
            Self.pairing, fared("640324", in: 2014, poor: 80), fared("640324", in: 2020, poor: 0),
            fared("640422", in: 2014, poor: 80), fared("640422", in: 2020, poor: 4), fared("640423", in: 2019, poor: 9),
            fared("640424", in: 2020, poor: 2), fared("640424", in: 2021, poor: 0), fared("640402", in: 2020, poor: 0),
        ]
        func goal(_ request: ReportRequest) throws -> [[Report.Cell]] {
            try DisparityReport.make(ReportInput(rows), request).table("goal").cells(
                "region", "lifted", "reached", "status")
        }
        #expect(
            try goal(ReportRequest()) == [
                [.text("640324"), .count(80), .text("2020"), .text("reached in time")],
                [.text("640402"), .count(0), .text("2020"), .text("reached in time")],
                [.text("640422"), .count(76), .empty, .text("missed")],
                [.text("640423"), .count(0), .empty, .text("under way")],
                [.text("640424"), .count(2), .text("2021"), .text("reached late")],
            ])
        #expect(
            try goal(ReportRequest(from: "2014-01-01", to: "2019-12-31")) == [
                [.text("640324"), .count(0), .empty, .text("under way")],
                [.text("640422"), .count(0), .empty, .text("under way")],
                [.text("640423"), .count(0), .empty, .text("under way")],
            ])
    }

    @Test("lists regions flat or in a tree with what is within them, and those of the region asked for alone")
    func regions() throws {
        let rows: [any TableRow] = [
            Self.pairing, fared("640324", in: 2016, poor: 30), fared("640422", in: 2016, poor: 70),
            used("FJ-NX", year: 2016, at: "640422", allocated: 0, spent: 140),
            used("FJ-NX", year: 2016, at: "640400", allocated: 60, spent: 0),
        ]
        func regions(_ request: ReportRequest) throws -> [[Report.Cell]] {
            try DisparityReport.make(ReportInput(rows), request).table("regions").cells(
                "region", "poor", "paid_in", "per_poor")
        }
        let county: [Report.Cell] = [.text("640422"), .count(70), .amount(140), .amount(2)]
        #expect(
            try regions(ReportRequest()) == [
                [.text("640324"), .count(30), .empty, .empty], [.text("640400"), .empty, .amount(60), .empty], county,
            ])
        #expect(
            try regions(ReportRequest(isTree: true)) == [
                [.text("640000"), .count(100), .amount(200), .amount(1)],
                [.text("640324"), .count(30), .empty, .empty],
                [.text("640400"), .count(70), .amount(200), .amount(2)], county,
            ])
        let one = ReportRequest(filter: ReportFilter(region: region("640422")))
        #expect(try regions(one) == [county])
        #expect(
            try DisparityReport.make(ReportInput(rows), one).table("sides").rows.count == 1,
            "the sides of a county's pairing stand beside it")
    }

    @Test("is of whole years, and says so to whoever wants less")
    func months() {
        #expect(throws: ReportRefusal.self) {
            try DisparityReport.make(ReportInput([Self.pairing]), ReportRequest(by: .month))
        }
    }

    @Test("draws incomes, poverty and aid in the same years, and nothing where nothing is known")
    func charts() throws {
        let input = ReportInput(
            [
                Self.pairing, fared("350000", in: 2016, rural: 1_500_000),
                fared("640000", in: 2018, poor: 7, rural: 900_000),
                held("FJ-NX", year: 2017, at: "640000", 600),
            ])
        let charts = try DisparityReport.make(input, ReportRequest()).charts.compactMap { chart in
            if case .multiples(let chart) = chart { chart } else { nil }
        }
        #expect(charts.map(\.times) == Array(repeating: ["2016", "2017", "2018"], count: 3))
        #expect(
            charts.map { $0.panels.map(\.values) } == [
                [[[1_500_000, nil, nil], [nil, nil, 900_000]]], [[[nil, nil, 7]]],
                [[[nil, 600, nil], [nil, 600, nil]]],
            ])
        #expect(try DisparityReport.make(ReportInput([Self.pairing]), ReportRequest()).charts.isEmpty)
    }
}
