public import Journal
public import Postgres

/// Read models' rows of one ledger, and how far they and the log have come, seen at one moment.
public struct Snapshot {
    let session: Session
    /// Whose rows they are.
    public let ledger: LedgerName
    private let generations: [String: Generation]
    private let states: [State]
    /// By the number of the generation that does without them.
    private let skipped: [Int64: [ProjectionStatus.SkippedEvent]]
    /// The number of events in the ledger.
    public let recorded: Int64
    /// Of what the login sees names; nil when of all.
    private let scope: NameScope?

    /// - Parameter session: in a transaction that sees one moment only.
    /// - Throws: `JournalError.unknownLedger`; `ProjectionError.newerVersion`.
    public init(_ models: [any ReadModel.Type], of ledger: LedgerName, on session: Session) throws {
        self.session = session
        self.ledger = ledger
        let (recorded, generations, skipped, seesLog) = try Snapshot.state(of: ledger, on: session)
        self.recorded = recorded
        self.generations = generations
        self.skipped = skipped
        states = try models.map { model in
            let rows = generations[model.name]
            if let rows, rows.version > model.version {
                throw ProjectionError.newerVersion(
                    projection: model.name, stored: rows.version, known: model.version)
            }
            return State(projection: model.name, version: model.version, rows: rows)
        }
        scope = try Journal.nameScope(seesLog: seesLog, on: session)
    }

    private static func state(
        of ledger: LedgerName, on session: Session
    ) throws -> (Int64, [String: Generation], [Int64: [ProjectionStatus.SkippedEvent]], seesLog: Bool) {
        let (recorded, generations, skipped, seesLog) = questions(of: ledger)
        return try session.ask(recorded, generations, skipped, seesLog)
    }

    /// What every snapshot begins with.
    private static func questions(
        of ledger: LedgerName
    ) -> (
        Question<Int64>, Question<[String: Generation]>, Question<[Int64: [ProjectionStatus.SkippedEvent]]>,
        seesLog: Question<Bool>
    ) {
        (Journal.nextPosition(of: ledger), Generation.current(of: ledger), skipped(of: ledger), Journal.seesLog)
    }

    /// Asks a question, and with it what every snapshot begins with, so that the server does not have to look the tables up when one is made.
    ///
    /// - Throws: `PostgresError`, also for what is amiss with a snapshot alone; `JournalError.unknownLedger` without ledger "main".
    public static func rehearse<Answer>(with question: Question<Answer>, on session: Session) throws -> Answer {
        let (recorded, generations, skipped, seesLog) = questions(of: .main)
        return try session.ask(question, recorded, generations, skipped, seesLog).0
    }

    /// How the rows of one model stand.
    private struct State {
        let projection: String
        /// Of the rows that this program makes.
        let version: Int
        /// Nil while there are none.
        let rows: Generation?
    }

    /// The number of events that are in the rows of every model.
    public var knownTo: Int64 { states.map { $0.rows?.nextPosition ?? 0 }.min() ?? 0 }

    /// Whether all models have rows, and of the versions that this program makes.
    public var isUsable: Bool { states.allSatisfy { $0.rows?.version == $0.version } }

    /// Whether there are events that a worker can take up into the rows of some model, or rows that it can begin.
    public var canGoOn: Bool {
        states.contains { state in state.rows.map { $0.nextPosition < recorded && $0.pause == nil } ?? true }
    }

    /// By the generations that reports read.
    private static func skipped(of ledger: LedgerName) -> Question<[Int64: [ProjectionStatus.SkippedEvent]]> {
        Question(
            """
            SELECT generation, position, error, reason, skipped_by, skipped_at FROM pairledger_model.skip
            WHERE generation IN (SELECT generation FROM pairledger_model.generation WHERE ledger = $1 AND is_current)
            ORDER BY position
            """, [.text(ledger.description)]
        ) { rows in
            Dictionary(grouping: try rows.map { (try $0.int8(0), try ProjectionStatus.SkippedEvent($0)) }, by: \.0)
                .mapValues { $0.map(\.1) }
        }
    }

    /// All rows of a table.
    ///
    /// - Throws: `ProjectionError.damagedRows` for what no projection wrote.
    public func rows<Row: TableRow>(_: Row.Type, of model: any ReadModel.Type) throws -> [Row] {
        try reading(model) { try $0.rows(of: Row.self) } ?? []
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
            + states.flatMap { state -> [String] in
                guard let rows = state.rows else { return [] }
                return (skipped[rows.number] ?? []).map {
                    "projection \(state.projection) does without position \($0.position), by \($0.skippedBy): \($0.reason)"
                }
                    + (rows.pause.map {
                        ["projection \(state.projection) stands still at position \(rows.nextPosition): \($0.reason)"]
                    } ?? [])
            }
    }
}
