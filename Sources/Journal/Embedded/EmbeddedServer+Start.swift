import Glibc

extension EmbeddedServer {
    /// How long the server may take from its start until it accepts connections.
    private static let startPatience: Duration = .seconds(60)
    /// How long processes of a killed server may take to notice and end.
    private static let orphanPatience: Duration = .seconds(30)

    /// Makes sure that the server runs: creates the cluster at the first call ever, starts or recovers the server when
    /// it is down, and otherwise does next to nothing.
    ///
    /// - Parameter progress: told, in a few words, what takes long.
    /// - Returns: where to connect.
    /// - Throws: ``EmbeddedServerError``, which says what to do.
    public func ensureRunning(progress: (String) -> Void = { _ in }) async throws(EmbeddedServerError) -> ServerAddress
    {
        if let address = try runningAddress() { return address }
        let owner = try owner()
        try await prepareHome(owner: owner)
        let lock = try await StartLock.take(lockFile, owner: owner)
        let address = try await startLocked(owner: owner, progress: progress)
        // The lock is released here, not at its last use above.
        _ = consume lock
        return address
    }

    /// Where the server listens, if it runs and is ready. Costs a few system calls, and changes nothing.
    public func runningAddress() throws(EmbeddedServerError) -> ServerAddress? {
        let state: DataFolder.State
        do throws(EmbeddedServerError) {
            state = try data.state()
        } catch  where error.code == .notPermitted {
            // The owner of the cluster can be named only where it can be seen.
            guard let folder = try? FileTree.status(data.path) else { throw error }
            throw notPermitted(owner: folder.st_uid)
        }
        guard case .ready(let file) = state else { return nil }
        return try address(of: file)
    }

    private func address(of file: PostmasterFile) throws(EmbeddedServerError) -> ServerAddress {
        let address = ServerAddress(
            socketDirectory: file.socketFolder ?? plannedSocketFolder, port: file.port ?? ServerConfiguration.port)
        guard access(address.socketPath, F_OK) == 0 else {
            throw EmbeddedServerError(
                .homeUnusable,
                "the server runs (process \(file.processID)), but its socket \(address.socketPath) is gone",
                remedy: "stop and start it (pairledger down, then pairledger up)", logFile: log.path)
        }
        return address
    }

    private func startLocked(
        owner: SystemAccount, progress: (String) -> Void
    ) async throws(EmbeddedServerError) -> ServerAddress {
        var crashed = false
        switch try data.state() {
        case .ready(let file):
            return try address(of: file)
        case .busy:
            // Started by a program that died before its server was ready, or just being stopped by somebody else.
            if let address = try await waitUntilReady(nil, offset: 0, crashed: false, progress: progress) {
                return address
            }
        case .stale(let file):
            crashed = true
            if let address = try await clearStale(file, progress: progress) { return address }
        case .absent:
            let installation = try await PostgresInstallation.find(clusterMajor: nil, owner: owner, host: host)
            progress("creating a private PostgreSQL \(installation.version) cluster in \(home)…")
            try await create(with: installation, owner: owner)
        case .stopped:
            break
        }
        return try await start(owner: owner, crashed: crashed, progress: progress)
    }

    private func start(
        owner: SystemAccount, crashed: Bool, progress: (String) -> Void
    ) async throws(EmbeddedServerError) -> ServerAddress {
        let major = try data.majorVersion()
        let installation = try await PostgresInstallation.find(clusterMajor: major, owner: owner, host: host)
        let socketFolder = try prepareSocketFolder(owner: owner)
        try writeSettings(in: data.path, socketFolder: socketFolder, owner: owner)
        removeSocketLock(in: socketFolder)
        try makePrivateFolder(FileTree.parent(of: log.path), owner: owner)
        let (file, offset) = try log.open(owner: owner)
        progress("starting PostgreSQL \(installation.version)…")
        let program = try OwnerProgram(
            path: installation.postgres, arguments: ["-D", data.path], owner: owner, host: host
        ).start(log: file)
        guard
            let address = try await waitUntilReady(program, offset: offset, crashed: crashed, progress: progress)
        else { throw startFailed(program.end ?? "it vanished", offset: offset) }
        return address
    }

    /// Waits until the server accepts connections; nil when it ends instead.
    ///
    /// The server announces the moment in `postmaster.pid`, which is what `pg_ctl` goes by as well. Asking it over the
    /// socket instead would have it fork for every question.
    private func waitUntilReady(
        _ program: StartedProgram?, offset: Int, crashed: Bool, progress: (String) -> Void
    ) async throws(EmbeddedServerError) -> ServerAddress? {
        var wait = Backoff(deadline: Self.startPatience)
        var told = false
        while true {
            let state = try data.state()
            if case .ready(let file) = state, program == nil || program?.processID == file.processID {
                return try address(of: file)
            }
            if let program {
                if program.end != nil { return nil }
            } else if case .busy = state {
            } else {
                return nil
            }
            if !told, wait.elapsed > .seconds(1) {
                told = true
                progress(crashed ? "recovering after a crash…" : "waiting for PostgreSQL to accept connections…")
            }
            guard try await wait.pause() else {
                throw EmbeddedServerError(
                    .startTimeout,
                    "PostgreSQL has been starting for \(Self.startPatience.components.seconds) seconds and goes on",
                    remedy: "wait until its log says that it is ready, then run the command again",
                    logFile: log.path, logTail: log.tail(since: offset))
            }
        }
    }

    private func startFailed(_ how: String, offset: Int) -> EmbeddedServerError {
        EmbeddedServerError(
            .startFailed, "PostgreSQL ended while it was starting (\(how))",
            remedy: "remove the cause that the log's last lines name, and run the command again",
            logFile: log.path, logTail: log.tail(since: offset))
    }

    /// Clears the way for a start after a kill; the caller holds the start lock.
    ///
    /// PostgreSQL itself removes a `postmaster.pid` whose process is dead, but not one whose number now belongs to
    /// another process of the same user. That file is removed here, once it is certain that nothing of the old server
    /// is left: no process works in the data folder, and nobody answers at the socket it names (as a server in another
    /// container, invisible to us, would).
    ///
    /// - Returns: the address of the server, if it turns out to be alive after all.
    private func clearStale(
        _ file: PostmasterFile?, progress: (String) -> Void
    ) async throws(EmbeddedServerError) -> ServerAddress? {
        try await waitForOrphans(progress: progress)
        if let file, let folder = file.socketFolder {
            let address = ServerAddress(socketDirectory: folder, port: file.port ?? ServerConfiguration.port)
            if Self.accepts(address) { return address }
        }
        // Without /proc nothing is certain, and the decision is PostgreSQL's.
        guard ProcessTable.processes(workingIn: data.path) == [] else { return nil }
        guard unlink(data.postmasterFile) == 0 || errno == ENOENT else {
            throw .system("remove", data.postmasterFile, errno)
        }
        return nil
    }

    /// Removes the lock file that a killed server leaves beside its socket; the caller holds the start lock.
    ///
    /// It names the same process as `postmaster.pid` and blocks the start in the same case, or when that process has
    /// ended but nobody has collected it, as happens in containers. The folder is the server's alone.
    private func removeSocketLock(in folder: String) {
        let address = ServerAddress(socketDirectory: folder, port: ServerConfiguration.port)
        guard ProcessTable.processes(workingIn: data.path) == [], !Self.accepts(address) else { return }
        unlink("\(address.socketPath).lock")
    }

    /// Waits for the children that a killed postmaster leaves behind: they still share its memory.
    private func waitForOrphans(progress: (String) -> Void) async throws(EmbeddedServerError) {
        var wait = Backoff(deadline: Self.orphanPatience)
        var told = false
        while let orphans = ProcessTable.processes(workingIn: data.path), !orphans.isEmpty {
            if !told, wait.elapsed > .seconds(1) {
                told = true
                progress("waiting for the processes of a killed PostgreSQL to end…")
            }
            guard try await wait.pause() else {
                let numbers = orphans.map(String.init).joined(separator: " ")
                throw EmbeddedServerError(
                    .clusterBusy, "processes of a killed PostgreSQL still hold \(data.path) (\(numbers))",
                    remedy: "wait for their statements to finish or end them (kill \(numbers)), and run the command "
                        + "again", logFile: log.path)
            }
        }
    }
}
