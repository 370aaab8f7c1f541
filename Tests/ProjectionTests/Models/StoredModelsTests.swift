import Assistance
import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

@Suite("The tables and views of projects and things")
struct StoredModelsTests {
    @Test("hold what a fold in memory comes to, however small the batches, with the life of a project in every column")
    func roundTrip() async throws {
        var story = try AskedLedger.funded()
        try story.record(state(ProjectProposed(plan()), of: "K1", on: "2014-01-01"))
        try story.record(by: "approver", approval())
        try story.record(
            allocation(), state(ProjectStarted(), of: "K1", on: "2014-04-12"),
            state(
                ContractAwarded(contract: id("C1"), supplier: "公司", method: .direct, amount: fen(90)), of: "K1",
                on: "2014-05-01"),
            state(MilestoneReached(name: "Roof", plannedOn: date("2014-09-30")), of: "K1", on: "2014-10-15"),
            payment("P1", 60, under: "C1"),
            ReportWork(project: id("K1"), aidDone: fen(250), totalDone: fen(420), reportedOn: date("2014-09-30")),
            state(ProjectCompleted(), of: "K1", on: "2014-12-01"),
            state(UseInspected(inUse: true, inspectedBy: "审计局"), of: "K1", on: "2015-06-01"))
        #expect(try await check(story.newEvents(), batchSize: 3) == [8, 5])
        let events = try Workload.events(300, seed: 9).enumerated().map { try $1.newEvent($0) }
        #expect(try await check(events, batchSize: 7).allSatisfy { $0 > 20 })
    }

    /// How many rows of projects and of things come of the events, taken up in batches and all at once.
    private func check(_ events: [NewEvent], batchSize: Int) async throws -> [Int64] {
        let subject = try await LedgerUnderTest()
        let models: [any ReadModel.Type] = [Projects.self, Timeline.self]
        // The tables are there from now on, and what follows goes into them batch by batch.
        #expect(try await subject.catchUp(models) == 0)
        _ = try await subject.writer.append(events)
        #expect(try await subject.catchUp(models, batchSize: batchSize) == events.count)
        var rows: [Int64] = []
        for model in models {
            var outcome = try await Verification(subject.reader).verify(model)
            #expect(outcome.events == events.count && outcome.differences.isEmpty, "\(outcome)")
            try await Rebuild([model], of: subject.projector).run()
            outcome = try await Verification(subject.reader).verify(model)
            #expect(outcome.events == events.count && outcome.differences.isEmpty, "\(outcome)")
            rows.append(outcome.rows)
        }
        return rows
    }

    @Test("show the events of one project, with what they belong to, up to where the projection has come")
    func timeline() async throws {
        var story = try AskedLedger.funded()
        try story.record(
            approval(), approval(of: "K2"), allocation(), payment("P1", 60),
            state(
                IndicatorDefined(
                    project: id("K1"), name: "Pupils", measure: .unit, unit: "pupils", target: 200,
                    dueOn: date("2015-12-31")), of: "I1", on: "2014-02-01"))
        let subject = try await LedgerUnderTest()
        _ = try await subject.writer.append(story.newEvents())
        _ = try await subject.catchUp([Projects.self, Timeline.self])
        let known = story.decided.count
        try story.record(payment("P2", 20))
        _ = try await subject.writer.append(Array(try story.newEvents()[known...]))

        let inspector = try await subject.ledger.connect(as: .inspector)
        let rows = try await inspector.run { [name = subject.ledger.name] session in
            try session.query(
                """
                SELECT concat_ws(' ', position, effective_on, type, stream, kind, id, project, region, actor)
                FROM pairledger_read.timeline WHERE ledger = $1 AND project = 'K1' ORDER BY position
                """, [.text(name.description)]
            ).map { try $0.text(0) }
        }
        #expect(
            rows == [
                "5 2014-01-10 ProjectApproved project/K1 project K1 K1 653001 clerk",
                "7 2014-04-08 FundsAllocated project/K1 project K1 K1 653001 clerk",
                "8 2014-06-12 FundsSpent project/K1 project K1 K1 653001 clerk",
                "9 2014-02-01 IndicatorDefined indicator/I1 indicator I1 K1 clerk",
            ])
        // Each view can be read by an inspector, and has the rows of its table.
        let counts = try await inspector.run { [name = subject.ledger.name] session in
            try ["project", "contract", "milestone", "project_group", "thing", "timeline"].map { view in
                try session.query(
                    "SELECT count(*) FROM pairledger_read.\(view) WHERE ledger = $1", [.text(name.description)]
                ).only().int8(0)
            }
        }
        #expect(counts == [2, 0, 0, 1, 7, Int64(known)])
        await inspector.close()
    }

    @Test("find the events of one thing by their streams, without reading the log")
    func withoutScan() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(2_000, seed: 3))
        _ = try await subject.catchUp([Timeline.self])
        let admin = try await subject.ledger.connect(as: .admin)
        for condition in ["project = 'K77'", "agreement = 'A20'", "region = '653024'", "stream = 'project/K77'"] {
            let plan = try await admin.run { [name = subject.ledger.name] session in
                _ = try session.execute("ANALYZE pairledger.event")
                return try session.query(
                    "EXPLAIN SELECT * FROM pairledger_read.timeline WHERE ledger = '\(name)' AND \(condition)"
                ).map { try $0.text(0) }
            }
            #expect(plan.contains { $0.contains("event_stream_version_once") }, "\(condition): \(plan)")
            #expect(!plan.contains { $0.contains("Seq Scan on event") || $0.contains("event_pkey") }, "\(plan)")
        }
        await admin.close()
    }
}
