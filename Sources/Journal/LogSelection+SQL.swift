import Postgres

extension LogSelection {
    static let columns = [Column("position", .int8), Column("entry", .bytea), Column("leaf", .bytea)]

    /// COPY of the columns above. It is the fastest way out of the server, and takes no parameters.
    func sql(of ledger: LedgerName, at positions: Range<Int64>, on session: Session) throws -> String {
        var conditions = [
            "ledger = \(try session.literal(ledger.description))", "position >= \(positions.lowerBound)",
            "position < \(positions.upperBound)",
        ]
        for (column, texts) in [
            ("stream", streams.map(Array.init)), ("type", types.map(Array.init)),
            ("event_id", ids?.map(\.canonicalText)),
        ] {
            guard let texts else { continue }
            let literals = try texts.sorted().map { try session.literal($0) }
            conditions.append(literals.isEmpty ? "false" : "\(column) IN (\(literals.joined(separator: ",")))")
        }
        let most = isFiltered ? limit.map { " LIMIT \(max(0, $0))" } ?? "" : ""
        return """
            COPY (SELECT position, entry, leaf FROM \(try session.eventRelation())
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY position\(direction == .forward ? "" : " DESC")\(most)) TO STDOUT (FORMAT binary)
            """
    }
}
