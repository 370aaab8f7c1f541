import PairLedgerTesting
import Postgres

/// A server that all tests share.
func testServerOptions() async throws -> ConnectionOptions {
    try await TestCluster.shared.options()
}

/// A server of the caller's own, to be mistreated.
func startDisposableServer() async throws -> DisposableServer {
    DisposableServer(cluster: try await TestCluster.disposable(durable: false))
}

struct DisposableServer: Sendable {
    fileprivate let cluster: TestCluster
    var options: ConnectionOptions { cluster.options() }

    /// Kills every process of the server at once, as a power cut would.
    func kill9() { cluster.killServer() }

    /// Starts the server again, after it was killed.
    func restart() async throws { try await cluster.restart() }

    func stop() { cluster.stop() }
}
