/// Why the embedded PostgreSQL server could not do what was asked, and what to do about it.
public struct EmbeddedServerError: Error, Sendable, Equatable {
    /// What kind of obstacle it is; callers branch on this, never on the text.
    public enum Code: String, Sendable {
        /// No PostgreSQL server programs were found.
        case binariesMissing
        /// Server programs were found, but none that can open this cluster.
        case binariesUnsuitable
        /// No unprivileged operating-system user is there to run the server.
        case ownerMissing
        /// The home or the cluster belongs to somebody else.
        case notPermitted
        /// The server's user cannot reach the home.
        case homeUnreachable
        /// The home, or something in it, is not what it has to be.
        case homeUnusable
        /// The folder for the socket is not safe to use.
        case socketFolderUnsafe
        /// Another program held the start lock for too long.
        case lockTimeout
        /// `initdb`, or the creation of the database, failed.
        case creationFailed
        /// The server ended while it was starting.
        case startFailed
        /// The server did not become ready in time; it may still do so.
        case startTimeout
        /// The server did not end in time; it may still do so.
        case stopTimeout
        /// Processes of a killed server still hold the data folder.
        case clusterBusy
        /// The calling task was cancelled.
        case cancelled
        /// The operating system refused a call.
        case system
    }

    /// What kind of obstacle it is.
    public let code: Code
    /// What is wrong, with the names and figures that matter.
    public let problem: String
    /// What to do about it.
    public let remedy: String
    /// The server's log, where there is one.
    public let logFile: String?
    /// The last lines of that log, oldest first; empty when the server had no part in the failure.
    public let logTail: [String]

    init(_ code: Code, _ problem: String, remedy: String, logFile: String? = nil, logTail: [String] = []) {
        self.code = code
        self.problem = problem
        self.remedy = remedy
        self.logFile = logFile
        self.logTail = logTail
    }
}

extension EmbeddedServerError: CustomStringConvertible {
    /// One sentence: the problem, the remedy and the log; then the log's last lines, if any.
    public var description: String {
        var text = "\(problem): \(remedy)"
        if let logFile { text += " (server log: \(logFile))" }
        for line in logTail { text += "\n    \(line)" }
        return text
    }
}
