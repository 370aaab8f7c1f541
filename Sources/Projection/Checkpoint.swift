public import CanonicalJSON
public import Journal
public import Postgres

/// How far a projection has come in a ledger.
public struct Checkpoint: Hashable, Sendable {
    /// The first position that is not in the rows.
    public let nextPosition: Int64
    public let version: Int
    public let updatedAt: Instant?

    /// Reads it without a lock, for reports; nil when the projection never ran.
    public static func read(_ projection: String, of ledger: LedgerName, on session: Session) throws -> Checkpoint? {
        let sql = """
            SELECT next_position, version, updated_at FROM pairledger_read.projection
            WHERE ledger = $1 AND projection = $2
            """
        return try session.query(sql, [.text(ledger.description), .text(projection)]).first.map(Checkpoint.init)
    }

    /// Takes it for the length of the transaction: whoever else wants to move it waits.
    static func take(
        _ projection: String, version: Int, of ledger: LedgerName, on session: Session
    ) throws -> Checkpoint {
        let insert = """
            INSERT INTO pairledger_read.projection (ledger, projection, version) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING
            """
        let lock = """
            SELECT next_position, version, updated_at FROM pairledger_read.projection
            WHERE ledger = $1 AND projection = $2 FOR UPDATE
            """
        let key: [Parameter] = [.text(ledger.description), .text(projection)]
        if let row = try session.query(lock, key).first { return try Checkpoint(row) }
        _ = try session.execute(insert, key + [.int4(Int32(version))])
        return try Checkpoint(session.query(lock, key).only())
    }

    /// Where the projection stands when there is nothing to take up, by a look without any lock; nil when there may be something.
    static func idle(
        _ projection: String, version: Int, of ledger: LedgerName, on session: Session
    ) throws -> Int64? {
        let recorded = try Journal.nextPosition(of: ledger, on: session)
        guard let checkpoint = try read(projection, of: ledger, on: session) else { return recorded == 0 ? 0 : nil }
        let isIdle = checkpoint.nextPosition >= recorded && checkpoint.version == version
        return isIdle ? checkpoint.nextPosition : nil
    }

    static func move(
        _ projection: String, version: Int, of ledger: LedgerName, to position: Int64, on session: Session
    ) throws {
        let sql = """
            UPDATE pairledger_read.projection SET next_position = $3, version = $4, updated_at = clock_timestamp()
            WHERE ledger = $1 AND projection = $2
            """
        _ = try session.execute(
            sql, [.text(ledger.description), .text(projection), .int8(position), .int4(Int32(version))])
    }

    private init(_ row: Row) throws {
        nextPosition = try row.int8(0)
        version = try row.int(1)
        updatedAt = Instant(microsecondsSince1970: try row.timestamp(2))
    }
}
