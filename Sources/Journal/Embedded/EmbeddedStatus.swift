/// What the embedded server is doing.
public enum EmbeddedStatus: Sendable, Equatable {
    /// There is no cluster yet; the first command that needs one creates it.
    case notCreated
    /// The cluster is there, and no server runs on it. The number is PostgreSQL's major version.
    case stopped(majorVersion: Int)
    /// A server is on its way up or down.
    case starting(processID: Int32)
    /// The server accepts connections.
    case running(Running)
    /// The caller may not see it, for the reason given.
    case inaccessible(reason: String)

    /// A running server.
    public struct Running: Sendable, Equatable {
        /// The process number of the postmaster.
        public let processID: Int32
        /// When it started, in seconds since 1970 (UTC).
        public let since: Int
        /// PostgreSQL's version, such as `15.19`; the major version alone when its programs are not there any more.
        public let version: String
        /// The folder of the Unix socket.
        public let socketDirectory: String
        /// The folder of the data.
        public let dataDirectory: String
        /// The disk space that the data folder takes, in bytes.
        public let sizeInBytes: Int
        /// The server's log.
        public let logFile: String
    }
}
