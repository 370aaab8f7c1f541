public import Journal
public import Postgres
import Synchronization

/// A database for one test, or for several that do not mind each other. It goes away with its cluster.
public struct TestDatabase: Sendable {
    public let cluster: TestCluster
    public let name: String

    /// A database of the shared cluster that nobody else uses, with the schema and the empty ledger `main`.
    ///
    /// It is a copy of one that is migrated once in a process, which takes a fraction of the time of migrating again.
    public static func fresh() async throws -> TestDatabase {
        try await templates.value.copy()
    }

    /// A database of the shared cluster in which nothing was ever made.
    public static func empty() async throws -> TestDatabase {
        // Roles belong to the whole cluster, and no two databases may make them at the same time.
        try await templates.value.create(from: "template0")
    }

    /// The database `pairledger` of a cluster of the test's own, with the schema and the empty ledger `main`.
    public static func only(of cluster: TestCluster) async throws -> TestDatabase {
        let database = asItIs(in: cluster)
        try await database.prepare()
        return database
    }

    /// The database `pairledger` of a cluster, whatever is in it: of a standby, or to restore a dump into.
    public static func asItIs(in cluster: TestCluster) -> TestDatabase {
        TestDatabase(cluster: cluster, name: "pairledger")
    }

    /// A new, empty ledger with a name of its own in a database that other tests use as well: by far the cheapest.
    public static func sharedLedger() async throws -> TestLedger {
        let database = try await sharedDatabase.value
        guard let name = LedgerName("t-\(nextNumber())") else { throw TestDatabaseError(text: "not a ledger's name") }
        let connection = try await database.connect(as: .admin)
        _ = try await connection.createLedger(name)
        await connection.close()
        return TestLedger(database: database, name: name)
    }

    /// Connects; while the server has no room for one more, waits for it.
    public func connect(as role: TestRole = .admin) async throws -> Connection {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            do throws(PostgresError) {
                return try await Connection.open(cluster.options(user: role.rawValue, database: name))
            } catch {
                guard error.sqlState == .tooManyConnections, ContinuousClock.now < deadline else { throw error }
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// A ledger of this database over a new connection.
    public func journal(_ ledger: LedgerName = .main, as role: TestRole = .recorder) async throws -> Journal {
        Journal(ledger, on: try await connect(as: role))
    }

    // MARK: Making databases

    private static let templates = Task { () async throws -> Templates in
        let cluster = try await TestCluster.shared
        let admin = try await Connection.open(cluster.options())
        let template = TestDatabase(cluster: cluster, name: "migrated")
        _ = try await admin.run { try $0.execute("CREATE DATABASE \(template.name) TEMPLATE template0") }
        try await template.prepare()
        return Templates(cluster: cluster, admin: admin, migrated: template.name)
    }

    private static let sharedDatabase = Task { () async throws -> TestDatabase in try await fresh() }

    private static let number = Mutex(0)

    fileprivate static func nextNumber() -> Int {
        number.withLock {
            $0 += 1
            return $0
        }
    }

    private func prepare() async throws {
        let connection = try await connect(as: .admin)
        _ = try await Migrator().migrate(on: connection)
        await connection.close()
    }
}

/// A ledger that one test uses in a database of several.
public struct TestLedger: Sendable {
    public let database: TestDatabase
    public let name: LedgerName

    public func connect(as role: TestRole = .admin) async throws -> Connection { try await database.connect(as: role) }

    /// The ledger over a new connection.
    public func journal(as role: TestRole = .recorder) async throws -> Journal {
        try await database.journal(name, as: role)
    }
}

/// What databases are copied from.
private struct Templates: Sendable {
    let cluster: TestCluster
    let admin: Connection
    let migrated: String

    func copy() async throws -> TestDatabase { try await create(from: migrated) }

    func create(from template: String) async throws -> TestDatabase {
        let name = "test_\(TestDatabase.nextNumber())"
        _ = try await admin.run { try $0.execute("CREATE DATABASE \(name) TEMPLATE \(template)") }
        return TestDatabase(cluster: cluster, name: name)
    }
}

/// Why a test has no database.
struct TestDatabaseError: Error, CustomStringConvertible {
    let text: String

    var description: String { text }
}
