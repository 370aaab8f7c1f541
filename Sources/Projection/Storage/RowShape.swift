public import Postgres

/// The columns of a row's table, behind `generation`.
struct RowShape<Row: TableRow> {
    private(set) var columns: [Column] = []
    /// How many of them are the key's.
    let keyCount: Int

    init() {
        var names = Names()
        var row = Row()
        // A visitor that takes nothing refuses nothing.
        try? row.key.visit(&names)
        keyCount = names.columns.count
        try? row.visit(&names)
        columns = names.columns
    }

    var names: String { columns.map(\.name).joined(separator: ", ") }
    var key: [Column] { Array(columns.prefix(keyCount)) }
    /// `AND (account, currency) IN (SELECT * FROM unnest($2, $3))`
    var keyCondition: String {
        let parameters = key.indices.map { "$\($0 + 2)" }.joined(separator: ", ")
        return "(\(key.map(\.name).joined(separator: ", "))) IN (SELECT * FROM unnest(\(parameters)))"
    }

    private struct Names: ColumnVisitor {
        static var isReading: Bool { false }
        var columns: [Column] = []

        mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) throws {
            columns.append(Column(name, Value.dataType))
        }
    }
}

/// Takes the values of columns as parameters, in order.
struct ColumnParameters: ColumnVisitor {
    static var isReading: Bool { false }
    var values: [Parameter] = []

    mutating func column(_ name: String, _ value: inout some ColumnValue) throws { values.append(value.parameter) }
}

/// Gives columns the values of a row of an answer, in order.
struct ColumnReader: ColumnVisitor {
    static var isReading: Bool { true }
    private let row: Postgres.Row
    private var next = 0

    init(_ row: Postgres.Row) { self.row = row }

    mutating func column<Value: ColumnValue>(_ name: String, _ value: inout Value) throws {
        value = try Value(row, next)
        next += 1
    }
}

extension TableRow {
    public init(reading row: Postgres.Row) throws {
        self.init()
        var reader = ColumnReader(row)
        try visitAll(&reader)
    }
}

extension Collection where Element: TableKey {
    /// One list for each column of the keys.
    func parameters(of columns: [Column]) throws -> [Parameter] {
        var lists: [[Parameter]] = Array(repeating: [], count: columns.count)
        for index in lists.indices { lists[index].reserveCapacity(count) }
        for key in self {
            var key = key
            var parameters = ColumnParameters()
            try key.visit(&parameters)
            for (index, value) in parameters.values.enumerated() { lists[index].append(value) }
        }
        return zip(columns, lists).map { Parameter.array(of: $1, $0.type) }
    }
}
