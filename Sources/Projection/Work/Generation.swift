public import CanonicalJSON
public import Journal
public import Postgres

/// The rows of one projection of one ledger: how far they have come, and whether they stand still.
public struct Generation: Hashable, Sendable {
    public let number: Int64
    public let projection: String
    public let version: Int
    /// The first position that is not in the rows.
    public let nextPosition: Int64
    public let updatedAt: Instant?
    /// Why no event is taken up; nil when they are.
    public let pause: Pause?

    public struct Pause: Hashable, Sendable {
        public let since: Instant?
        public let reason: String
        /// Whether it is because the next event cannot be applied, rather than because somebody wanted it.
        public let isStuck: Bool
    }

    /// The generations that reports read, by the names of their projections; a projection that never ran has none.
    public static func current(of ledger: LedgerName, on session: Session) throws -> [String: Generation] {
        try session.ask(current(of: ledger))
    }

    /// The same for somebody who asks more at once.
    static func current(of ledger: LedgerName) -> Question<[String: Generation]> {
        Question("\(columns) WHERE ledger = $1 AND is_current", [.text(ledger.description)]) { rows in
            Dictionary(uniqueKeysWithValues: try rows.map(Generation.init).map { ($0.projection, $0) })
        }
    }

    private static let columns = """
        SELECT generation, projection, version, next_position, updated_at, paused_since, pause_reason, is_stuck
        FROM pairledger_model.generation
        """

    private init(_ row: Postgres.Row) throws {
        number = try row.int8(0)
        projection = try row.text(1)
        version = try row.int(2)
        nextPosition = try row.int8(3)
        updatedAt = Instant(microsecondsSince1970: try row.timestamp(4))
        pause =
            try row.isNull(5)
            ? nil
            : Pause(
                since: Instant(microsecondsSince1970: try row.timestamp(5)), reason: try row.text(6),
                isStuck: try row.bool(7))
    }

    // MARK: Changing

    /// Takes a generation for the length of the transaction: whoever else wants to move it waits. Nil when it is gone, or when it was to
    /// be the current one and is not any more.
    static func take(_ number: Int64, isCurrent: Bool = true, on session: Session) throws -> Generation? {
        let sql = "\(columns) WHERE generation = $1 AND is_current = $2 FOR UPDATE"
        return try session.query(sql, [.int8(number), .bool(isCurrent)]).first.map(Generation.init)
    }

    static func move(_ number: Int64, to position: Int64, on session: Session) throws {
        _ = try session.execute(
            """
            UPDATE pairledger_model.generation SET next_position = $2, updated_at = clock_timestamp() WHERE generation = $1
            """, [.int8(number), .int8(position)])
    }

    /// Lets it stand still.
    static func pause(_ number: Int64, _ reason: String, isStuck: Bool, on session: Session) throws {
        _ = try session.execute(
            """
            UPDATE pairledger_model.generation SET paused_since = clock_timestamp(), pause_reason = $2, is_stuck = $3
            WHERE generation = $1
            """, [.int8(number), .text(reason), .bool(isStuck)])
    }

    /// Lets it go on.
    static func resume(_ number: Int64, on session: Session) throws {
        _ = try session.execute(
            """
            UPDATE pairledger_model.generation SET paused_since = NULL, pause_reason = NULL, is_stuck = false
            WHERE generation = $1
            """, [.int8(number)])
    }

    /// The positions of the events that it does without.
    func skipped(on session: Session) throws -> Set<Int64> {
        let rows = try session.query(
            "SELECT position FROM pairledger_model.skip WHERE generation = $1", [.int8(number)])
        return Set(try rows.map { try $0.int8(0) })
    }
}
