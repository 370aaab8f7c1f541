import Accountability
import Assistance
import CanonicalJSON
import Testing

@testable import Projection

@Suite("The reports of cooperation and of the evaluation")
struct CooperationReportTests {
    private static let pairing = pairingRow("SH-YN", "310000", "530000")

    private static func entry(
        _ kind: CooperationKind, _ direction: Direction, in place: String, on date: String, position: Int64,
        persons: Int64? = nil, amount: Int64? = nil, days: Int64? = nil
    ) -> CooperationRow {
        var row = CooperationRow()
        row.key = .init("C\(position)")
        row.kind = kind
        row.pairing = "SH-YN"
        row.direction = direction
        row.region = region(place)
        row.happenedOn = day(date)
        row.persons = persons
        row.days = days
        row.amount = amount
        row.currency = amount == nil ? nil : "CNY"
        row.position = position
        return row
    }

    private static let entries = [
        entry(.secondment, .toRecipient, in: "530627", on: "2018-09-01", position: 2, persons: 6),
        entry(.training, .toRecipient, in: "530627", on: "2018-07-09", position: 3, persons: 45, days: 14),
        entry(.purchase, .toRecipient, in: "530602", on: "2019-11-20", position: 4, amount: 86),
        entry(.secondment, .toDonor, in: "310115", on: "2018-05-10", position: 5, persons: 4),
    ]

    /// As the read model has them, added up by year.
    private static let years: [any TableRow] = entries.map { entry in
        var row = CooperationYearRow()
        row.key = .init(entry)
        _ = row.add(entry)
        return row
    }

    @Test("shows both ways apart, and no figure that a kind does not have")
    func kinds() throws {
        let report = try CooperationReport.make(ReportInput([Self.pairing], Self.years), ReportRequest())
        #expect(
            try report.table("kinds").cells("kind", "direction", "entries", "persons", "person_days", "amount") == [
                [.text("secondment"), .text("to-recipient"), .count(1), .count(6), .empty, .empty],
                [.text("secondment"), .text("to-donor"), .count(1), .count(4), .empty, .empty],
                [.text("purchase"), .text("to-recipient"), .count(1), .empty, .empty, .amount(86)],
                [.text("training"), .text("to-recipient"), .count(1), .count(45), .count(630), .empty],
            ])
        #expect(
            try report.table("times").cells("time").map { $0[0] } == [
                .text("2018"), .text("2018"), .text("2018"), .text("2019"),
            ])
    }

    @Test("comes to the same by years and by single entries")
    func entriesAndYears() throws {
        let input = ReportInput([Self.pairing], Self.years, Self.entries)
        let byYear = try CooperationReport.make(input, ReportRequest())
        let byEntry = try CooperationReport.make(input, ReportRequest(from: "2000-01-01"))
        for key in ["kinds", "pairings", "times"] {
            #expect(try byYear.table(key).rows.map(\.cells) == byEntry.table(key).rows.map(\.cells), "\(key)")
        }
        #expect(byYear.charts == byEntry.charts && !byYear.charts.isEmpty)
        #expect(try byEntry.table("kinds").rows.first?.basis == .positions([2]))
    }

    @Test("of a region takes what is in it, and what its pairing does on the other side where it is that side")
    func regions() throws {
        let input = ReportInput([Self.pairing], Self.years, Self.entries)
        for (code, entries) in [
            ("530627", 2), ("530602", 1), ("530000", 4), ("310000", 4), ("310115", 1), ("440000", 0),
        ] {
            let request = ReportRequest(filter: ReportFilter(region: region(code)))
            let total = try CooperationReport.make(input, request).table("kinds").total
            #expect(total?.cells[4] == .count(Int64(entries)), "\(code)")
        }
        let tree = try CooperationReport.make(input, ReportRequest(isTree: true)).table("regions")
        #expect(
            tree.cells("region", "direction", "persons").filter { $0[0] != .text("310100") } == [
                [.text("310000"), .text("to-donor"), .count(4)], [.text("310115"), .text("to-donor"), .count(4)],
                [.text("530000"), .text("to-recipient"), .count(51)],
                [.text("530600"), .text("to-recipient"), .count(51)],
                [.text("530602"), .text("to-recipient"), .count(0)],
                [.text("530627"), .text("to-recipient"), .count(51)],
            ])
    }

    @Test("is of no instrument and purpose, and refuses to be asked for one")
    func money() {
        for filter in [ReportFilter(instrument: .fiscal), ReportFilter(purpose: .industry)] {
            let request = ReportRequest(filter: filter)
            #expect(throws: ReportRefusal.self) { try CooperationReport.make(ReportInput([Self.pairing]), request) }
            #expect(throws: ReportRefusal.self) { try ScorecardReport.make(ReportInput([Self.pairing]), request) }
        }
        #expect(throws: ReportRefusal.self) {
            try ScorecardReport.make(ReportInput([Self.pairing]), ReportRequest(by: .quarter))
        }
        #expect(throws: ReportRefusal.self) {
            try ScorecardReport.make(ReportInput([Self.pairing]), ReportRequest(isTree: true))
        }
    }

    // MARK: Scorecard

    @Test("puts what each side did for the other beside one another, and says where nothing is on record")
    func scorecard() throws {
        let input = ReportInput(
            [
                Self.pairing, pairingRow("PD-ZX", "310115", "530627", from: "2017-01-01", to: "2018-12-31"),
                promised("SH-YN", year: 2018, given: 1_000, committed: 100, inTransit: 50),
                held("SH-YN", year: 2018, at: "530000", 250),
                used("SH-YN", year: 2018, at: "530627", allocated: 200, spent: 400),
            ], Self.years)
        let report = try ScorecardReport.make(input, ReportRequest())
        let lines = try report.table("scorecard")
        #expect(
            lines.cells(
                "year", "area", "measure", "donor_amount", "recipient_amount", "donor_count", "recipient_count",
                "record")
                == [
                    [
                        .text("2018"), .text("organisation"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2018"), .text("personnel"), .text("persons-sent"), .empty, .empty, .count(6), .count(4),
                        .empty,
                    ],
                    [
                        .text("2018"), .text("personnel"), .text("persons-trained"), .empty, .empty, .count(45), .empty,
                        .empty,
                    ],
                    [
                        .text("2018"), .text("personnel"), .text("training-person-days"), .empty, .empty, .count(630),
                        .empty,
                        .empty,
                    ],
                    [.text("2018"), .text("funds"), .text("given"), .amount(1_000), .empty, .empty, .empty, .empty],
                    [.text("2018"), .text("funds"), .text("sent"), .amount(900), .empty, .empty, .empty, .empty],
                    [.text("2018"), .text("funds"), .text("received"), .empty, .amount(850), .empty, .empty, .empty],
                    [.text("2018"), .text("funds"), .text("spent"), .empty, .amount(400), .empty, .empty, .empty],
                    [
                        .text("2018"), .text("funds"), .text("in-counties"), .empty, .amount(600), .empty, .empty,
                        .empty,
                    ],
                    [
                        .text("2018"), .text("industry"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2018"), .text("labour"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2018"), .text("twinning"), .text("twinned-counties"), .empty, .empty, .count(1),
                        .count(1), .empty,
                    ],
                    [
                        .text("2018"), .text("twinning"), .text("counties-with-aid"), .empty, .empty, .empty, .count(1),
                        .empty,
                    ],
                    [
                        .text("2019"), .text("organisation"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2019"), .text("personnel"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2019"), .text("funds"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2019"), .text("industry"), .text("purchases"), .amount(86), .empty, .empty, .empty,
                        .empty,
                    ],
                    [
                        .text("2019"), .text("labour"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                    [
                        .text("2019"), .text("twinning"), .empty, .empty, .empty, .empty, .empty,
                        .text("nothing on record"),
                    ],
                ])
        #expect(
            try report.table("areas").cells("area", "donors", "recipients", "record") == [
                [.text("organisation"), .empty, .empty, .text("nothing on record")],
                [.text("personnel"), .count(1), .count(1), .empty], [.text("funds"), .count(1), .count(1), .empty],
                [.text("industry"), .count(1), .empty, .text("nothing on record of the recipients")],
                [.text("labour"), .empty, .empty, .text("nothing on record")],
                [.text("twinning"), .count(1), .count(1), .empty],
            ])
    }
}
