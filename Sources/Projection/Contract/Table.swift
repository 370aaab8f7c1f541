/// Rows that a read model finds again by their keys, and changes.
///
/// In a fold of the whole history all rows are here. A worker has only those that its batch needs: a key that `apply` asks for
/// and that was not fetched is noted, so that it can be fetched, and the batch tried again.
public struct Table<Row: TableRow>: Sendable {
    public private(set) var rows: [Row.Key: Row] = [:]
    /// Nil while all rows there are are here.
    private var partial: Partial?
    /// What stood under the changed keys before, where anything did; nil while no change can be taken back.
    private var replaced: [Row.Key: Row?]?

    private struct Partial {
        /// Whether all rows of the store are here, though they need not be.
        var isWhole = false
        /// Keys under which the store has no row.
        var absent: Set<Row.Key> = []
        var missing: Set<Row.Key> = []
    }

    public init() {}

    public subscript(key: Row.Key) -> Row? {
        mutating get {
            if let row = rows[key] { return row }
            noteAbsence(of: key)
            return nil
        }
        set {
            keep(key)
            rows[key] = newValue
        }
        _modify {
            keep(key)
            yield &rows[key]
        }
    }

    /// The row under a key; a new one, with nothing in it, when there is none yet.
    public subscript(making key: Row.Key) -> Row {
        mutating get { self[key] ?? Table.fresh(key) }
        _modify {
            keep(key)
            yield &rows[key, default: Table.fresh(key)]
        }
    }

    /// Changes the row under a key, which is looked up once.
    ///
    /// - Parameter make: a new row when there is none yet.
    public mutating func withRow<Answer>(
        _ key: Row.Key, orMake make: () throws(ReadModelError) -> Row, _ change: (inout Row) -> Answer
    ) throws(ReadModelError) -> Answer {
        keep(key)
        if let index = rows.index(forKey: key) { return change(&rows.values[index]) }
        noteAbsence(of: key)
        var row = try make()
        row.key = key
        let answer = change(&row)
        rows[key] = row
        return answer
    }

    /// Whether there is a row under the key.
    public mutating func contains(_ key: Row.Key) -> Bool {
        if rows.index(forKey: key) != nil { return true }
        noteAbsence(of: key)
        return false
    }

    private static func fresh(_ key: Row.Key) -> Row {
        var row = Row()
        row.key = key
        return row
    }

    private mutating func keep(_ key: Row.Key) {
        guard replaced != nil, replaced?.index(forKey: key) == nil else { return }
        let row = rows[key]
        if row == nil { noteAbsence(of: key) }
        replaced?.updateValue(row, forKey: key)
    }

    private mutating func noteAbsence(of key: Row.Key) {
        guard lacksRows, partial?.absent.contains(key) == false, replaced?.index(forKey: key) == nil else { return }
        partial?.missing.insert(key)
    }
}

// MARK: Taking back

extension Table {
    /// Lets changes be taken back from now on.
    mutating func beginKeeping() { replaced = [:] }

    /// Takes back all changes since the last that was settled.
    mutating func takeBack() {
        if let replaced { for (key, row) in replaced { rows[key] = row } }
        settle()
    }

    /// Nothing of what was changed so far is taken back any more.
    mutating func settle() { replaced?.removeAll(keepingCapacity: true) }

    /// Lets no more changes be taken back.
    mutating func endKeeping() { replaced = nil }
}

// MARK: Fetching

extension Table {
    /// Has none of the rows of the store yet.
    mutating func beginPartial() {
        partial = Partial()
        beginKeeping()
    }

    /// What was asked for and is not here.
    var missing: Set<Row.Key> { partial?.missing ?? [] }

    /// Takes up what the store has under the missing keys.
    mutating func fetched(_ found: [Row]) {
        let asked = missing
        partial?.absent.formUnion(asked)
        partial?.missing = []
        for row in found {
            rows[row.key] = row
            partial?.absent.remove(row.key)
        }
    }

    /// What has changed since the store was as the table is: the keys under which the store has a row, and the rows that there are now.
    var changes: (stored: [Row.Key], rows: [Row]) {
        var changes: (stored: [Row.Key], rows: [Row]) = ([], [])
        guard let replaced else { return changes }
        for (key, old) in replaced {
            if old != nil { changes.stored.append(key) }
            if let row = rows[key] { changes.rows.append(row) }
        }
        return changes
    }

    /// Notes that the store is as the table is.
    mutating func noteStored() {
        if let replaced, lacksRows {
            for key in replaced.keys where rows[key] == nil { partial?.absent.insert(key) }
        }
        settle()
    }

    /// Lets go of all rows, which the store has.
    mutating func forget() {
        rows = [:]
        if partial != nil { beginPartial() }
    }

    /// Whether the store has rows that are not here.
    var lacksRows: Bool { partial?.isWhole == false }

    /// Takes up all rows that the store has.
    mutating func fill(_ all: ((Row) -> Void) throws -> Void) rethrows {
        try all { rows[$0.key] = $0 }
        partial?.isWhole = true
        partial?.absent = []
    }
}
