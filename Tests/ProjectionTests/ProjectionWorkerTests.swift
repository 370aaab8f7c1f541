import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

@Suite("A projection worker", .serialized)
struct ProjectionWorkerTests {
    @Test("brings the tables to what the log comes to, and twice gives the same")
    func catchesUp() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(400, seed: 5))
        let head = Int(try await subject.projector.nextPosition())
        #expect(head >= 400)
        #expect(try await subject.catchUp() == head)
        try await subject.checkCaughtUp()
        let before = try await subject.tables()
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.tables() == before)
    }

    @Test("does nothing to an empty ledger")
    func emptyLedger() async throws {
        let subject = try await LedgerUnderTest()
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.tables().isEmpty)
        #expect(try await subject.checkpoint() == nil)
    }

    @Test("stores the same tables whatever the size of its batches", arguments: [1, 7, 100, 1000])
    func batches(size: Int) async throws {
        let events = Workload.events(350, seed: 9)
        let subject = try await LedgerUnderTest()
        var recorded = 0
        // The log grows while the tables follow, so that later batches read what earlier ones stored.
        for part in [3, 120, events.count] {
            try await subject.record(events[recorded..<part], first: recorded)
            #expect(try await subject.catchUp(batchSize: size) == part - recorded)
            try await subject.checkCaughtUp("batches of \(size), \(part) events")
            recorded = part
        }
    }

    @Test(
        "counts every event once when several run at once while events are recorded", .timeLimit(.minutes(2)))
    func severalAtOnce() async throws {
        let events = Workload.events(600, seed: 13)
        let subject = try await LedgerUnderTest()
        let taken = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for start in stride(from: 0, to: events.count, by: 17) {
                    let end = min(start + 17, events.count)
                    try await subject.record(events[start..<end], first: start)
                }
                return 0
            }
            for batchSize in [3, 11] {
                group.addTask {
                    let journal = try await subject.ledger.journal(as: .projector)
                    let worker = ProjectionWorker(PositionModel.self, of: journal, batchSize: batchSize)
                    var taken = 0
                    var next: Int64 = 0
                    while next < events.count {
                        let batch = try await worker.runBatch()
                        taken += batch.events
                        next = batch.nextPosition
                        if batch.events == 0 { try await Task.sleep(for: .milliseconds(2)) }
                    }
                    await journal.connection.close()
                    return taken
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(taken == events.count)
        try await subject.checkCaughtUp()
    }

    @Test("keeps ledgers of one database apart")
    func ledgersApart() async throws {
        let (one, two) = (try await LedgerUnderTest(), try await LedgerUnderTest())
        try await one.record(Workload.events(120, seed: 17))
        try await two.record(Workload.events(90, seed: 18))
        _ = try await one.catchUp(batchSize: 50)
        #expect(try await two.tables().isEmpty)
        _ = try await two.catchUp(batchSize: 50)
        try await one.checkCaughtUp()
        try await two.checkCaughtUp()
    }

    // MARK: Events that cannot be applied

    @Test(
        "stops before an event of a type that it does not know, and says where and why, again and again",
        arguments: [1, 4, 1000])
    func unknownType(batchSize: Int) async throws {
        let events = Workload.events(40, seed: 21)
        let subject = try await LedgerUnderTest()
        try await subject.record(events[..<30])
        try await subject.appendAlone("transfer/new-kind", type: "FundsTeleported")
        try await subject.record(events[30...], first: 30)
        for _ in 0..<2 {
            let error = try await subject.failure(batchSize: batchSize)
            guard case .stoppedAt(let position, _, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(position == 30)
            #expect(
                error.description
                    == "projection position stopped at position 30: this program does not know events of type "
                    + "FundsTeleported, version 1: a newer pairledger wrote them; upgrade")
            #expect(
                error.remedy
                    == "nothing is skipped: look at the event with `pairledger log show 30`, then use a program that knows it"
            )
            #expect(try await subject.checkpoint()?.nextPosition == 30)
            let stored = try await subject.tables()
            #expect(try await stored == subject.fold(to: 30))
        }
    }

    @Test("stops before an event whose data has not its type's form, or that cannot follow what came before")
    func unfitEvents() async throws {
        let cases: [(type: String, data: [String: JSONValue], reason: String)] = [
            ("WorkReported", ["aid_done": 1], "the field \"currency\" of WorkReported is not a string"),
            (
                "WorkReported", ["aid_done": 1, "currency": "CNY", "total_done": 2],
                "WorkReported stands in project/never-approved, which was never approved"
            ),
        ]
        let events = Workload.events(25, seed: 22)
        for (type, data, reason) in cases {
            let subject = try await LedgerUnderTest()
            try await subject.record(events)
            try await subject.appendAlone("project/never-approved", type: type, data: data)
            let error = try await subject.failure(batchSize: 10)
            #expect(error.description == "projection position stopped at position \(events.count): \(reason)")
            #expect(try await subject.checkpoint()?.nextPosition == Int64(events.count))
            let stored = try await subject.tables()
            #expect(try await stored == subject.fold(to: Int64(events.count)))
        }
    }

    @Test("stores nothing of a ledger whose very first event cannot be applied")
    func firstEvent() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.appendAlone("programme/new-kind", type: "ProgrammeDreamt")
        guard case .stoppedAt(0, _, _) = try await subject.failure(batchSize: 5) else {
            Issue.record("not stopped at 0")
            return
        }
        #expect(try await subject.checkpoint()?.nextPosition == 0)
        #expect(try await subject.tables().isEmpty)
    }

    // MARK: Versions

    @Test("starts over when the rows were made by an earlier version", arguments: [7, 1000])
    func earlierVersion(batchSize: Int) async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(60, seed: 31))
        let head = Int(try await subject.projector.nextPosition())
        _ = try await subject.catchUp()
        // What an earlier version left must not survive.
        try await subject.change(
            """
            INSERT INTO pairledger_read.position_lot (ledger, account, currency, ordinal, pairing, amount)
            VALUES ($1, 'holding:659999', 'CNY', 0, 'gone', 5)
            """)
        let later = ProjectionWorker(LaterPositionModel.self, of: subject.projector, batchSize: batchSize)
        #expect(try await later.catchUp() == head)
        try await subject.checkCaughtUp()
        #expect(try await subject.checkpoint()?.version == PositionModel.version + 1)
        #expect(try await later.catchUp() == 0)
    }

    @Test("refuses rows of a later version, and leaves them alone")
    func laterVersion() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(60, seed: 32))
        _ = try await ProjectionWorker(LaterPositionModel.self, of: subject.projector).catchUp()
        let before = try await subject.tables()
        try await subject.appendAlone("programme/another", type: "ProgrammeEstablished")
        let error = try await subject.failure(batchSize: 10)
        #expect(
            error.description
                == "the rows of projection position are of version \(PositionModel.version + 1), and this program knows "
                + "version \(PositionModel.version)")
        #expect(error.remedy == "use the newer pairledger")
        #expect(try await subject.tables() == before)
        #expect(try await subject.checkpoint()?.version == PositionModel.version + 1)
    }

    @Test("says so when somebody changed the tables by hand into what cannot be read")
    func damagedRows() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(60, seed: 33))
        _ = try await subject.catchUp()
        try await subject.change("UPDATE pairledger_read.position_lot SET pairing = '??' WHERE ledger = $1")
        let error = try await #require(throws: DamagedRowError.self) { _ = try await subject.tables() }
        #expect(
            error.description
                == "a read model's table has \"??\" where an identifier belongs: somebody changed it by hand")
    }

    @Test("writes only with the projector's rights: the recorder's and the inspector's logins are refused")
    func rights() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(20, seed: 34))
        for role in [TestRole.recorder, .inspector] {
            let journal = try await subject.ledger.journal(as: role)
            let error = try await #require(throws: ProjectionError.self) {
                _ = try await ProjectionWorker(PositionModel.self, of: journal).catchUp()
            }
            guard case .journal(.database(let cause)) = error else {
                Issue.record("\(role): \(error)")
                continue
            }
            #expect(cause.sqlState == .insufficientPrivilege, "\(role)")
            await journal.connection.close()
        }
        #expect(try await subject.tables().isEmpty)
    }
}

/// The model as its next version will be, with the same meaning.
private enum LaterPositionModel: ReadModel {
    static let name = PositionModel.name
    static let version = PositionModel.version + 1

    static func keys(for event: ProjectedEvent) -> Set<PositionModel.Key> { PositionModel.keys(for: event) }
    static func apply(
        _ event: ProjectedEvent, to rows: inout [PositionModel.Key: PositionModel.Row]
    ) throws(ReadModelError) {
        try PositionModel.apply(event, to: &rows)
    }
    static func load(
        _ keys: Set<PositionModel.Key>?, of ledger: LedgerName, on session: Session
    ) throws -> [PositionModel.Key: PositionModel.Row] {
        try PositionModel.load(keys, of: ledger, on: session)
    }
    static func store(
        _ rows: [PositionModel.Key: PositionModel.Row], for keys: Set<PositionModel.Key>, of ledger: LedgerName,
        on session: Session
    ) throws {
        try PositionModel.store(rows, for: keys, of: ledger, on: session)
    }
    static func clear(_ ledger: LedgerName, on session: Session) throws {
        try PositionModel.clear(ledger, on: session)
    }
}

extension LedgerUnderTest {
    /// Records an event that no decision made.
    fileprivate func appendAlone(_ stream: String, type: String, data: [String: JSONValue] = [:]) async throws {
        _ = try await writer.append([
            NewEvent(
                id: .version7(), stream: stream, expectedVersion: .any, type: type, v: 1,
                effectiveOn: date("2014-06-30"), actor: "tests", data: data, postings: [])
        ])
    }

    /// Why the worker does not reach the head.
    fileprivate func failure(batchSize: Int) async throws -> ProjectionError {
        try await #require(throws: ProjectionError.self) { _ = try await catchUp(batchSize: batchSize) }
    }
}
