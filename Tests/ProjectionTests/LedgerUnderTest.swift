import Assistance
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import Projection

/// A ledger of a test's own, written to by one login and projected by another.
struct LedgerUnderTest {
    let ledger: TestLedger
    let writer: Journal
    let projector: Journal

    init() async throws {
        ledger = try await TestDatabase.sharedLedger()
        writer = try await ledger.journal(as: .recorder)
        projector = try await ledger.journal(as: .projector)
    }

    /// Records events under the identifiers that come of their places, beginning with `first`.
    func record(_ events: some Collection<DecidedEvent>, first: Int = 0) async throws {
        let new = try events.enumerated().map { try $0.element.newEvent(first + $0.offset) }
        _ = try await writer.append(new)
    }

    /// Brings the tables up to the head, and answers how many events that took.
    func catchUp(batchSize: Int = 1000) async throws -> Int {
        try await ProjectionWorker(PositionModel.self, of: projector, batchSize: batchSize).catchUp()
    }

    /// What the tables hold.
    func tables() async throws -> [PositionModel.Key: PositionModel.Row] {
        try await projector.connection.run { [name = ledger.name] session in
            try PositionModel.load(nil, of: name, on: session)
        }
    }

    /// What the log comes to, folded in memory, up to but without `end`.
    func fold(to end: Int64? = nil) async throws -> [PositionModel.Key: PositionModel.Row] {
        var rows: [PositionModel.Key: PositionModel.Row] = [:]
        let head = try await projector.nextPosition()
        try await fold(from: 0, to: end ?? head, into: &rows)
        return rows
    }

    /// Folds the log from `start` to before `end`.
    func fold(
        from start: Int64, to end: Int64, into rows: inout [PositionModel.Key: PositionModel.Row]
    ) async throws {
        for try await page in projector.pages(LogSelection(from: start, limit: Int(end - start))) {
            for record in page { _ = try PositionModel.fold(ProjectedEvent(record), into: &rows) }
        }
    }

    func checkpoint() async throws -> Checkpoint? {
        try await projector.connection.run { [name = ledger.name] session in
            try Checkpoint.read(PositionModel.name, of: name, on: session)
        }
    }

    /// The tables must be what the log comes to, and the checkpoint must say so.
    func checkCaughtUp(_ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let (tables, folded) = (try await tables(), try await fold())
        #expect(tables == folded, comment, sourceLocation: sourceLocation)
        #expect(tables.sum == 0, comment, sourceLocation: sourceLocation)
        let head = try await projector.nextPosition()
        #expect(try await checkpoint()?.nextPosition == head, comment, sourceLocation: sourceLocation)
    }

    /// Runs a statement as the database's administrator; `$1` is the ledger.
    func change(_ sql: String) async throws {
        let admin = try await ledger.connect(as: .admin)
        _ = try await admin.run { [name = ledger.name] session in
            try session.execute(sql, [.text(name.description)])
        }
        await admin.close()
    }
}
