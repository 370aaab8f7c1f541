import Postgres

/// Figures that SQL adds up from the entries of a ledger, without any read model: what reports are held against.
struct EntryFigures {
    private let ledger: CommandLedger

    init(_ ledger: CommandLedger) { self.ledger = ledger }

    /// The rows of a query, each a text and a number.
    ///
    /// - Parameter sql: may read `entry`, with the columns `position`, `on_day`, `stream`, `type`, `data`, `postings`, `recorded_at`, of the
    ///   ledger's events, and `posting`, with the columns `position`, `on_day`, `kind`, `owner`, `instrument`, `amount`.
    func sums(_ sql: String) async throws -> [String: Int64] {
        let connection = try await ledger.home.connect()
        let rows = try await connection.run { [name = ledger.name] session in
            try session.query(
                """
                WITH entry AS (
                    SELECT position, e->>'stream' AS stream, e->>'type' AS type, e->'data' AS data, e->'postings' AS postings,
                           (e->>'effective_on')::date AS on_day, (e->>'recorded_at')::timestamptz AS recorded_at
                    FROM pairledger.event, LATERAL (SELECT convert_from(entry, 'UTF8')::jsonb) AS line(e) WHERE ledger = $1
                ), posting AS (
                    SELECT position, on_day, split_part(p->>'account', ':', 1) AS kind,
                           split_part(split_part(p->>'account', ':', 2), '/', 1) AS owner,
                           coalesce(nullif(split_part(p->>'account', '/', 2), ''), 'fiscal') AS instrument,
                           (p->>'amount')::bigint AS amount
                    FROM entry, jsonb_array_elements(postings) AS p
                )
                \(sql)
                """, [.text(name)]
            ).map { (try $0.text(0), try $0.int8(1)) }
        }
        await connection.close()
        return Dictionary(rows) { $0 + $1 }
    }
}
