/// The answer to a statement, held in memory as long as this value or a row of it lives.
public struct Rows: RandomAccessCollection, Sendable {
    let storage: RowStorage

    init(_ storage: RowStorage) {
        self.storage = storage
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { storage.rowCount }

    /// Traps when there is no such row, as an array does.
    public subscript(position: Int) -> Row {
        precondition(position >= 0 && position < endIndex, "row \(position) of \(endIndex)")
        return Row(storage: storage, index: Int32(position))
    }

    /// How many rows the statement inserted, updated, deleted, copied or selected, as the server tells it.
    public var affected: Int { storage.affected }

    public var columnNames: [String] {
        (0..<storage.columnCount).map(storage.name(ofColumn:))
    }

    public var columnTypes: [DataType] {
        (0..<storage.columnCount).map(storage.type(ofColumn:))
    }

    /// The only row.
    ///
    /// - Throws: ``PostgresError/Code/misuse`` when there is none or more than one.
    public func only() throws(PostgresError) -> Row {
        guard count == 1 else {
            throw PostgresError(.misuse, "The statement returned \(count) rows where exactly one was expected.")
        }
        return self[0]
    }
}
