import CanonicalJSON
public import FoundationEssentials
public import Postgres
import TransparencyLog

extension Journal {
    /// Where the next event will stand: the number of events in the ledger.
    ///
    /// - Throws: `.unknownLedger`.
    public func nextPosition() async throws(JournalError) -> Int64 {
        try await withSession { session in try Journal.nextPosition(of: ledger, on: session) }
    }

    /// The same inside somebody's transaction.
    public static func nextPosition(of ledger: LedgerName, on session: Session) throws -> Int64 {
        let sql = "SELECT next_position FROM pairledger.ledger WHERE ledger = $1"
        guard let row = try session.query(sql, [.text(ledger.description)]).first else {
            throw JournalError.unknownLedger(ledger.description)
        }
        return try row.int8(0)
    }

    /// At most `limit` events from a position on, in order.
    ///
    /// - Throws: `.damagedEntry` at the first entry that is not what its position promises; `.database`.
    public func read(from position: Int64, limit: Int) async throws(JournalError) -> [RecordedEvent] {
        try await withSession { session in try Journal.read(ledger, from: position, limit: limit, on: session) }
    }

    /// The same inside somebody's transaction.
    public static func read(
        _ ledger: LedgerName, from position: Int64, limit: Int, on session: Session
    ) throws -> [RecordedEvent] {
        let sql = """
            SELECT position, entry, leaf FROM pairledger.event
            WHERE ledger = $1 AND position >= $2 ORDER BY position LIMIT $3
            """
        // The head first: what is recorded meanwhile only adds to what must be there.
        let recorded = try nextPosition(of: ledger, on: session)
        var expected = position
        let events = try session.query(sql, [.text(ledger.description), .int8(position), .int(limit)]).map { row in
            let event = try checkedEvent(row)
            guard event.position == expected else {
                throw JournalError.damagedEntry(position: expected, reason: "it is missing")
            }
            expected += 1
            return event
        }
        guard expected >= recorded || expected - position >= Int64(limit) else {
            throw JournalError.damagedEntry(position: expected, reason: "it is missing")
        }
        return events
    }

    /// All events of some streams, in the order of their positions.
    public func read(streams: some Sequence<String>) async throws(JournalError) -> [RecordedEvent] {
        let sql = """
            SELECT position, entry, leaf FROM pairledger.event
            WHERE ledger = $1 AND stream = ANY ($2) ORDER BY position
            """
        let streams = Array(streams)
        return try await withSession { session in
            try session.query(sql, [.text(ledger.description), .texts(streams)]).map(Journal.checkedEvent)
        }
    }

    /// The events that are on record under any of these identifiers.
    public func read(ids: [UUID]) async throws(JournalError) -> [RecordedEvent] {
        let sql = """
            SELECT position, entry, leaf FROM pairledger.event
            WHERE ledger = $1 AND event_id = ANY ($2) ORDER BY position
            """
        return try await withSession { session in
            try session.query(sql, [.text(ledger.description), .uuids(ids)]).map(Journal.checkedEvent)
        }
    }

    /// What lies in some accounts, in minor units of a currency; an account that was never used is left out.
    public func balances(
        of accounts: some Sequence<String>, in currency: String
    ) async throws(JournalError) -> [String: Int64] {
        let sql =
            "SELECT account, balance FROM pairledger.account WHERE ledger = $1 AND account = ANY ($2) AND currency = $3"
        let accounts = Array(accounts)
        return try await withSession { session in
            let rows = try session.query(sql, [.text(ledger.description), .texts(accounts), .text(currency)])
            return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text(0), try $0.int8(1)) })
        }
    }

    /// Both sides of the boundary are checked: the bytes are an entry, they stand where they say, and they have the leaf hash
    /// that the database keeps for them.
    private static func checkedEvent(_ row: Row) throws -> RecordedEvent {
        let position = try row.int8(0)
        let entry = try row.bytes(1)
        let event: RecordedEvent
        do {
            event = try RecordedEvent(entry: entry)
        } catch {
            throw JournalError.damagedEntry(position: position, reason: "\(error)")
        }
        guard event.position == position else {
            throw JournalError.damagedEntry(position: position, reason: "it says that it stands at \(event.position)")
        }
        guard Digest(leaf: entry).bytes == (try row.bytes(2)) else {
            throw JournalError.damagedEntry(position: position, reason: "its leaf hash is not that of its bytes")
        }
        return event
    }
}
