public import Postgres

/// One ledger's log in a PostgreSQL database.
public struct Journal: Sendable {
    public let connection: Connection
    public let ledger: LedgerName

    public init(_ ledger: LedgerName, on connection: Connection) {
        self.connection = connection
        self.ledger = ledger
    }

    /// Works with the session and says of every failure what it means here.
    func withSession<Answer: Sendable>(
        _ body: @Sendable (Session) throws -> Answer
    ) async throws(JournalError) -> Answer {
        do {
            return try await connection.run(body)
        } catch {
            throw JournalError(any: error)
        }
    }

    /// The same in a transaction.
    func withTransaction<Answer: Sendable>(
        isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: @Sendable (Session) throws -> Answer
    ) async throws(JournalError) -> Answer {
        do {
            return try await connection.transaction(isolation: isolation, readOnly: readOnly, body)
        } catch {
            throw JournalError(any: error)
        }
    }
}

extension JournalError {
    /// What any error of the journal's work means here.
    public init(any error: any Error) {
        switch error {
        case let error as JournalError: self = error
        case let error as PostgresError: self = JournalError(error)
        default: self = .malformed("\(error)")
        }
    }
}
