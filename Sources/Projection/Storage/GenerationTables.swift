import Postgres

/// The tables of one generation of a model's rows.
///
/// The statements are put together of names that the program has and a number, never of anything from outside.
struct GenerationTables {
    let generation: Int64
    let session: Session

    /// A generation's own table, before and after it is made one with the model's.
    func own(_ table: String) -> String { "pairledger_model.\(table)_\(generation)" }

    // MARK: Reading

    func fetch<Row: TableRow>(_ keys: Set<Row.Key>, of _: Row.Type) throws -> [Row] {
        let shape = RowShape<Row>()
        let sql = """
            SELECT \(shape.names) FROM pairledger_model.\(Row.table) WHERE generation = $1 AND \(shape.keyCondition)
            """
        return try session.query(sql, [.int8(generation)] + keys.parameters(of: shape.key)).map(Row.init(reading:))
    }

    /// The rows whose column has one of the texts wanted.
    func fetch<Row: TableRow>(of _: Row.Type, where column: RowColumn<Row>, _ match: ColumnMatch) throws -> [Row] {
        let condition = match.condition(on: column.name)
        let sql = """
            SELECT \(RowShape<Row>().names) FROM pairledger_model.\(Row.table) WHERE generation = $1 AND \(condition.sql)
            """
        return try session.query(sql, [.int8(generation)] + condition.parameters).map(Row.init(reading:))
    }

    /// Hands over all rows, in the order of their keys if that is asked for.
    func forEach<Row: TableRow>(
        of _: Row.Type, where condition: String = "true", isOrdered: Bool = false, _ body: (Row) throws -> Void
    ) throws {
        let shape = RowShape<Row>()
        let order = isOrdered ? " ORDER BY " + shape.key.map(\.name).joined(separator: ", ") : ""
        try copy("\(shape.names) FROM pairledger_model.\(Row.table)", "\(condition)\(order)", body)
    }

    /// The same together.
    func rows<Row: TableRow>(of _: Row.Type, where condition: String = "true") throws -> [Row] {
        var rows: [Row] = []
        try forEach(of: Row.self, where: condition) { rows.append($0) }
        return rows
    }

    /// Hands over rows that a statement makes of those of a table.
    func copy<Row: TableRow>(_ selected: String, _ condition: String, _ body: (Row) throws -> Void) throws {
        try session.copyOutRows(
            "COPY (SELECT \(selected) WHERE generation = \(generation) AND \(condition)) TO STDOUT (FORMAT binary)",
            columns: RowShape<Row>().columns
        ) { try body(Row(reading: $0)) }
    }

    // MARK: Writing

    func remove<Row: TableRow>(_ keys: [Row.Key], of _: Row.Type) throws {
        guard !keys.isEmpty else { return }
        let shape = RowShape<Row>()
        let sql = "DELETE FROM pairledger_model.\(Row.table) WHERE generation = $1 AND \(shape.keyCondition)"
        _ = try session.execute(sql, [.int8(generation)] + keys.parameters(of: shape.key))
    }

    /// Always into the generation's own table: there is no COPY into one with row security.
    func add<Row: TableRow>(_ rows: some Sequence<Row>) throws {
        let shape = RowShape<Row>()
        let sql = "COPY \(own(Row.table)) (generation, \(shape.names)) FROM STDIN (FORMAT binary)"
        try session.copyIn(sql) { writer in
            var fields = ColumnParameters()
            for row in rows {
                var row = row
                fields.values.removeAll(keepingCapacity: true)
                fields.values.append(.int8(generation))
                try row.visitAll(&fields)
                try writer.write(fields.values)
            }
        }
    }
}

// MARK: Visitors

/// Fetches what a model asked for and did not have.
struct Fetching: TableVisitor {
    let tables: GenerationTables
    /// Whether there was anything to fetch.
    private(set) var hasFetched = false

    init(_ tables: GenerationTables) { self.tables = tables }

    mutating func visit<Row>(_ table: inout Table<Row>) throws {
        let missing = table.missing
        guard !missing.isEmpty else { return }
        table.fetched(try tables.fetch(missing, of: Row.self))
        hasFetched = true
    }

    mutating func visit<Row>(_ lines: inout Lines<Row>) throws {}
}

/// Stores what has changed since the last time.
struct Storing: TableVisitor {
    let tables: GenerationTables

    mutating func visit<Row>(_ table: inout Table<Row>) throws {
        let changes = table.changes
        try tables.remove(changes.stored, of: Row.self)
        if !changes.rows.isEmpty { try tables.add(changes.rows) }
        table.noteStored()
    }

    mutating func visit<Row>(_ lines: inout Lines<Row>) throws {
        if !lines.pending.isEmpty { try tables.add(lines.takePending()) }
    }
}

/// Puts all rows into the tables of a generation that is being made.
struct Filling: TableVisitor {
    let tables: GenerationTables

    mutating func visit<Row>(_ table: inout Table<Row>) throws {
        if !table.rows.isEmpty { try tables.add(table.rows.values) }
    }

    mutating func visit<Row>(_ lines: inout Lines<Row>) throws {}
}

/// Fetches all rows, save the lines: for many events at once that is quicker than to find out which of them are needed.
struct Loading: TableVisitor {
    let tables: GenerationTables

    func visit<Row>(_ table: inout Table<Row>) throws {
        if table.lacksRows { try table.fill { try tables.forEach(of: Row.self, $0) } }
    }

    func visit<Row>(_ lines: inout Lines<Row>) throws {}
}

/// Takes down the names of the tables.
struct Naming: TableVisitor {
    private(set) var names: [String] = []

    mutating func visit<Row>(_ table: inout Table<Row>) { names.append(Row.table) }
    mutating func visit<Row>(_ lines: inout Lines<Row>) { names.append(Row.table) }
}

extension ReadModel {
    static var tables: [String] {
        var naming = Naming()
        var model = Self()
        try? model.visit(&naming)
        return naming.names
    }
}
