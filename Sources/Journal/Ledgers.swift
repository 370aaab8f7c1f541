public import CanonicalJSON
public import Postgres

/// One ledger of a database, as its head row has it.
public struct LedgerSummary: Sendable {
    public let name: String
    /// The number of its events.
    public let nextPosition: Int64
    /// When it last learned something; nil while it is empty.
    public let lastRecordedAt: Instant?
}

extension Connection {
    /// All ledgers of the database, by name.
    public func ledgers() async throws(JournalError) -> [LedgerSummary] {
        do {
            return try await run { session in
                let sql = """
                    SELECT ledger, next_position, CASE WHEN next_position > 0 THEN last_recorded_at END
                    FROM pairledger.ledger ORDER BY ledger
                    """
                return try session.query(sql).map { row in
                    LedgerSummary(
                        name: try row.text(0), nextPosition: try row.int8(1),
                        lastRecordedAt: try row.timestampOrNil(2).flatMap(Instant.init(microsecondsSince1970:)))
                }
            }
        } catch {
            throw JournalError(any: error)
        }
    }

    /// Opens a ledger; answers false when it was there already. Takes an administrator.
    public func createLedger(_ name: LedgerName) async throws(JournalError) -> Bool {
        do {
            return try await run { session in
                try session.query("SELECT pairledger.create_ledger($1)", [.text(name.description)]).only().bool(0)
            }
        } catch {
            throw JournalError(any: error)
        }
    }
}
