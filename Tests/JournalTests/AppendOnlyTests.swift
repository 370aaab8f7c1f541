import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("The log is append-only", .serialized) struct AppendOnlyTests {
    private static let changes = [
        "UPDATE pairledger.event SET entry = 'x'", "UPDATE pairledger.event SET type = type WHERE false",
        "DELETE FROM pairledger.event", "DELETE FROM pairledger.event WHERE position = 0", "TRUNCATE pairledger.event",
        "TRUNCATE pairledger.ledger, pairledger.event CASCADE",
        """
        INSERT INTO pairledger.event (ledger, position, stream, version, event_id, type, recorded_at, entry)
        SELECT ledger, position, stream, version, event_id, type, recorded_at, entry FROM pairledger.event
        ON CONFLICT (ledger, position) DO UPDATE SET entry = 'x'
        """,
        "MERGE INTO pairledger.event e USING pairledger.ledger l ON e.ledger = l.ledger WHEN MATCHED THEN DELETE",
        "DELETE FROM pairledger.ledger", "TRUNCATE pairledger.ledger",
    ]

    @Test(
        "no event and no ledger is changed or removed, by the owner or by a superuser, nor in a replica's role",
        arguments: ["", "SET ROLE pairledger_owner", "SET session_replication_role = replica"])
    func changes(preparation: String) async throws {
        // TRUNCATE asks for a lock before it is refused, and would wait for every other test.
        let database = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 120)
        _ = try await database.journal().append([maker.event(), maker.event()])
        let inspector = try await database.journal(as: .inspector)
        let before = try await inspector.read(LogSelection()).map(\.entry)
        let admin = try await database.connect()
        for change in Self.changes {
            let state = try await sqlState {
                try await admin.run { session in
                    try session.executeScript("RESET ROLE; \(preparation)")
                    try session.executeScript(change)
                }
            }
            #expect(state == "PL007", "\(change)")
        }
        #expect(before.count == 2)
        #expect(try await inspector.read(LogSelection()).map(\.entry) == before)
    }

    @Test("nobody can supply a leaf of his own")
    func leaf() async throws {
        let admin = try await TestDatabase.sharedLedger().connect()
        let state = try await sqlState {
            try await admin.run {
                try $0.execute(
                    """
                    INSERT INTO pairledger.event (ledger, position, stream, version, event_id, type, recorded_at, entry, leaf)
                    VALUES ('main', 0, 'note/1', 1, gen_random_uuid(), 'X', now(), '', '')
                    """)
            }
        }
        #expect(state == "428C9")
    }

    @Test("a journal says of an attempt that the log is append-only")
    func error() async throws {
        let admin = try await TestDatabase.sharedLedger().connect()
        do {
            _ = try await admin.run { try $0.execute("DELETE FROM pairledger.event") }
            Issue.record("not refused")
        } catch let error as PostgresError {
            guard case .appendOnly = JournalError(error) else { throw error }
        }
    }

    @Test("a damaged, a displaced and a missing entry stop the reader at their position")
    func damage() async throws {
        let database = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 121)
        _ = try await database.journal().append((0..<5).map { _ in maker.event() })
        let admin = try await database.connect()
        let inspector = try await database.journal(as: .inspector)
        try await admin.run { try $0.executeScript("ALTER TABLE pairledger.event DISABLE TRIGGER ALL") }
        let damages =
            [
                ("UPDATE pairledger.event SET entry = set_byte(entry, 3, 0) WHERE position = 2", 2),
                (
                    "UPDATE pairledger.event a SET entry = b.entry FROM pairledger.event b WHERE a.position = 3 AND b.position = 4",
                    3
                ),
                ("DELETE FROM pairledger.event WHERE position = 1", 1),
                ("DELETE FROM pairledger.event WHERE position = 0", 0),
            ] as [(String, Int64)]
        for (damage, position) in damages {
            try await admin.run { session in
                try session.executeScript("CREATE TABLE sound AS SELECT ledger, position, entry FROM pairledger.event")
                try session.executeScript(damage)
            }
            let error = try await refusal { try await inspector.read(LogSelection(limit: 10)) }
            guard case .damagedEntry(position: position, _) = error else {
                Issue.record("\(damage): \(error)")
                continue
            }
            try await admin.run { session in
                try session.executeScript(
                    "UPDATE pairledger.event e SET entry = s.entry FROM sound s WHERE s.position = e.position; DROP TABLE sound"
                )
            }
        }
    }
}
