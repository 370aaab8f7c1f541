import Journal
import Postgres
import Projection
import Synchronization

/// A connection for those who look at the ledger, made while the words of the command line are still being parsed: the one takes as long as
/// the other, and most of a report that is quickly told.
enum EarlyConnection {
    private typealias Opened = (connection: Connection, applied: [Migrator.Applied])
    private static let task = Mutex<Task<Opened?, any Error>?>(nil)
    private static let commands = ["report", "trace"]

    /// - Parameter words: of the command line. One of them may name another database; one that asks for help needs none.
    static func begin(_ words: ArraySlice<String>) {
        guard words.first.map(commands.contains) ?? false,
            !words.contains(where: { $0.hasPrefix("--database-url") || $0 == "--help" || $0 == "-h" })
        else { return }
        task.withLock { $0 = Task.detached { try await connect() } }
    }

    private static func connect() async throws -> Opened? {
        guard let connection = try await Database.connectionAtHand(.inspect) else { return nil }
        // What is amiss is told when a connection is made in the usual way.
        let applied = try? await connection.run { try Snapshot.rehearse(with: Migrator.applied, on: $0) }
        return applied.map { (connection, $0) }
    }

    /// The connection to a database whose schema is this program's, once; nil when there is none.
    ///
    /// - Throws: why a configured database is out of reach.
    static func take() async throws -> Connection? {
        let begun = task.withLock { task in
            defer { task = nil }
            return task
        }
        guard let begun else { return nil }
        // The checksums of migrations are taken while the server answers.
        let migrator = Migrator()
        guard let opened = try await begun.value, migrator.state(of: opened.applied) == .current else { return nil }
        return opened.connection
    }
}
