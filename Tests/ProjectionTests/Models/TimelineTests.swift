import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Projection

@Suite("The read model \"timeline\"")
struct TimelineTests {
    @Test("says of every kind of thing what it belongs to, as its first event says it")
    func links() throws {
        var ledger = try AskedLedger.funded()
        let cooperation = Cooperation(pairing: id("JS-KZ"), region: region("653001"))
        try ledger.record(
            approval(),
            state(ProjectProposed(plan(in: "653023")), of: "K2", on: "2014-01-02"),
            TransferFunds(transfer: id("T2"), agreement: id("A1"), amount: fen(5), sentOn: date("2014-03-19")),
            ReceiveFunds(transfer: id("T2"), receivedOn: date("2014-03-20")),
            ForwardFunds(
                transfer: id("F1"), from: region("653000"), to: region("653023"), amount: fen(5),
                sentOn: date("2014-03-27")),
            state(
                IndicatorDefined(
                    project: id("K1"), name: "Pupils", measure: .unit, unit: "pupils", target: 200,
                    dueOn: date("2015-12-31")), of: "I1", on: "2014-02-01"),
            state(
                IndicatorDefined(
                    region: region("653001"), name: "Schools", measure: .unit, unit: "schools", target: 9,
                    dueOn: date("2015-12-31")), of: "I2", on: "2014-02-02"),
            state(
                RegionDesignated(.povertyCounty, since: date("2012-03-19"), basis: "国开办"), of: "653001",
                on: "2012-03-19"),
            state(
                PolicySet(from: date("2015-01-01"), parameters: ["idle_days": 180], basis: "联席会议纪要"), of: "R01",
                on: "2014-12-01"),
            finding("Q1", about: "project/K1"), finding("Q2", about: "holding:653001"),
            finding("Q3", about: "committed:A1"), finding("Q4", about: "transfer/T1"),
            finding("Q5", about: "policy/R01"),
            state(
                EvidenceAttached(try document("a"), about: StreamName(.pairing, id("JS-KZ"))), of: digest("a"),
                on: "2014-06-01"),
            state(
                EvidenceAttached(try document("b"), about: StreamName(.indicator, id("I1")), event: 1), of: digest("b"),
                on: "2014-06-02"),
            state(
                ReportPublished(
                    name: id("position"), title: "Position", startsOn: date("2014-01-01"), endsOn: date("2014-06-30"),
                    knownAt: 3, sha256: try #require(DocumentDigest(digest("c"))), publishedBy: "审计局"), of: "B1",
                on: "2014-07-01"),
            state(
                ClaimPublished(
                    claimant: "省报", measure: .projects, figure: .count(3),
                    scope: ClaimScope(programme: id("XJ"), donor: region("320000")), time: .fiscalYear(2014),
                    source: "Notice"), of: "M1", on: "2015-01-05"),
            state(
                ClaimPublished(
                    claimant: "省报", measure: .projects, figure: .count(3),
                    scope: ClaimScope(
                        pairing: id("JS-KZ"), donor: region("320000"), recipient: region("653001")),
                    time: .fiscalYear(2014), source: "Notice"), of: "M2", on: "2015-01-06"),
            state(
                PersonnelSeconded(cooperation, profession: .doctors, persons: 3), of: "O1", on: "2014-05-01"),
            state(
                LabourPlaced(
                    cooperation, persons: 9, registeredPoor: 5, workplace: .allCases[0], industry: .allCases[0]),
                of: "O2", on: "2014-05-02"),
            state(
                IndustryInvested(
                    cooperation, investor: "公司", committed: fen(900), paidIn: fen(300), industry: .allCases[0], jobs: 7,
                    linkedHouseholds: 2), of: "O3", on: "2014-05-03"),
            state(
                ConsumptionPurchased(cooperation, buyer: .tradeUnions, goods: "木纳格葡萄", amount: fen(80)), of: "O4",
                on: "2014-05-04"),
            state(TrainingHeld(cooperation, topic: "养殖", persons: 30, days: 5), of: "O5", on: "2014-05-05"),
            RecordBankStatement(
                id("S1"),
                BankStatement(
                    account: .holding(region("653000"), .fiscal), bankAccount: try #require(MaskedBankAccount("****1")),
                    bankIdentifier: "S1", startsOn: date("2014-05-01"), endsOn: date("2014-05-31"), opening: fen(0),
                    closing: fen(1), lines: [BankStatementLine(bookedOn: date("2014-05-06"), amount: fen(1))]),
                sha256: try #require(DocumentDigest(digest("d")))),
            state(
                ReconciliationRejected(
                    ReconciliationMatch(
                        proposal: id("m1"), lines: [StatementLineName(id("S1"), 1)], positions: [4]), reason: "另一笔"),
                of: "holding.653000.fiscal", on: "2014-06-03"),
            ReportThing(
                .activity, id("XM-1-7"), identifier: "XM-1-7", standard: .version203, attributes: [], items: [],
                on: date("2014-06-04")),
            ReportThing(
                .organisation, id("XM-1"), identifier: "XM-1", standard: .version203, attributes: [], items: [],
                on: date("2014-06-05")))
        let things = [
            "programme/XJ 2010-03-01 programme XJ",
            "pairing/JS-KZ 2010-03-30 programme XJ pairing JS-KZ region 653000",
            "agreement/A1 2014-02-20 pairing JS-KZ agreement A1",
            "transfer/T1 2014-03-18 pairing JS-KZ agreement A1 region 653001",
            "project/K1 2014-01-10 project K1 region 653001",
            "project/K2 2014-01-02 project K2 region 653023",
            "transfer/T2 2014-03-19 pairing JS-KZ agreement A1 region 653000",
            "transfer/F1 2014-03-27 region 653023",
            "indicator/I1 2014-02-01 project K1",
            "indicator/I2 2014-02-02 region 653001",
            "region/653001 2012-03-19 region 653001",
            "policy/R01 2014-12-01",
            "finding/Q1 2014-07-01 about project/K1 project K1",
            "finding/Q2 2014-07-01 about region/653001 region 653001",
            "finding/Q3 2014-07-01 about agreement/A1 agreement A1",
            "finding/Q4 2014-07-01 about transfer/T1",
            "finding/Q5 2014-07-01 about policy/R01",
            "document/\(digest("a")) 2014-06-01 about pairing/JS-KZ pairing JS-KZ",
            "document/\(digest("b")) 2014-06-02 about indicator/I1",
            "report/B1 2014-07-01",
            "claim/M1 2015-01-05 programme XJ region 320000",
            "claim/M2 2015-01-06 pairing JS-KZ region 653001",
            "cooperation/O1 2014-05-01 pairing JS-KZ region 653001",
            "cooperation/O2 2014-05-02 pairing JS-KZ region 653001",
            "cooperation/O3 2014-05-03 pairing JS-KZ region 653001",
            "cooperation/O4 2014-05-04 pairing JS-KZ region 653001",
            "cooperation/O5 2014-05-05 pairing JS-KZ region 653001",
            "statement/S1 2014-05-31 about region/653000 region 653000",
            "reconciliation/holding.653000.fiscal 2014-06-03 about region/653000 region 653000",
            "activity/XM-1-7 2014-06-04",
            "organisation/XM-1 2014-06-05",
        ]
        let rows = try ledger.fold(Timeline.self).things.rows.values.sorted { $0.firstPosition < $1.firstPosition }
        #expect(rows.map(\.words) == things)
        for row in rows {
            #expect(try ledger.event(at: row.firstPosition).record.stream == row.key.stream)
            #expect(row.key.stream == "\(row.kind.rawValue)/\(row.id)")
        }
        #expect(Set(rows.map(\.kind)) == Set(StreamName.Kind.allCases).subtracting([.payment]))
    }

    @Test("leaves a thing as its first event made it")
    func later() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(
            state(ProjectProposed(plan(in: "653023")), of: "K1", on: "2014-01-02"),
            state(
                RegionIndicatorReported(.population, of: 2013, value: 250_000, source: "统计年鉴"), of: "653001",
                on: "2014-02-01"),
            state(
                EvidenceAttached(try document("a"), about: StreamName(.agreement, id("A1"))), of: digest("a"),
                on: "2014-06-01"))
        let before = try ledger.fold(Timeline.self).things.rows
        try ledger.record(
            by: "approver", approval(of: "K1", plan(in: "653001")), allocation(), payment("P1", 10),
            state(
                RegionDesignated(.povertyCounty, since: date("2012-03-19"), basis: "国开办"), of: "653001",
                on: "2012-03-19"),
            state(
                EvidenceAttached(try document("a"), about: StreamName(.project, id("K1"))), of: digest("a"),
                on: "2014-07-01"),
            reversal(of: ledger.last + 3))
        #expect(try ledger.fold(Timeline.self).things.rows == before)
    }

    @Test("keeps of a document every thing and event that it was attached to")
    func attachments() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(
            state(
                EvidenceAttached(try document("a"), about: StreamName(.agreement, id("A1"))), of: digest("a"),
                on: "2014-06-01"),
            state(
                EvidenceAttached(try document("a"), about: StreamName(.transfer, id("T1")), event: 2), of: digest("a"),
                on: "2014-06-02"))
        let rows = try ledger.fold(Timeline.self).attachments.pending
        #expect(rows.map(\.key.position) == [ledger.last - 1, ledger.last])
        #expect(rows.map(\.document) == [digest("a"), digest("a")])
        #expect(rows.map(\.about) == ["agreement/A1", "transfer/T1"])
        #expect(rows.map(\.aboutEvent) == [nil, 2])
    }

    @Test("refuses a second beginning of a thing")
    func twice() throws {
        let ledger = try AskedLedger.funded()
        var model = try ledger.fold(Timeline.self)
        let before = model.things.rows
        let error = #expect(throws: ReadModelError.self) { try model.apply(ledger.event(at: 2)) }
        #expect(error?.description == "FundsCommitted stands a second time in agreement/A1")
        #expect(model.things.rows == before)
    }

    // MARK: Short words

    private func finding(_ name: String, about: String) -> State<FindingRaised> {
        guard let subject = FindingSubject(about) else { preconditionFailure("\(about) is nothing") }
        return state(
            FindingRaised(
                about: subject, severity: .major, statement: "Idle", raisedBy: "审计署", dueOn: date("2014-09-01")),
            of: name, on: "2014-07-01")
    }
}

extension ThingRow {
    /// All that it says but its position.
    fileprivate var words: String {
        let links = [
            ("about", about), ("programme", programme), ("pairing", pairing), ("agreement", agreement),
            ("project", project), ("region", region?.description),
        ]
        return "\(key.stream) \(beganOn)" + links.compactMap { name, link in link.map { " \(name) \($0)" } }.joined()
    }
}
