import CanonicalJSON
import FoundationEssentials
import Postgres
import TransparencyLog

/// Entries that follow one another in the table, with the columns beside them, as they are.
struct EntryColumnsPage: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var positions: [Int64] = []
    private var columns: [EntryAudit.Columns] = []
    private static let size = 4_000

    var isEmpty: Bool { positions.isEmpty }
    /// Where the next page begins.
    var end: Int64 { (positions.last ?? -1) + 1 }

    /// The first entries from a position on, up to those before another.
    static func read(from start: Int64, to end: Int64, of journal: Journal) async throws(JournalError)
        -> EntryColumnsPage
    {
        try await journal.withSession { [ledger = journal.ledger] session in
            var page = EntryColumnsPage()
            try page.fill(from: start, to: end, of: ledger, on: session)
            return page
        }
    }

    private mutating func fill(
        from start: Int64, to end: Int64, of ledger: LedgerName, on session: Session
    ) throws {
        let sql = """
            COPY (SELECT position, stream, version, event_id, type, CASE WHEN isfinite(recorded_at) THEN recorded_at END,
            entry, leaf FROM pairledger.event WHERE ledger = \(try session.literal(ledger.description)) AND position >= \(start) AND position < \(end)
            ORDER BY position LIMIT \(EntryColumnsPage.size)) TO STDOUT (FORMAT binary)
            """
        try session.copyOutRows(sql, columns: EntryColumnsPage.shape) { row in
            positions.append(try row.int8(0))
            columns.append(
                .init(
                    stream: try row.text(1), version: try row.int8(2), id: try row.uuid(3),
                    type: try row.text(4),
                    recordedAt: try row.timestampOrNil(5).flatMap { Instant(microsecondsSince1970: $0) },
                    leaf: Digest(bytes: try row.bytes(7))))
            try row.withBytes(6) { bytes.append(contentsOf: $0) }
            ends.append(bytes.count)
        }
    }

    private static let shape = [
        Column("position", .int8), Column("stream", .text), Column("version", .int8), Column("event_id", .uuid),
        Column("type", .text), Column("recorded_at", .timestamptz), Column("entry", .bytea), Column("leaf", .bytea),
    ]

    /// The entries with their positions.
    func entries() -> [(Int64, [UInt8], EntryAudit.Columns)] {
        positions.indices.map { index in
            (positions[index], Array(bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]), columns[index])
        }
    }
}
