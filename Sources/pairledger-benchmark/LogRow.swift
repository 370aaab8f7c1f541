import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres

/// A row of the log as the database holds it: what the limits write, byte for byte.
struct LogRow: Sendable {
    let stream: String
    let version: Int64
    let id: UUID
    let type: String
    /// Microseconds since 1970.
    let recordedAt: Int64
    let entry: [UInt8]

    /// Where the limits write: lines that nothing is asked of, and rows with the columns and indexes of the log, without its checks.
    static let tables = [
        "CREATE SCHEMA benchmark",
        "CREATE TABLE benchmark.line (entry bytea)",
        "CREATE TABLE benchmark.event (LIKE pairledger.event INCLUDING GENERATED INCLUDING INDEXES INCLUDING STORAGE)",
        "GRANT USAGE ON SCHEMA benchmark TO pairledger_recorder",
        "GRANT SELECT, INSERT, TRUNCATE ON ALL TABLES IN SCHEMA benchmark TO pairledger_recorder",
    ]

    static let copyIn = """
        COPY benchmark.event (ledger, position, stream, version, event_id, type, recorded_at, entry)
        FROM STDIN (FORMAT binary)
        """

    func fields(ledger: String, position: Int) -> [Parameter] {
        [
            .text(ledger), .int(position), .text(stream), .int8(version), .uuid(id), .text(type),
            .timestamp(microsecondsSince1970: recordedAt), .bytes(entry),
        ]
    }

    /// All rows of a ledger, by position.
    static func all(of ledger: LedgerName, on connection: Connection) async throws -> [LogRow] {
        try await connection.run { session in
            let sql = "SELECT * FROM pairledger.event WHERE ledger = $1 ORDER BY position"
            return try session.query(sql, [.text(ledger.description)]).map { row in
                LogRow(
                    stream: try row.text("stream"), version: try row.int8("version"), id: try row.uuid("event_id"),
                    type: try row.text("type"), recordedAt: try row.timestamp("recorded_at"),
                    entry: try row.bytes("entry"))
            }
        }
    }
}
