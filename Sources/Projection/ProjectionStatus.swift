public import CanonicalJSON
public import Journal
public import Postgres

/// How a projection of a ledger stands, as anybody may see it.
public struct ProjectionStatus: Hashable, Sendable {
    public let projection: String
    /// The version of its rows, and the one that this program makes; nil when there are no rows.
    public let version: Int?
    public let knownVersion: Int
    /// How many events are in the rows.
    public let nextPosition: Int64
    /// How many are not, and for how long the first of them has been on record, in seconds.
    public let lagEvents: Int64
    public let lagSeconds: Double
    public let updatedAt: Instant?
    public let pause: Generation.Pause?
    public let skipped: [SkippedEvent]

    /// Whether the rows are of another version than this program's, so that no event is taken up.
    public var isRebuildDue: Bool { version.map { $0 < knownVersion } ?? false }
    public var isOfNewerProgram: Bool { version.map { $0 > knownVersion } ?? false }

    /// An event that the rows do without, because somebody decided so.
    public struct SkippedEvent: Hashable, Sendable {
        public let position: Int64
        /// Why it could not be applied.
        public let error: String
        /// Why it may be left out.
        public let reason: String
        /// The database login that decided it.
        public let skippedBy: String
        public let skippedAt: Instant?
    }

    /// Of these models, in their order.
    ///
    /// - Throws: `JournalError.unknownLedger`.
    public static func read(
        _ models: [any ReadModel.Type] = ReadModels.all, of ledger: LedgerName, on session: Session
    ) throws -> [ProjectionStatus] {
        let recorded = try Journal.nextPosition(of: ledger, on: session)
        let parameters = [Parameter.text(ledger.description)]
        let rows = try session.query(
            """
            SELECT projection, version, next_position, lag_seconds, updated_at, paused_since, pause_reason,
                   is_stuck
            FROM pairledger_read.projection WHERE ledger = $1
            """, parameters)
        let skips = try session.query(
            """
            SELECT projection, position, error, reason, skipped_by, skipped_at FROM pairledger_read.skipped_event
            WHERE ledger = $1 ORDER BY position
            """, parameters)
        let skipped = Dictionary(
            grouping: try skips.map { (projection: try $0.text(0), event: try SkippedEvent($0)) }, by: \.projection)
        return try models.map { model in
            let row = try rows.first { try $0.text(0) == model.name }
            let next = try row?.int8(2) ?? 0
            return ProjectionStatus(
                projection: model.name, version: try row?.int(1), knownVersion: model.version, nextPosition: next,
                lagEvents: max(0, recorded - next), lagSeconds: try row?.float8(3) ?? 0,
                updatedAt: try row.flatMap { Instant(microsecondsSince1970: try $0.timestamp(4)) },
                pause: try row.flatMap(Generation.Pause.init),
                skipped: skipped[model.name]?.map(\.event) ?? [])
        }
    }
}

extension Generation.Pause {
    fileprivate init?(_ row: Postgres.Row) throws {
        guard try !row.isNull(5) else { return nil }
        self.init(
            since: Instant(microsecondsSince1970: try row.timestamp(5)), reason: try row.text(6),
            isStuck: try row.bool(7))
    }
}

extension ProjectionStatus.SkippedEvent {
    /// Behind a column that says whose it is.
    init(_ row: Postgres.Row) throws {
        self.init(
            position: try row.int8(1), error: try row.text(2), reason: try row.text(3), skippedBy: try row.text(4),
            skippedAt: Instant(microsecondsSince1970: try row.timestamp(5)))
    }
}
