import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

@Suite("A projection worker with nothing to take up, or no way to go on")
struct WorkerIdleTests {
    @Test("writes nothing: no transaction has a number, and the checkpoint's row stays the same one")
    func idle() async throws {
        // Transaction numbers are counted across the whole server.
        let cluster = try await TestCluster.disposable(durable: false)
        defer { cluster.stop() }
        let database = try await TestDatabase.only(of: cluster)
        let writer = try await database.journal(as: .recorder)
        let events = Workload.events(40, seed: 41)
        _ = try await writer.append(events.enumerated().map { try $0.element.newEvent($0.offset) })
        let worker = ProjectionWorker([Funds.self], of: try await database.journal(as: .projector))
        _ = try await worker.catchUp()
        let admin = try await database.connect()
        // Nothing that the server does by itself may fall between the two looks.
        try await admin.run { session in
            try session.executeScript("ALTER SYSTEM SET autovacuum = off")
            try session.executeScript("SELECT pg_reload_conf()")
        }
        try await Task.sleep(for: .milliseconds(300))
        let before = try await footprint(admin)
        for _ in 0..<20 {
            let batch = try await worker.runBatch()
            #expect(batch.events == 0 && batch.nextPosition == Int64(events.count))
        }
        #expect(try await footprint(admin) == before)

        _ = try await writer.append([
            NewEvent(
                id: .version7(), stream: "programme/another", expectedVersion: .any, type: "ProgrammeEstablished",
                v: 1, effectiveOn: date("2014-06-30"), actor: "tests",
                data: ["name": "Another", "starts_on": "2014-06-30"], postings: [])
        ])
        let recorded = try await footprint(admin)
        #expect(try await worker.runBatch().nextPosition == Int64(events.count) + 1)
        let taken = try await footprint(admin)
        #expect(taken.nextTransaction > recorded.nextTransaction)
        #expect(taken.row != recorded.row)
    }

    @Test("stops before a second forming of one pairing, and keeps what came before it", arguments: [false, true])
    func secondForming(hasRows: Bool) async throws {
        let subject = try await LedgerUnderTest()
        let events = Workload.events(30, seed: 42)
        if hasRows { _ = try await subject.catchUp() }
        try await subject.record(events)
        let formed = try #require(events.first { if case .pairingFormed = $0.event { true } else { false } })
        try await subject.appendAlone(
            formed.stream.description, type: "PairingFormed", data: formed.event.payload.statedData)
        for _ in 0..<2 {
            _ = try await subject.catchUp(batchSize: 7)
            let status = try await subject.status()
            #expect(status.nextPosition == 30)
            #expect(status.pause?.reason == "PairingFormed stands a second time in \(formed.stream)")
            let stored = try await subject.tables()
            #expect(try await stored == subject.fold(to: 30))
        }
    }

    @Test("says that there is no such ledger, and leaves no row of it")
    func unknownLedger() async throws {
        let database = try await LedgerUnderTest().ledger.database
        let unknown = try #require(LedgerName("no-such-ledger"))
        let journal = try await database.journal(unknown, as: .projector)
        let worker = ProjectionWorker([Funds.self], of: journal)
        for whole in [false, true] {
            let error = try await #require(throws: ProjectionError.self) {
                _ = whole ? try await worker.catchUp().events : try await worker.runBatch().events
            }
            guard case .journal(.unknownLedger("no-such-ledger")) = error else {
                Issue.record("\(error)")
                continue
            }
            #expect(error.description == "there is no ledger \"no-such-ledger\"")
        }
        let rows = try await journal.connection.run { session in
            try session.query(
                "SELECT count(*) FROM pairledger_model.generation WHERE ledger = $1", [.text("no-such-ledger")]
            ).only().int8(0)
        }
        #expect(rows == 0)
    }

    @Test("stops at the last event's position when an administrator has removed that", arguments: [1, 4, 1000])
    func lastEventRemoved(batchSize: Int) async throws {
        let database = try await TestDatabase.fresh()
        let writer = try await database.journal(as: .recorder)
        let events = Workload.events(12, seed: 43)
        _ = try await writer.append(events.enumerated().map { try $0.element.newEvent($0.offset) })
        let last = Int64(events.count - 1)
        let admin = try await database.connect()
        try await admin.run { session in
            try session.executeScript("ALTER TABLE pairledger.event DISABLE TRIGGER ALL")
            try session.executeScript("DELETE FROM pairledger.event WHERE position = \(last)")
            try session.executeScript("ALTER TABLE pairledger.event ENABLE ALWAYS TRIGGER event_append_only")
        }
        await admin.close()
        let journal = try await database.journal(as: .projector)
        for (from, limit) in [(0, 1000), (Int64(0), events.count), (last, 1)] as [(Int64, Int)] {
            let error = try await #require(throws: JournalError.self) {
                _ = try await journal.read(LogSelection(from: from, limit: limit))
            }
            guard case .damagedEntry(position: last, reason: "it is missing") = error else {
                Issue.record("from \(from), at most \(limit): \(error)")
                continue
            }
        }
        #expect(try await journal.read(LogSelection(limit: Int(last))).count == Int(last))
        let error = try await #require(throws: ProjectionError.self) {
            _ = try await ProjectionWorker([Funds.self], of: journal, batchSize: batchSize).catchUp()
        }
        #expect(error.description == "the entry at position \(last) is damaged: it is missing")
        // Of a rebuild in which something is missing nothing is left.
        let left = try await journal.connection.run { session in
            try session.query("SELECT count(*) FROM pairledger_model.generation").only().int8(0)
        }
        #expect(left == 0)
        await journal.connection.close()
        await writer.connection.close()
    }

    /// What any write changes.
    private struct Footprint: Equatable {
        let nextTransaction: String
        let row: String
    }

    private func footprint(_ admin: Connection) async throws -> Footprint {
        try await admin.run { session in
            // The first number that no transaction has yet; asking takes none.
            let next = try session.query("SELECT pg_snapshot_xmax(pg_current_snapshot())::text").only().text(0)
            let row = try session.query(
                "SELECT concat_ws(' ', ctid, xmin, xmax, next_position, updated_at) FROM pairledger_model.generation")
            return Footprint(nextTransaction: next, row: try row.only().text(0))
        }
    }
}
