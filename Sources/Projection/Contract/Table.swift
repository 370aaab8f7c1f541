/// Rows that a read model finds again by their keys, and changes.
///
/// In a fold of the whole history all rows are here. A worker has only those that its batch needs: a key that `apply` asks for
/// and that was not fetched is noted, so that it can be fetched, and the batch tried again.
public struct Table<Row: TableRow>: Sendable {
    public private(set) var rows: [Row.Key: Row] = [:]
    /// Nil while all rows there are are here.
    private var partial: Partial?
    /// What changes replaced, oldest first; nil while no change can be taken back.
    private var replaced: [(key: Row.Key, row: Row?)]?

    private struct Partial {
        /// Keys of which it is known whether there is a row in the store, and whether there is.
        var isStored: [Row.Key: Bool] = [:]
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
        if let index = rows.index(forKey: key) {
            replaced?.append((key, rows.values[index]))
            return change(&rows.values[index])
        }
        noteAbsence(of: key)
        replaced?.append((key, nil))
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
        guard replaced != nil else { return }
        let row = rows[key]
        if row == nil { noteAbsence(of: key) }
        replaced?.append((key, row))
    }

    private mutating func noteAbsence(of key: Row.Key) {
        if partial != nil, partial?.isStored[key] == nil { partial?.missing.insert(key) }
    }
}

// MARK: Taking back

extension Table {
    /// Lets changes be taken back from now on.
    mutating func beginKeeping() { replaced = [] }

    /// Takes back all changes since the last that was settled.
    mutating func takeBack() {
        while let last = replaced?.popLast() { rows[last.key] = last.row }
    }

    /// Nothing of what was changed so far is taken back any more.
    mutating func settle() { replaced?.removeAll(keepingCapacity: true) }

    /// Lets no more changes be taken back.
    mutating func endKeeping() { replaced = nil }

    /// The keys whose rows have changed since the last that was settled.
    var changedKeys: Set<Row.Key> { Set((replaced ?? []).map(\.key)) }
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

    /// Notes what the store has under the missing keys.
    mutating func fetched(_ found: [Row]) {
        for key in missing { partial?.isStored[key] = false }
        partial?.missing = []
        for row in found {
            rows[row.key] = row
            partial?.isStored[row.key] = true
        }
    }

    /// Of the changed keys those that the store has a row for.
    var storedKeysChanged: [Row.Key] { changedKeys.filter { partial?.isStored[$0] == true } }

    /// Notes that the store is as the table is.
    mutating func noteStored() {
        for key in changedKeys { partial?.isStored[key] = rows[key] != nil }
        settle()
    }

    /// Lets go of all rows, which the store has.
    mutating func forget() {
        rows = [:]
        if partial != nil { beginPartial() }
    }

    /// Puts in a row that the store has.
    mutating func fill(_ row: Row) { rows[row.key] = row }
}
