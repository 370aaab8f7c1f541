import Glibc

extension EmbeddedServer {
    /// How a server is asked to stop. Either way nothing that was committed is lost.
    public enum StopMode: Sendable {
        /// Wait for the clients to leave.
        case smart
        /// Roll back what is in progress and disconnect the clients.
        case fast

        fileprivate var signal: CInt { self == .smart ? SIGTERM : SIGINT }
    }

    /// How long a server may take to write its last checkpoint and end.
    private static let stopPatience: Duration = .seconds(120)

    /// Stops the server and waits until it is gone; does nothing when it does not run.
    public func stop(mode: StopMode = .fast) async throws(EmbeddedServerError) {
        guard try FileTree.status(data.path) != nil else { return }
        let owner = try owner()
        let lock = try await StartLock.take(lockFile, owner: owner)
        try await stopLocked(mode: mode)
        _ = consume lock
    }

    private func stopLocked(mode: StopMode) async throws(EmbeddedServerError) {
        let process: pid_t
        switch try data.state() {
        case .absent, .stopped, .stale: return
        case .busy(let file), .ready(let file): process = file.processID
        }
        guard kill(process, mode.signal) == 0 || errno == ESRCH else {
            throw .system("stop the server of", data.path, errno)
        }
        var wait = Backoff(deadline: Self.stopPatience)
        while ProcessTable.relation(of: process, to: data.path) == .inside {
            guard try await wait.pause() else {
                throw EmbeddedServerError(
                    .stopTimeout,
                    "PostgreSQL (process \(process)) has been stopping for "
                        + "\(Self.stopPatience.components.seconds) seconds and goes on",
                    remedy: mode == .smart ? "close its clients, or stop it fast" : "see in its log what it waits for",
                    logFile: log.path)
            }
        }
    }
}
