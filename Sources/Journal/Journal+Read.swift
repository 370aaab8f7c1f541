import CanonicalJSON
public import Postgres

extension Journal {
    /// Where the next event will stand: the number of events in the ledger.
    ///
    /// - Throws: `.unknownLedger`.
    public func nextPosition() async throws(JournalError) -> Int64 {
        try await withSession { session in try Journal.nextPosition(of: ledger, on: session) }
    }

    /// The same inside somebody's transaction.
    public static func nextPosition(of ledger: LedgerName, on session: Session) throws -> Int64 {
        try session.ask(nextPosition(of: ledger))
    }

    /// The same for somebody who asks more at once.
    public static func nextPosition(of ledger: LedgerName) -> Question<Int64> {
        Question(
            "SELECT next_position FROM pairledger.ledger WHERE ledger = $1", [.text(ledger.description)]
        ) { rows in
            guard let row = rows.first else { throw JournalError.unknownLedger(ledger.description) }
            return try row.int8(0)
        }
    }

    /// The events of a selection, in memory all at once; ``pages(_:of:)`` and ``forEachEntry(_:_:)`` are for many.
    ///
    /// - Throws: `.damagedEntry` at the first entry that is not what its position promises; `.unknownLedger`; `.database`.
    public func read(_ selection: LogSelection) async throws(JournalError) -> [RecordedEvent] {
        try await withReading { session in try Journal.read(selection, of: ledger, on: session) }
    }

    /// Reading records nothing, so an answer that is lost leaves nothing in doubt.
    func withReading<Answer: Sendable>(
        _ body: @Sendable (Session) throws -> Answer
    ) async throws(JournalError) -> Answer {
        do {
            return try await withSession(body)
        } catch {
            guard case .inDoubt(let cause) = error else { throw error }
            throw .database(cause)
        }
    }

    /// The same inside somebody's transaction.
    public static func read(
        _ selection: LogSelection, of ledger: LedgerName, on session: Session
    ) throws -> [RecordedEvent] {
        try readPage(selection, of: ledger, on: session).events
    }

    /// The events, and where the next page begins.
    static func readPage(
        _ selection: LogSelection, of ledger: LedgerName, on session: Session
    ) throws -> (events: [RecordedEvent], next: Int64) {
        var events: [RecordedEvent] = []
        let next = try forEachEntry(selection, of: ledger, on: session) { position, entry in
            do {
                events.append(try RecordedEvent(entry: entry.withUnsafeBytes(Array.init)))
            } catch let error as CanonicalJSONError {
                throw JournalError.damagedEntry(position: position, reason: "\(error)")
            }
        }
        return (events, next)
    }

    /// What lies in some accounts, in minor units of a currency; an account that was never used is left out.
    public func balances(
        of accounts: some Sequence<String>, in currency: String
    ) async throws(JournalError) -> [String: Int64] {
        let accounts = Array(accounts)
        return try await withSession { session in
            try Journal.balances(of: accounts, in: currency, of: ledger, on: session)
        }
    }

    /// The same inside somebody's transaction.
    public static func balances(
        of accounts: [String], in currency: String, of ledger: LedgerName, on session: Session
    ) throws -> [String: Int64] {
        let sql =
            "SELECT account, balance FROM pairledger.account WHERE ledger = $1 AND account = ANY ($2) AND currency = $3"
        let rows = try session.query(sql, [.text(ledger.description), .texts(accounts), .text(currency)])
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.text(0), try $0.int8(1)) })
    }

    /// The names of all streams of one kind, such as `project/K1` and `project/K2`, in order.
    public func streams(ofKind kind: String) async throws(JournalError) -> [String] {
        try await withSession { session in try Self.streams(ofKind: kind, of: ledger, on: session) }
    }

    /// The same within a transaction.
    public static func streams(ofKind kind: String, of ledger: LedgerName, on session: Session) throws -> [String] {
        // "0" is what comes after "/".
        let sql =
            "SELECT stream FROM \(try session.eventRelation()) WHERE ledger = $1 AND stream > $2 AND stream < $3 AND version = 1 ORDER BY 1"
        let parameters: [Parameter] = [.text(ledger.description), .text(kind + "/"), .text(kind + "0")]
        return try session.query(sql, parameters).map { try $0.text(0) }
    }
}
