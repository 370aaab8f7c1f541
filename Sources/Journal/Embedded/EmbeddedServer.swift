public import Postgres

/// A private PostgreSQL cluster that pairledger runs for itself when no database is configured.
///
/// The server listens on a Unix socket alone, writes durably, runs under an unprivileged user, and outlives the
/// program that started it. Any number of programs may call ``ensureRunning(progress:)`` at once.
public struct EmbeddedServer: Sendable {
    /// The folder that holds everything of the cluster: data, socket, log and lock.
    public let home: String

    let host: HostEnvironment
    let durability: Durability

    /// The server that lives in `home`.
    ///
    /// - Parameter home: the folder to use. By default `PAIRLEDGER_HOME`; else `/var/lib/pairledger` for root; else
    ///   `$XDG_DATA_HOME/pairledger`; else `~/.local/share/pairledger`.
    public init(home: String? = nil) {
        self.init(home: home, host: .current(), durability: .full)
    }

    /// The same with another view of the environment and, for tests alone, without durability.
    package init(home: String?, host: HostEnvironment, durability: Durability = .full) {
        self.home = host.absolute(home ?? host.defaultHome)
        self.host = host
        self.durability = durability
    }

    var data: DataFolder { DataFolder(path: "\(home)/data") }
    var log: ServerLog { ServerLog(path: "\(home)/log/postgresql.log") }

    /// How to connect as `user` to `database`.
    ///
    /// Call it after ``ensureRunning(progress:)``: before the first start it can only tell where the socket is going
    /// to be.
    public func connectionOptions(user: String, database: String) -> ConnectionOptions {
        let folder = data.postmaster?.socketFolder ?? plannedSocketFolder
        return ServerAddress(socketDirectory: folder, port: ServerConfiguration.port)
            .connectionOptions(user: user, database: database)
    }
}
