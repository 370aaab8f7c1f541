public import Postgres

/// A row of a read model, and how it stands in the model's table in the schema `pairledger_model`.
///
/// The columns are named once, in ``TableKey/visit(_:)`` and ``visit(_:)``, in the order that they have there behind `generation`;
/// that serves writing and reading.
public protocol TableRow: Hashable, Sendable {
    associatedtype Key: TableKey
    static var table: String { get }

    /// To be filled by reading.
    init()
    /// Takes the values of all columns, in order. It is asked for here, though it is the same for all, so that it is compiled for each
    /// type by itself, and no type is looked up at every column.
    init(reading row: Postgres.Row) throws
    var key: Key { get set }
    /// Hands the columns that are not of the key to the visitor.
    mutating func visit(_ columns: inout some ColumnVisitor) throws
}

/// What tells a row from all others of its table.
public protocol TableKey: Hashable, Sendable {
    /// To be filled by reading.
    init()
    mutating func visit(_ columns: inout some ColumnVisitor) throws
}

/// What is done with all columns of a row, whatever their types are.
public protocol ColumnVisitor {
    /// Whether it gives the values, rather than takes them.
    static var isReading: Bool { get }
    mutating func column(_ name: String, _ value: inout some ColumnValue) throws
}

extension TableRow {
    /// Hands all columns to the visitor, those of the key first.
    mutating func visitAll(_ columns: inout some ColumnVisitor) throws {
        try key.visit(&columns)
        try visit(&columns)
    }
}
