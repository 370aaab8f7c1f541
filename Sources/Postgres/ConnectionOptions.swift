/// Where and as whom to connect, and how long to wait.
///
/// TLS is a matter of ``conninfo``: `sslmode`, `sslrootcert` and so on, as libpq documents them. So are several hosts.
public struct ConnectionOptions: Sendable {
    /// A connection string as libpq takes it: `host=… dbname=…`, a `postgresql://` URI, the bare name of a database,
    /// or nothing. What it leaves open comes from libpq's `PG…` environment variables and defaults.
    public var conninfo: String
    /// Parameters that take precedence over those of ``conninfo``: `user`, `dbname`, `application_name`, `options` …
    public var overrides: [String: String]
    /// Name resolution is not bounded by it.
    public var connectTimeoutMilliseconds: Int
    /// How long to wait for the server to give way after a timeout or a cancellation, before the connection is closed.
    public var cancelGraceMilliseconds: Int
    /// Called on the connection's thread for each notice and warning; without it they are ignored.
    public var noticeHandler: (@Sendable (Notice) -> Void)?

    public init(
        _ conninfo: String = "", overrides: [String: String] = [:], connectTimeoutMilliseconds: Int = 10_000,
        cancelGraceMilliseconds: Int = 5_000, noticeHandler: (@Sendable (Notice) -> Void)? = nil
    ) {
        self.conninfo = conninfo
        self.overrides = overrides
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.cancelGraceMilliseconds = cancelGraceMilliseconds
        self.noticeHandler = noticeHandler
    }
}

/// Descriptions show host, port, dbname and user, and never a password.
extension ConnectionOptions: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        var shown = (try? parsedConninfo()) ?? ["conninfo": "malformed"]
        shown.merge(overrides) { _, override in override }
        let names = ["conninfo", "host", "hostaddr", "port", "dbname", "user"]
        let pairs = names.compactMap { name in shown[name].map { "\(name)=\($0)" } }
        return "ConnectionOptions(\(pairs.joined(separator: " ")))"
    }

    public var debugDescription: String { description }

    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}
