public import CanonicalJSON
import Postgres

/// One ledger in figures, all of the same moment.
public struct LedgerFigures: Sendable {
    /// The streams of one kind, such as `transfer`.
    public struct StreamKind: Hashable, Sendable {
        public let kind: String
        public let streams: Int64
        public let events: Int64
    }

    /// The events of one type, such as `FundsTransferred`.
    public struct EventType: Hashable, Sendable {
        public let type: String
        public let events: Int64
    }

    /// The accounts of one kind, such as `holding`, in one currency.
    public struct AccountKind: Hashable, Sendable {
        public let kind: String
        /// An ISO 4217 code.
        public let currency: String
        public let accounts: Int64
        /// In minor units of the currency.
        public let balance: Int64
    }

    /// The number of events: the next one's position.
    public let nextPosition: Int64
    public let createdAt: Instant
    /// Nil while there is no event, as is the next.
    public let firstRecordedAt: Instant?
    public let lastRecordedAt: Instant?
    /// By kind.
    public let streams: [StreamKind]
    /// By type.
    public let types: [EventType]
    /// By currency and kind.
    public let accounts: [AccountKind]
    /// What all entries together are long.
    public let entryBytes: Int64
    /// What the log and the balances take on the disk, those of all ledgers of the database together, with their indexes.
    public let tableBytes: Int64

    /// What each currency's balances sum to, in its minor units: zero, unless the database was tampered with.
    public var trialBalance: [String: Int64] {
        accounts.reduce(into: [:]) { $0[$1.currency, default: 0] += $1.balance }
    }
}

extension Journal {
    /// The ledger in figures. It goes through the whole log.
    ///
    /// - Throws: `.unknownLedger`.
    public func figures() async throws(JournalError) -> LedgerFigures {
        try await withTransaction(isolation: .repeatableRead, readOnly: true) { session in
            let name = [Parameter.text(ledger.description)]
            let heads = "SELECT next_position, created_at, last_recorded_at FROM pairledger.ledger WHERE ledger = $1"
            guard let head = try session.query(heads, name).first, let createdAt = try head.instant(1) else {
                throw JournalError.unknownLedger(ledger.description)
            }
            let start = "SELECT recorded_at FROM pairledger.event WHERE ledger = $1 AND position = 0"
            let size =
                "SELECT pg_total_relation_size('pairledger.event') + pg_total_relation_size('pairledger.account')"
            let events = try Self.eventGroups(name, on: session)
            return LedgerFigures(
                nextPosition: try head.int8(0), createdAt: createdAt,
                firstRecordedAt: try session.query(start, name).first.flatMap { try $0.instant(0) },
                lastRecordedAt: try head.int8(0) > 0 ? try head.instant(2) : nil,
                streams: Dictionary(grouping: events, by: \.kind).map { kind, groups in
                    .init(
                        kind: kind, streams: groups.reduce(0) { $0 + $1.firsts },
                        events: groups.reduce(0) { $0 + $1.count })
                }.sorted { $0.kind < $1.kind },
                types: Dictionary(grouping: events, by: \.type).map { type, groups in
                    .init(type: type, events: groups.reduce(0) { $0 + $1.count })
                }.sorted { $0.type < $1.type },
                accounts: try Self.accountKinds(name, on: session),
                entryBytes: events.reduce(0) { $0 + $1.bytes }, tableBytes: try session.query(size).only().int8(0))
        }
    }

    /// The events of one type on streams of one kind.
    private struct EventGroup {
        let kind: String
        let type: String
        /// How many of them are the first of their stream.
        let firsts: Int64
        let count: Int64
        let bytes: Int64
    }

    /// One scan of the log serves all that is counted of it.
    private static func eventGroups(_ name: [Parameter], on session: Session) throws -> [EventGroup] {
        let sums = "count(*) FILTER (WHERE version = 1), count(*), sum(octet_length(entry))"
        let groups =
            "SELECT split_part(stream, '/', 1), type, \(sums) FROM pairledger.event WHERE ledger = $1 GROUP BY 1, 2"
        return try session.query(groups, name).map {
            EventGroup(
                kind: try $0.text(0), type: try $0.text(1), firsts: try $0.int8(2), count: try $0.int8(3),
                bytes: try $0.int8(4))
        }
    }

    private static func accountKinds(_ name: [Parameter], on session: Session) throws -> [LedgerFigures.AccountKind] {
        let sums =
            "SELECT split_part(account, ':', 1), currency, count(*), sum(balance)::bigint FROM pairledger.account"
        return try session.query("\(sums) WHERE ledger = $1 GROUP BY 1, 2 ORDER BY 2, 1", name).map {
            .init(kind: try $0.text(0), currency: try $0.text(1), accounts: try $0.int8(2), balance: try $0.int8(3))
        }
    }
}

extension Row {
    fileprivate func instant(_ column: Int) throws -> Instant? {
        Instant(microsecondsSince1970: try timestamp(column))
    }
}
