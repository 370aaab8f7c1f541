public import Assistance
public import CanonicalJSON

/// Where rows of read models come from: from their tables, or from a fold of the log in memory. Reports do not ask which.
public protocol RowSource {
    /// All rows of a table, in no order; none of a model that was not asked for.
    ///
    /// - Throws: `ProjectionError.damagedRows` for what no projection wrote.
    func rows<Row: TableRow>(_: Row.Type) throws -> [Row]
    /// Hands over the same one by one, so that very many need not be held.
    func forEach<Row: TableRow>(_: Row.Type, _ body: (Row) throws -> Void) throws
    /// Hands over some columns of all rows of a table, in no order.
    func forEach<Row: NarrowRow>(_: Row.Type, _ body: (Row) throws -> Void) throws
    /// The accounts of some kinds in which something lies, in no order.
    func accountsInUse(_ kinds: Set<Account.Kind>) throws -> [AccountRow]
    /// The last day on which money moved; nil before any did.
    func lastMovementOn() throws -> CalendarDate?
    /// The rows whose column has one of the texts wanted, in no order. Money that moved is there only for the accounts that were named
    /// before the log was folded.
    func rows<Row: TableRow>(_: Row.Type, where column: RowColumn<Row>, _ match: ColumnMatch) throws -> [Row]

    /// Hands over the positions of money. Those that differ in other parts alone may be added up; nobody looks at these parts then.
    func forEachPosition(by parts: Set<PositionRow.Part>, _ body: (PositionRow) throws -> Void) throws
    /// Hands over what has come to each place, in no order: of one pairing, year and place more than once, if it differs in other parts.
    func forEachArrival(_ body: (ArrivalRow) throws -> Void) throws
    /// The first indicators by their identifiers, in that order.
    func indicators(first count: Int) throws -> [IndicatorRow]
    /// Projects that a selection wants.
    func projects(_ selection: ProjectSelection) throws -> ProjectSelection.Answer
}

extension RowSource {
    public func forEach<Row: TableRow>(_: Row.Type, _ body: (Row) throws -> Void) throws {
        try rows(Row.self).forEach(body)
    }

    public func forEach<Row: NarrowRow>(_: Row.Type, _ body: (Row) throws -> Void) throws {
        try forEach(Row.Whole.self) { try body(Row($0)) }
    }

    public func accountsInUse(_ kinds: Set<Account.Kind>) throws -> [AccountRow] {
        try rows(AccountRow.self).filter { kinds.contains($0.kind) && !$0.lots.isEmpty }
    }

    public func lastMovementOn() throws -> CalendarDate? { try rows(AccountRow.self).map(\.lastOn).max() }

    public func rows<Row: TableRow>(
        _: Row.Type, where column: RowColumn<Row>, _ match: ColumnMatch
    ) throws -> [Row] {
        try rows(Row.self).filter { match.has(column.value($0)) }
    }

    public func forEachPosition(
        by parts: Set<PositionRow.Part>, _ body: (PositionRow) throws -> Void
    ) throws {
        try rows(PositionRow.self).forEach(body)
    }

    public func forEachArrival(_ body: (ArrivalRow) throws -> Void) throws {
        for row in try rows(PositionRow.self) { try body(ArrivalRow(row)) }
    }

    public func indicators(first count: Int) throws -> [IndicatorRow] {
        Array(try rows(IndicatorRow.self).sorted { $0.key.indicator < $1.key.indicator }.prefix(count))
    }

    public func projects(_ selection: ProjectSelection) throws -> ProjectSelection.Answer {
        selection.answer(of: try rows(ProjectRow.self))
    }
}

extension Snapshot: RowSource {
    public func rows<Row: TableRow>(_: Row.Type) throws -> [Row] {
        guard let model = ReadModels.keeping(Row.table) else { return [] }
        return try rows(Row.self, of: model)
    }

    public func forEach<Row: TableRow>(_: Row.Type, _ body: (Row) throws -> Void) throws {
        guard let model = ReadModels.keeping(Row.table) else { return }
        try reading(model) { try $0.forEach(of: Row.self, body) }
    }

    public func forEach<Row: NarrowRow>(_: Row.Type, _ body: (Row) throws -> Void) throws {
        guard let model = ReadModels.keeping(Row.table) else { return }
        try reading(model) { try $0.forEach(of: Row.self, body) }
    }

    public func rows<Row: TableRow>(_: Row.Type, where column: RowColumn<Row>, _ match: ColumnMatch) throws -> [Row] {
        guard let model = ReadModels.keeping(Row.table) else { return [] }
        return try rows(Row.self, of: model, where: column, match)
    }

    public func forEachPosition(
        by parts: Set<PositionRow.Part>, _ body: (PositionRow) throws -> Void
    ) throws {
        try reading(Funds.self) { try $0.forEachPosition(by: parts, body) }
    }

    public func forEachArrival(_ body: (ArrivalRow) throws -> Void) throws {
        try reading(Funds.self) { try $0.forEachArrival(body) }
    }

    public func indicators(first count: Int) throws -> [IndicatorRow] {
        try reading(Outcomes.self) {
            try $0.rows(of: IndicatorRow.self, where: "true ORDER BY indicator LIMIT \(count)")
        } ?? []
    }

    public func projects(_ selection: ProjectSelection) throws -> ProjectSelection.Answer {
        try reading(Projects.self) { try $0.projects(selection) } ?? selection.answer(of: [])
    }
}

extension ReadModels {
    /// The model that keeps a table.
    static func keeping(_ table: String) -> (any ReadModel.Type)? { all.first { $0.tables.contains(table) } }
}
