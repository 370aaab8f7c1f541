/// How far a transaction is kept from the effects of others (PostgreSQL manual, 13.2).
public struct Isolation: Hashable, Sendable {
    let sql: String

    /// Each statement sees what was committed before it began.
    public static let readCommitted = Isolation(sql: "READ COMMITTED")
    /// Each statement sees what was committed before the transaction's first statement.
    public static let repeatableRead = Isolation(sql: "REPEATABLE READ")
    /// As if transactions ran one after another; be ready to repeat on `SQLState.serializationFailure`.
    public static let serializable = Isolation(sql: "SERIALIZABLE")
}
