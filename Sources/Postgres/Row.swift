/// One row of an answer. It keeps the memory it looks into alive.
///
/// Values are read by column index (0-based) or by column name as the server spells it. Reading checks the column's
/// type; the error names the column, the type wanted and the type found.
public struct Row: Sendable {
    let storage: RowStorage
    let index: Int32

    public var columnCount: Int { storage.columnCount }

    @inlinable
    public func isNull(_ column: some ColumnReference) throws(PostgresError) -> Bool {
        isNull(at: try column.position(in: self))
    }

    public func type(_ column: some ColumnReference) throws(PostgresError) -> DataType {
        storage.type(ofColumn: try column.position(in: self))
    }

    /// Looks at the binary form of a value of any type without copying it.
    ///
    /// The buffer must not be used after `body` returns.
    ///
    /// - Throws: what `body` throws, and ``PostgresError/Code/unexpectedNull``.
    public func withBytes<Answer>(
        _ column: some ColumnReference, _ body: (UnsafeRawBufferPointer) throws -> Answer
    ) throws -> Answer {
        let position = try column.position(in: self)
        guard let bytes = unsafe storage.field(index, position) else { throw null(position) }
        defer { withExtendedLifetime(storage) {} }
        return unsafe try body(bytes)
    }

    @usableFromInline
    func lacks(_ column: Int) -> PostgresError {
        PostgresError(.misuse, "There is no column \(column): the row has \(columnCount), counted from 0.")
    }

    func null(_ column: Int) -> PostgresError {
        PostgresError(.unexpectedNull, "Column \(named(column)) is NULL. Read it with an …OrNil method if it may be.")
    }

    func named(_ column: Int) -> String {
        "\(column) (\"\(storage.name(ofColumn: column))\")"
    }
}

/// A column's 0-based index (`Int`) or its name (`String`).
public protocol ColumnReference {
    /// - Throws: ``PostgresError/Code/misuse`` when the row has no such column.
    func position(in row: Row) throws(PostgresError) -> Int
}

extension Int: ColumnReference {
    @inlinable
    public func position(in row: Row) throws(PostgresError) -> Int {
        guard self >= 0, self < row.columnCount else { throw row.lacks(self) }
        return self
    }
}

extension String: ColumnReference {
    public func position(in row: Row) throws(PostgresError) -> Int {
        if let position = row.storage.index(ofColumn: self) { return position }
        let names = Rows(row.storage).columnNames.joined(separator: ", ")
        throw PostgresError(.misuse, "There is no column \"\(self)\"; the row has: \(names).")
    }
}
