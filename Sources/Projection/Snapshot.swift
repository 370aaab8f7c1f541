public import Journal
public import Postgres

/// Read models' rows of one ledger, and how far they and the log have come, seen at one moment.
public struct Snapshot {
    let session: Session
    /// Whose rows they are.
    public let ledger: LedgerName
    private let generations: [String: Generation]
    public let statuses: [ProjectionStatus]
    /// The number of events in the ledger.
    public let recorded: Int64
    /// Of what the login sees names; nil when of all.
    private let scope: NameScope?

    /// - Parameter session: in a transaction that sees one moment only.
    /// - Throws: `JournalError.unknownLedger`; `ProjectionError.newerVersion`.
    public init(_ models: [any ReadModel.Type], of ledger: LedgerName, on session: Session) throws {
        self.session = session
        self.ledger = ledger
        recorded = try Journal.nextPosition(of: ledger, on: session)
        statuses = try ProjectionStatus.read(models, of: ledger, on: session)
        generations = try Generation.current(of: ledger, on: session)
        scope = try Journal.nameScope(on: session)
        for status in statuses where status.isOfNewerProgram {
            throw ProjectionError.newerVersion(
                projection: status.projection, stored: status.version ?? 0, known: status.knownVersion)
        }
    }

    /// The number of events that are in the rows of every model.
    public var knownTo: Int64 { statuses.map(\.nextPosition).min() ?? 0 }

    /// Whether all models have rows, and of the versions that this program makes.
    public var isUsable: Bool { statuses.allSatisfy { $0.version == $0.knownVersion } }

    /// All rows of a table.
    ///
    /// - Throws: `ProjectionError.damagedRows` for what no projection wrote.
    public func rows<Row: TableRow>(_: Row.Type, of model: any ReadModel.Type) throws -> [Row] {
        var rows: [Row] = []
        try reading(model) { tables in try tables.forEach(of: Row.self) { rows.append($0) } }
        return rows
    }

    /// The rows of a table whose column has one of the texts wanted.
    func rows<Row: TableRow>(
        _: Row.Type, of model: any ReadModel.Type, where column: RowColumn<Row>, _ match: ColumnMatch
    ) throws -> [Row] {
        try reading(model) { try $0.fetch(of: Row.self, where: column, match) } ?? []
    }

    /// Reads tables of a model; nil when it never had any rows.
    func reading<Answer>(_ model: any ReadModel.Type, _ body: (GenerationTables) throws -> Answer) throws -> Answer? {
        guard let generation = generations[model.name] else { return nil }
        do {
            return try body(GenerationTables(generation: generation.number, session: session))
        } catch let error as UnlikelyValueError {
            throw ProjectionError.damagedRows(projection: model.name, reason: error.description)
        }
    }

    /// The number of the generation of the model that keeps a table; nil while that has none.
    func generation(keeping table: String) -> Int64? {
        guard let model = ReadModels.keeping(table) else { return nil }
        return generations[model.name]?.number
    }

    /// The log as far as the rows have come.
    public var log: LogReader { LogReader(session, of: ledger, end: knownTo) }

    /// What a reader must know of the rows: what they do without, and what they stand still at.
    public var notes: [String] {
        (scope.map { [$0.note] } ?? [])
            + statuses.flatMap { status in
                status.skipped.map {
                    "projection \(status.projection) does without position \($0.position), by \($0.skippedBy): \($0.reason)"
                }
                    + (status.pause.map {
                        [
                            "projection \(status.projection) stands still at position \(status.nextPosition): \($0.reason)"
                        ]
                    } ?? [])
            }
    }
}
