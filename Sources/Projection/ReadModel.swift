public import Journal
public import Postgres

/// What can be known from the log, as keyed rows and one pure function; and the tables in which the rows are kept.
///
/// `apply` is the whole meaning of the model. The worker, and whatever else folds the log, calls the same one.
public protocol ReadModel: Sendable {
    associatedtype Key: Hashable & Sendable
    associatedtype Row: Hashable & Sendable

    /// Names its checkpoint, and the model in commands.
    static var name: String { get }
    /// Changes whenever `apply` or the rows do, so that rows of an earlier version are not taken for this one's.
    static var version: Int { get }

    /// The rows that an event reads or writes.
    static func keys(for event: ProjectedEvent) -> Set<Key>
    /// Takes the event up. `rows` has those of `keys(for:)` that exist; one that is removed is removed from the model.
    ///
    /// - Throws: `ReadModelError` for an event that cannot follow what came before.
    static func apply(_ event: ProjectedEvent, to rows: inout [Key: Row]) throws(ReadModelError)

    /// The rows under these keys, or all rows of the ledger.
    static func load(_ keys: Set<Key>?, of ledger: LedgerName, on session: Session) throws -> [Key: Row]
    /// Puts the rows as they are now in place of those under the same keys; a key without a row is removed.
    static func store(_ rows: [Key: Row], for keys: Set<Key>, of ledger: LedgerName, on session: Session) throws
    /// Removes all rows of the ledger.
    static func clear(_ ledger: LedgerName, on session: Session) throws
}

/// Why an event cannot be taken up by a read model.
public struct ReadModelError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What does not fit, in one sentence.
    public let description: String

    public init(_ description: String) { self.description = description }
}

extension ReadModel {
    /// Takes one event up into a larger set of rows. When it cannot be applied, the rows stay as they were.
    ///
    /// - Returns: the keys whose rows it may have changed.
    @discardableResult
    public static func fold(_ event: ProjectedEvent, into rows: inout [Key: Row]) throws(ReadModelError) -> Set<Key> {
        let keys = keys(for: event)
        var touched: [Key: Row] = [:]
        for key in keys { touched[key] = rows[key] }
        try apply(event, to: &touched)
        for key in keys { rows[key] = touched[key] }
        return keys
    }
}
