public import Postgres

extension Session {
    /// Whether the login may read the log itself. An observer may not: it reads a view in which the names of payees, and the words of
    /// findings, are masked outside the regions of its scope.
    func seesLog() throws -> Bool {
        try seesLog { try ask(Journal.seesLog) }
    }

    fileprivate func seesLog(_ ask: () throws -> Bool) throws -> Bool { try answer(to: "sees the log", ask) }

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

    /// Whether the login may read the log itself.
    public static var seesLog: Question<Bool> {
        Question("SELECT has_table_privilege('pairledger.event', 'SELECT')") { try $0.only().bool(0) }
    }

    /// Of what the login sees names; nil where of all.
    ///
    /// - Parameter seesLog: the answer to that question, where it was asked.
    public static func nameScope(seesLog: Bool? = nil, on session: Session) throws -> NameScope? {
        let seesLog = try seesLog.map { known in try session.seesLog { known } } ?? session.seesLog()
        guard !seesLog else { return nil }
        let rows = try session.query("SELECT region, prefix FROM pairledger_read.own_scope ORDER BY 1")
        return NameScope(regions: try rows.map { try $0.text(0) }, prefixes: try rows.map { try $0.text(1) })
    }
}

/// The regions of which a login sees names, where it does not see all.
public struct NameScope: Hashable, Sendable {
    /// Codes of GB/T 2260, ascending: all within a province or prefecture, `000000` for the whole country.
    public let regions: [String]

    /// What the codes of all that lies within begin with.
    private let prefixes: [String]

    init(regions: [String], prefixes: [String]) {
        self.regions = regions
        self.prefixes = prefixes
    }

    /// What a reader must know of it.
    public var note: String {
        regions.isEmpty
            ? "names are masked with *** everywhere: this login has no scope"
            : "names are shown of \(regions.joined(separator: ", ")), and masked with *** elsewhere"
    }

    /// - Parameter code: of a region.
    public func contains(_ code: String) -> Bool {
        prefixes.contains { code.hasPrefix($0) }
    }
}
