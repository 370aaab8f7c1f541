import Accountability
import Assistance
import CanonicalJSON
import Testing

@testable import Projection

@Suite("The report of targeting")
struct TargetingReportTests {
    private static let pairing = pairingRow("TJ-GS", "120000", "620000")

    @Test("puts extremely poor counties first, then those with more poor, and those on no list last")
    func order() throws {
        let input = ReportInput(
            [
                Self.pairing, used("TJ-GS", at: "621121", allocated: 0, spent: 10),
                used("TJ-GS", at: "621122", allocated: 0, spent: 20),
                used("TJ-GS", at: "622926", allocated: 5, spent: 30),
                held("TJ-GS", at: "620102", 7), listed("621121", as: .povertyCounty, since: "2012-01-01"),
                listed("621122", as: .povertyCounty, since: "2012-01-01"),
                listed("622926", as: .povertyCounty, since: "2012-01-01"),
                listed("622926", as: .deepPoverty, since: "2017-11-01"), fared("621121", in: 2016, poor: 900),
                fared("621122", in: 2016, poor: 1_000),
            ])
        let report = try TargetingReport.make(input, ReportRequest())
        #expect(
            try report.table("regions").cells("region", "paid_in", "poor_year", "poor") == [
                [.text("622926"), .amount(35), .empty, .empty],
                [.text("621122"), .amount(20), .text("2016"), .count(1_000)],
                [.text("621121"), .amount(10), .text("2016"), .count(900)],
                [.text("620102"), .amount(7), .empty, .empty],
            ])
        #expect(
            try report.table("designations").cells("designation", "regions", "paid_in", "share", "poor") == [
                [.text("deep-poverty"), .count(1), .amount(35), .ratio(numerator: 35, denominator: 72), .empty],
                [
                    .text("poverty-county"), .count(3), .amount(65), .ratio(numerator: 65, denominator: 72),
                    .count(1_900),
                ],
                [.empty, .empty, .amount(7), .ratio(numerator: 7, denominator: 72), .empty],
            ])
    }

    @Test("counts money for the list on which its county stood on the day, and for none before and after")
    func day() throws {
        let input = ReportInput(
            [Self.pairing, listed("621121", as: .povertyCounty, since: "2012-03-19", to: "2018-12-31")],
            flows: [
                flow("TJ-GS", "transit", "holding 621121", 1, on: "2012-03-18"),
                flow("TJ-GS", "transit", "holding 621121", 20, on: "2012-03-19"),
                flow("TJ-GS", "holding 621121", "spent 621121 education", 15, on: "2018-12-31"),
                flow("TJ-GS", "transit", "holding 621121", 300, on: "2018-12-31"),
                flow("TJ-GS", "transit", "holding 621121", 4_000, on: "2019-01-01"),
            ])
        let report = try TargetingReport.make(input, ReportRequest(by: .year))
        #expect(
            try report.table("times").cells("time", "designation", "paid_in", "spent") == [
                [.text("2012"), .text("poverty-county"), .amount(20), .amount(0)],
                [.text("2012"), .empty, .amount(1), .amount(0)],
                [.text("2018"), .text("poverty-county"), .amount(300), .amount(15)],
                [.text("2019"), .empty, .amount(4_000), .amount(0)],
            ])
        let lists = try report.table("designations")
        #expect(
            lists.cells("designation", "standing", "paid_in") == [
                [.text("poverty-county"), .text("on the list"), .amount(320)],
                [.text("poverty-county"), .text("left it"), .amount(4_000)],
                [.empty, .empty, .amount(1)],
            ])
    }

    @Test("says of a day on which list a county stands then, and which it has left")
    func asOf() throws {
        let input = ReportInput(
            [
                Self.pairing, held("TJ-GS", at: "621121", 9),
                listed("621121", as: .povertyCounty, since: "2012-03-19", to: "2018-12-31"),
                listed("621121", as: .keyCounty, since: "2021-08-27"),
            ])
        for (asOf, on, left) in [
            ("2012-03-18", Report.Cell.empty, Report.Cell.empty),
            ("2018-12-31", .text("National poverty county"), .empty),
            ("2019-01-01", .empty, .text("National poverty county")),
            ("2021-08-27", .text("National key county of rural revitalisation"), .text("National poverty county")),
        ] {
            let report = try TargetingReport.make(input, ReportRequest(asOf: asOf))
            #expect(try report.table("regions").cells("designations", "left") == [[on, left]], "\(asOf)")
        }
        let now = try TargetingReport.make(input, ReportRequest())
        #expect(
            try now.table("regions").cells("designations", "left") == [
                [.text("National key county of rural revitalisation"), .text("National poverty county")]
            ])
    }

    @Test("names the counties of a list that have nothing, the extremely poor first, within what is asked for")
    func withoutAid() throws {
        let rows: [any TableRow] = [
            Self.pairing, pairingRow("JS-SN", "320000", "610000"), used("TJ-GS", at: "621121", allocated: 1, spent: 0),
            listed("621121", as: .povertyCounty, since: "2012-01-01"),
            listed("621122", as: .povertyCounty, since: "2012-01-01"),
            listed("622926", as: .deepPoverty, since: "2017-11-01"),
            listed("610326", as: .povertyCounty, since: "2012-01-01"), fared("622926", in: 2018, poor: 55),
        ]
        func without(_ filter: ReportFilter) throws -> [[Report.Cell]] {
            try TargetingReport.make(ReportInput(rows), ReportRequest(filter: filter)).table("without_aid")
                .cells("region")
        }
        #expect(try without(ReportFilter()) == [[.text("622926")], [.text("610326")], [.text("621122")]])
        #expect(try without(ReportFilter(pairing: "TJ-GS")) == [[.text("622926")], [.text("621122")]])
        #expect(try without(ReportFilter(region: region("320000"))) == [[.text("610326")]])
        #expect(try without(ReportFilter(region: region("621100"))) == [[.text("621122")]])
        #expect(try without(ReportFilter(tier: .prefecture)) == [])
        #expect(
            try without(ReportFilter(purpose: .industry)).count == 4,
            "the county with a school has no money for industry")
    }

    @Test("lets a county stand on a list by the prefecture above it, and counts its poor once")
    func above() throws {
        let input = ReportInput(
            [
                Self.pairing, used("TJ-GS", at: "622926", allocated: 0, spent: 100),
                used("TJ-GS", at: "622925", allocated: 0, spent: 51), held("TJ-GS", at: "622900", 1_000),
                listed("622900", as: .minorityArea, since: "1956-11-19"),
                listed("622926", as: .minorityArea, since: "1956-11-19"), fared("622926", in: 2016, poor: 60),
                fared("622925", in: 2015, poor: 40),
            ])
        let list = try TargetingReport.make(input, ReportRequest()).table("designations")
        #expect(
            list.cells("regions", "paid_in", "poor", "per_poor") == [
                // Of the prefecture's own 1,000 nobody knows for how many they are: 151 for 100.
                [.count(2), .amount(1_151), .count(100), .amount(2)]
            ])
        let tree = try TargetingReport.make(input, ReportRequest(isTree: true)).table("regions")
        #expect(
            tree.cells("region", "paid_in", "poor_year", "poor").suffix(3) == [
                [.text("622900"), .amount(1_151), .text("2015–2016"), .count(100)],
                [.text("622925"), .amount(51), .text("2015"), .count(40)],
                [.text("622926"), .amount(100), .text("2016"), .count(60)],
            ])
        let flat = try TargetingReport.make(input, ReportRequest()).table("regions")
        #expect(
            flat.row("622900", column: "per_poor") == .empty, "what the prefecture holds is not for each of its poor")
    }
}
