/// Rows that a read model adds and never looks at again, in the order of their keys: they need no memory once they are stored.
public struct Lines<Row: TableRow>: Sendable {
    /// Those not stored yet.
    private(set) var pending: [Row] = []
    private var settledCount = 0
    /// Whether lines are of use to anybody; a fold for figures alone does without.
    public var isKept = true

    public init() {}

    public mutating func append(_ row: Row) { if isKept { pending.append(row) } }

    /// Takes the lines out that wait to be stored.
    mutating func takePending() -> [Row] {
        defer {
            pending = []
            settledCount = 0
        }
        return pending
    }

    /// Takes back what was added since the last that was settled.
    mutating func takeBack() { pending.removeLast(pending.count - settledCount) }
    mutating func settle() { settledCount = pending.count }
}
