import Glibc
package import Journal
public import Postgres

/// A throw-away PostgreSQL cluster for tests, run by the same code as the embedded server.
///
/// It lives in a folder of its own under `/tmp`, which goes away with ``stop()``, at the end of the process, or, if the
/// process is killed, when the next test run begins.
public final class TestCluster: Sendable {
    /// The server under test.
    package let server: EmbeddedServer
    private let folder: TestClusterFolder

    private static let sharedStart = Task { () async throws -> TestCluster in
        let cluster = try TestCluster(durable: false)
        try await cluster.restart()
        return cluster
    }

    /// The cluster that all tests of this process share. It does not write durably, and must be neither stopped nor
    /// killed.
    public static var shared: TestCluster {
        get async throws { try await sharedStart.value }
    }

    /// A running cluster for one test, which may kill it.
    ///
    /// - Parameter durable: whether it writes as durably as a real one, so that kills can be tested.
    public static func disposable(durable: Bool = true) async throws -> TestCluster {
        let cluster = try TestCluster(durable: durable)
        try await cluster.restart()
        return cluster
    }

    /// A cluster that is not created yet, whose home is called `name` and is to be found with `host`'s programs.
    package init(durable: Bool, name: String = "home", host: HostEnvironment = .current()) throws {
        folder = try TestClusterFolder(homeName: name)
        server = EmbeddedServer(home: folder.home, host: host, durability: durable ? .full : .none)
    }

    /// How to connect as `user` to `database`.
    public func options(user: String = "pairledger_admin", database: String = "pairledger") -> ConnectionOptions {
        server.connectionOptions(user: user, database: database)
    }

    /// Starts the server, after ``killServer()`` or otherwise.
    public func restart() async throws {
        _ = try await server.ensureRunning()
    }

    /// Kills the postmaster and all its children with SIGKILL, as a power cut would, and waits until they are gone.
    public func killServer() {
        folder.killServer()
    }

    /// Ends the server and removes the cluster.
    public func stop() {
        folder.remove()
    }
}
