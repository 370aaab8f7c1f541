public import Postgres

extension Session {
    /// Whether the login may read the log itself. An observer may not: it reads a view in which the names of payees, and the words of
    /// findings, are masked outside the regions of its scope.
    func seesLog() throws -> Bool {
        try answer(to: "sees the log") {
            try query("SELECT has_table_privilege('pairledger.event', 'SELECT')").only().bool(0)
        }
    }

    /// The relation in which the login reads events.
    func eventRelation() throws -> String { try seesLog() ? "pairledger.event" : "pairledger_read.event" }
}

extension Journal {
    /// - Throws: `.masked` for a login that does not see the entries as they are.
    public static func mustSeeEntries(on session: Session) throws {
        guard try session.seesLog() else { throw JournalError.masked }
    }

    /// The same on the journal's own connection.
    public func mustSeeEntries() async throws(JournalError) {
        try await withSession { try Self.mustSeeEntries(on: $0) }
    }

    /// What a reader must know of a log that is read in part: nil where the login sees all of it.
    public static func scopeNote(on session: Session) throws -> String? {
        guard try !session.seesLog() else { return nil }
        let regions = try session.query("SELECT region FROM pairledger_read.own_scope ORDER BY 1").map {
            try $0.text(0)
        }
        return regions.isEmpty
            ? "names are masked with *** everywhere: this login has no scope"
            : "names are shown of \(regions.joined(separator: ", ")), and masked with *** elsewhere"
    }
}
