import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection
import Testing

@Suite("One thing with its whole history")
struct ThingReportTests {
    private static func report(
        _ kind: String, _ name: String, _ events: [RecordedEvent], balances: [Account: Int64] = [:],
        horizon: Horizon = Horizon(), recorded: Int64 = 100
    ) -> Report {
        ThingReport.make(
            Thing(kind: kind, identifier: id(name), events: events, balances: balances), ledger: "main",
            horizon: horizon, recorded: recorded, today: day("2026-01-05")
        ) { "\($0.minorUnits / 100) yuan" }
    }

    private static func rows(_ report: Report, _ section: String) -> [[Report.Cell]] {
        report.sections.first { $0.key == section }?.rows.map(\.cells) ?? []
    }

    private static let setup: [any Request] = [programme("XJ"), pairing("JS-KZ", of: "XJ", "320000", "653000")]

    @Test("says what it is, with names for codes and words, and amounts as amounts")
    func facts() throws {
        let log = try Log(project("K1", in: "653001", aid: 300))
        let report = Self.report("project", "K1", log.events)
        #expect(report.title == "Project K1")
        #expect(
            Self.rows(report, "facts") == [
                [.text("Name"), .text("Village school"), .empty, .empty, .count(0)],
                [.text("Name (Chinese)"), .text("村小学"), .empty, .empty, .count(0)],
                [.text("Place"), .text("653001"), .text("阿图什市"), .empty, .count(0)],
                [.text("Scope"), .text("own"), .text("本级 Its own departments"), .empty, .count(0)],
                [.text("Purpose"), .text("education"), .text("教育 Education"), .empty, .count(0)],
                [.text("Planned total"), .empty, .empty, .amount(60_000), .count(0)],
                [.text("Planned aid"), .empty, .empty, .amount(30_000), .count(0)],
            ])
        #expect(
            Self.rows(report, "history").map { [$0[0], $0[1], $0[3], $0[4], $0[6]] } == [
                [
                    .count(0), .date("2014-01-10"), .text("ProjectApproved"), .text("county finance bureau"),
                    .text("planned total 600 yuan; planned aid 300 yuan"),
                ]
            ])
    }

    @Test("a later event that moves no money changes what it is, and the first keeps in the history what it said")
    func changed() throws {
        var log = try Log()
        for request in Self.setup { try log.record(request) }
        try log.record(State(PairingEnded(endsOn: day("2020-12-31")), of: id("JS-KZ"), on: day("2020-12-01")))
        try log.record(
            State(
                PairingEnded(endsOn: day("2019-12-31"), reason: "handed over"), of: id("JS-KZ"), on: day("2020-12-02")))
        let report = Self.report("pairing", "JS-KZ", log.events(of: "pairing/JS-KZ"))
        #expect(
            Self.rows(report, "facts") == [
                [.text("Programme"), .text("XJ"), .empty, .count(1)],
                [.text("Donor"), .text("320000"), .text("江苏省 Jiangsu"), .count(1)],
                [.text("Recipient"), .text("653000"), .text("克孜勒苏柯尔克孜自治州"), .count(1)],
                [.text("Starts on"), .text("2010-03-30"), .empty, .count(1)],
                [.text("Ends on"), .text("2019-12-31"), .empty, .count(3)],
            ])
        #expect(
            Self.rows(report, "history").map { $0[6] } == [
                .text(""), .text("ends on 2020-12-31"), .text("ends on 2019-12-31; reason handed over"),
            ])
        #expect(report.sections.map(\.key) == ["facts", "history"])
    }

    @Test("a revised promise changes the amount, and money that moves does not")
    func moved() throws {
        var log = try Log()
        for request in Self.setup { try log.record(request) }
        try log.record(agreement("A1", under: "JS-KZ", year: 2014, 1_000))
        try log.record(transfer("T1", under: "A1", 600))
        try log.record(receipt(of: "T1"))
        try log.record(
            ReviseCommitment(agreement: id("A1"), amount: yuan(1_200), revisedOn: day("2014-09-01"), reason: "more"))
        try log.record(
            ReturnFunds(
                agreement: id("A1"), from: region("653000"), amount: yuan(50), returnedOn: day("2014-12-15"),
                reason: "left"))
        let agreement = Self.report("agreement", "A1", log.events(of: "agreement/A1"))
        #expect(
            Self.rows(agreement, "facts").contains([.text("Amount"), .empty, .empty, .amount(120_000), .count(5)]))
        #expect(Self.rows(agreement, "history")[0][6] == .text("amount 1000 yuan"))
        let said = try #require(Self.rows(agreement, "history").last?[6])
        #expect("\(said)".contains("from 653000 克孜勒苏柯尔克孜自治州; to 320000 江苏省 Jiangsu"))
        let sent = Self.report("transfer", "T1", log.events(of: "transfer/T1"))
        #expect(Self.rows(sent, "facts").contains([.text("Amount"), .empty, .empty, .amount(60_000), .count(3)]))
    }

    @Test("shows its accounts by how far money has come, with the kind of money")
    func balances() throws {
        let report = Self.report(
            "project", "K1", try Log(project("K1", in: "653001", aid: 300)).events,
            balances: [
                .spent(id("K1"), .fiscal): 12_000, .project(id("K1"), .socialDonation): 100,
                .project(id("K1"), .fiscal): 0,
            ])
        #expect(
            Self.rows(report, "balances") == [
                [.text("project:K1"), .text("allocated, not yet spent"), .text("fiscal"), .amount(0)],
                [
                    .text("project:K1/social-donation"), .text("allocated, not yet spent"), .text("social-donation"),
                    .amount(100),
                ],
                [.text("spent:K1"), .text("spent"), .text("fiscal"), .amount(12_000)],
            ])
    }

    @Test("a thing of a newer program is shown with the plain values of its events")
    func newer() throws {
        var log = try Log()
        let data: JSONValue = ["weight_kg": 7, "by": "a bureau", "nothing": nil]
        try log.append(type: "ThingWeighed", v: 3, of: "scale/S1", on: day("2025-01-01"), data: data)
        let report = Self.report("scale", "S1", log.events)
        #expect(
            Self.rows(report, "facts") == [
                [.text("By"), .text("a bureau"), .empty, .count(0)],
                [.text("Weight kg"), .text("7"), .empty, .count(0)],
            ])
    }

    @Test("a region without events is what the table of codes says on the day")
    func regionWithoutEvents() {
        let report = Self.report("region", "653001", [], horizon: Horizon(asOf: day("2014-06-30")))
        #expect(
            Self.rows(report, "region") == [
                [.text("653001"), .text("阿图什市"), .text("county"), .date("2014-06-30")]
            ])
        #expect(report.sections.map(\.key) == ["region", "history"])
    }

    @Test("of a region every statement stands by itself, and none takes the place of another")
    func statements() throws {
        var log = try Log()
        for (designation, since) in [(Designation.povertyCounty, "2012-03-01"), (.border, "2011-06-01")] {
            try log.record(
                State(
                    RegionDesignated(designation, since: day(since), basis: "list"), of: id("653022"),
                    on: day("2012-03-19")))
        }
        let report = Self.report("region", "653022", log.events)
        #expect(report.sections.map(\.key) == ["region", "history"])
        #expect(Self.rows(report, "history").count == 2)
    }

    @Test("has as accounts those that its kind can have, of every kind of money")
    func accounts() {
        let kinds = Instrument.allCases.count
        for (kind, count) in [
            ("agreement", 1), ("transfer", 1), ("project", 2), ("region", 2), ("pairing", 0), ("claim", 0),
        ] {
            let accounts = Thing.accounts(ofKind: kind, id("653001"))
            #expect(Set(accounts).count == count * kinds, "\(kind)")
            #expect(accounts.allSatisfy { $0.owner == "653001" })
        }
    }

    @Test("looks as far as the day, the position or the instant that is asked for, and says so")
    func horizon() throws {
        var log = try Log()
        for request in Self.setup { try log.record(request) }
        try log.record(agreement("A1", under: "JS-KZ", year: 2014, 1_000))
        func seen(_ horizon: Horizon) -> Int { log.events.filter(horizon.reaches).count }
        #expect(seen(Horizon()) == 3)
        #expect(seen(Horizon(asOf: day("2010-03-30"))) == 2 && seen(Horizon(asOf: day("2010-03-29"))) == 1)
        #expect(seen(Horizon(knownAt: .position(1))) == 2)
        let second = try #require(Instant("2026-01-05T08:30:01.000000Z"))
        #expect(seen(Horizon(knownAt: .instant(second))) == 2)
        func facts(_ horizon: Horizon) -> [Report.Cell] {
            Self.report("pairing", "JS-KZ", [], horizon: horizon, recorded: 3).facts.dropFirst(2).map(\.value)
        }
        #expect(facts(Horizon()) == [.count(2)])
        #expect(facts(Horizon(knownAt: .position(1))) == [.count(1)])
        #expect(facts(Horizon(knownAt: .position(9))) == [.count(2)])
        #expect(
            facts(Horizon(asOf: day("2014-06-30"), knownAt: .instant(second))) == [
                .date("2014-06-30"), .text("2026-01-05T08:30:01.000000Z"),
            ])
    }
}
