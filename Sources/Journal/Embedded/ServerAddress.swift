public import Postgres

/// Where the embedded server listens.
public struct ServerAddress: Sendable, Hashable {
    /// The folder of the Unix socket; libpq's `host`.
    public let socketDirectory: String
    /// The number in the socket's name; libpq's `port`. No TCP port is open.
    public let port: Int

    /// The path of the socket itself.
    public var socketPath: String { "\(socketDirectory)/.s.PGSQL.\(port)" }

    /// How to connect as `user` to `database` at this address.
    public func connectionOptions(user: String, database: String) -> ConnectionOptions {
        ConnectionOptions(
            "", overrides: ["host": socketDirectory, "port": String(port), "user": user, "dbname": database])
    }
}
