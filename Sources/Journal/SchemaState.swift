/// How a database's schema compares with the one that this program needs.
public enum SchemaState: Hashable, Sendable {
    case current
    /// Nothing was ever applied.
    case absent
    /// Migrations are missing: the database has so many of so many.
    case behind(applied: Int, of: Int)
    /// The database was migrated by a newer program.
    case newer(applied: Int, of: Int)
    /// A migration that was applied is not the one that this program knows by that number.
    case changed(number: Int, file: String)
}

extension SchemaState: CustomStringConvertible {
    public var description: String {
        switch self {
        case .current: "the database has the schema of this program"
        case .absent: "the database does not have the ledger's schema yet"
        case .behind(let applied, let all):
            "the database's schema is at \(applied) of \(all): it is older than this program"
        case .newer(let applied, let all): "the database's schema is at \(applied), beyond this program's \(all)"
        case .changed(let number, let file):
            "migration \(number), \(file), was applied to the database in another form than this program has"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .current: "nothing needs to be done"
        case .absent, .behind: "run: pairledger up, as somebody who may create roles and schemas there"
        case .newer: "use the newer pairledger that migrated it"
        case .changed: "use the pairledger that migrated it; an applied migration must never be edited"
        }
    }
}
