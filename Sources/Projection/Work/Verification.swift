public import Journal
import Postgres

/// Holds the rows of read models against the log: every row, and nothing but the rows.
public struct Verification: Sendable {
    private let journal: Journal
    private static let pageSize = 1_000

    /// - Parameter journal: with the login that may read the read models' tables.
    public init(_ journal: Journal) { self.journal = journal }

    /// What became of it.
    public struct Outcome: Sendable {
        public let projection: String
        /// How many events are in the rows.
        public let events: Int64
        /// How many rows the log comes to.
        public let rows: Int64
        /// How many rows are not what the log comes to, and the first of them.
        public let differenceCount: Int64
        public let differences: [RowDifference]
    }

    /// Folds the log up to where the rows of a model are, and compares, all as it is at one moment.
    ///
    /// - Parameter progress: is called with the number of events folded, and of how many.
    /// - Throws: `.neverRan`; `.newerVersion`, and the same for rows of an earlier version, which need a rebuild; `.stoppedAt` when an
    ///   event that the rows have cannot be applied.
    public func verify(
        _ model: any ReadModel.Type, progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws(ProjectionError) -> Outcome {
        do {
            let ledger = journal.ledger
            return try await journal.connection.transaction(isolation: .repeatableRead, readOnly: true) { session in
                try verify(model, of: ledger, on: session, progress)
            }
        } catch {
            throw ProjectionError(any: error, projection: model.name)
        }
    }

    private func verify<Model: ReadModel>(
        _: Model.Type, of ledger: LedgerName, on session: Session, _ progress: (Int64, Int64) -> Void
    ) throws -> Outcome {
        guard let generation = try Generation.current(of: ledger, on: session)[Model.name] else {
            throw ProjectionError.neverRan(projection: Model.name)
        }
        guard generation.version == Model.version else {
            throw ProjectionError.newerVersion(
                projection: Model.name, stored: generation.version, known: Model.version)
        }
        let skipped = try generation.skipped(on: session)
        let end = generation.nextPosition
        var comparing = Comparing(tables: GenerationTables(generation: generation.number, session: session))
        var model = Model()
        var next: Int64 = 0
        while next < end {
            let events = try EntryPage.read(
                from: next, to: end, limit: Verification.pageSize, of: ledger, on: session
            ).eventsHere()
            for event in events where !skipped.contains(event.record.position) {
                do throws(ReadModelError) {
                    try model.apply(event)
                } catch {
                    throw StuckError(position: event.record.position, reason: error.description)
                }
            }
            let through = next + Int64(events.count)
            comparing.positions = next..<(through == end ? .max : through)
            try model.visit(&comparing)
            next = through
            progress(next, end)
        }
        if end == 0 {
            comparing.positions = 0..<(.max)
            try model.visit(&comparing)
        }
        comparing.positions = nil
        try model.visit(&comparing)
        return Outcome(
            projection: Model.name, events: end, rows: comparing.rowCount, differenceCount: comparing.count,
            differences: comparing.differences)
    }
}

/// A row of a read model's table that is not what the log comes to.
public struct RowDifference: Hashable, Sendable {
    public let table: String
    /// Such as `account = holding:653001, currency = CNY`.
    public let key: String
    public let kind: Kind

    public enum Kind: Hashable, Sendable {
        /// The log comes to such a row, and the table does not have it.
        case missing
        /// The table has it, and the log comes to none.
        case extra
        /// Columns that have other values, as they stand in the table and as the log has them.
        case other([Value])
    }

    public struct Value: Hashable, Sendable {
        public let column: String
        public let stored: String
        public let expected: String
    }
}

/// Compares tables with what a model has: lines while `positions` says of which events they are, else rows.
private struct Comparing: TableVisitor {
    let tables: GenerationTables
    var positions: Range<Int64>?
    private(set) var rowCount: Int64 = 0
    private(set) var count: Int64 = 0
    private(set) var differences: [RowDifference] = []
    private static let shown = 10

    init(tables: GenerationTables) { self.tables = tables }

    mutating func visit<Row>(_ table: inout Table<Row>) throws {
        guard positions == nil else { return }
        rowCount += Int64(table.rows.count)
        var seen = 0
        try tables.forEach(of: Row.self, isOrdered: true) { stored in
            guard let expected = table.rows[stored.key] else { return note(stored, .extra) }
            seen += 1
            if stored != expected { note(expected, .other(stored.differences(from: expected))) }
        }
        guard seen < table.rows.count else { return }
        var stored: Set<Row.Key> = []
        try tables.forEach(of: Row.self) { stored.insert($0.key) }
        for (key, row) in table.rows where !stored.contains(key) { note(row, .missing) }
    }

    mutating func visit<Row>(_ lines: inout Lines<Row>) throws {
        guard let positions else { return }
        let expected = lines.takePending()
        rowCount += Int64(expected.count)
        var next = 0
        var stored: [Row] = []
        let condition = "position >= \(positions.lowerBound) AND position < \(positions.upperBound)"
        try tables.forEach(of: Row.self, where: condition, isOrdered: true) { stored.append($0) }
        if stored == expected { return }
        let byKey = Dictionary(expected.map { ($0.key, $0) }) { $1 }
        var found: Set<Row.Key> = []
        for row in stored {
            guard let line = byKey[row.key] else {
                note(row, .extra)
                continue
            }
            found.insert(row.key)
            if line != row { note(line, .other(row.differences(from: line))) }
        }
        while next < expected.count {
            if !found.contains(expected[next].key) { note(expected[next], .missing) }
            next += 1
        }
    }

    private mutating func note(_ row: some TableRow, _ kind: RowDifference.Kind) {
        count += 1
        if differences.count < Comparing.shown {
            differences.append(RowDifference(table: type(of: row).table, key: row.key.text, kind: kind))
        }
    }
}

// MARK: Rows as text

/// Takes the values of columns as text.
private struct ColumnTexts: ColumnVisitor {
    static var isReading: Bool { false }
    var columns: [(name: String, text: String)] = []

    mutating func column(_ name: String, _ value: inout some ColumnValue) throws {
        columns.append((name, value.text))
    }
}

extension ColumnValue {
    fileprivate var text: String {
        if let optional = self as? any OptionalValue { return optional.wrappedText ?? "nothing" }
        if let raw = self as? any RawRepresentable<String> { return raw.rawValue }
        return "\(self)"
    }
}

private protocol OptionalValue { var wrappedText: String? { get } }

extension Optional: OptionalValue where Wrapped: ColumnValue {
    fileprivate var wrappedText: String? { self?.text }
}

extension TableKey {
    fileprivate var text: String {
        var texts = ColumnTexts()
        var key = self
        try? key.visit(&texts)
        return texts.columns.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
    }
}

extension TableRow {
    fileprivate func differences(from expected: Self) -> [RowDifference.Value] {
        var (stored, wanted) = (ColumnTexts(), ColumnTexts())
        var (row, other) = (self, expected)
        try? row.visit(&stored)
        try? other.visit(&wanted)
        return zip(stored.columns, wanted.columns).filter { $0.text != $1.text }.map {
            RowDifference.Value(column: $0.name, stored: $0.text, expected: $1.text)
        }
    }
}
