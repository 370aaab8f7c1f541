import Glibc

extension EmbeddedServer {
    /// What the names of unfinished data folders begin with.
    private static let draftPrefix = "data.new-"

    /// Creates the cluster and its database; the caller holds the start lock.
    ///
    /// Everything happens in a folder beside the final one, which takes its name at the very end: whoever is killed
    /// meanwhile leaves nothing that could be taken for a cluster.
    func create(with installation: PostgresInstallation, owner: SystemAccount) async throws(EmbeddedServerError) {
        removeDrafts()
        let draft = "\(home)/\(Self.draftPrefix)\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileTree.makeFolder(draft, mode: 0o700, owner: owner)
        do throws(EmbeddedServerError) {
            try await initialize(draft, with: installation, owner: owner)
            try configure(draft, owner: owner)
            try await createDatabase(in: draft, with: installation, owner: owner)
            guard rename(draft, data.path) == 0 else { throw .system("rename", draft, errno) }
            try FileTree.flush(home)
        } catch {
            FileTree.remove(draft)
            throw error
        }
    }

    /// Removes what killed programs left unfinished.
    private func removeDrafts() {
        for name in FolderListing.names(in: home) ?? [] where name.hasPrefix(Self.draftPrefix) {
            FileTree.remove("\(home)/\(name)")
        }
    }

    private func initialize(
        _ draft: String, with installation: PostgresInstallation, owner: SystemAccount
    ) async throws(EmbeddedServerError) {
        var arguments = [
            "--pgdata=\(draft)", "--username=\(ServerConfiguration.superuser)", "--encoding=UTF8", "--locale=C",
            "--data-checksums", "--auth-local=peer", "--auth-host=reject", "--no-instructions",
        ]
        if durability == .none { arguments.append("--no-sync") }
        let outcome = try await OwnerProgram(
            path: installation.initdb, arguments: arguments, owner: owner, host: host
        ).run(limit: .seconds(180))
        guard outcome.succeeded else { throw creationFailed("initdb", outcome) }
    }

    private func configure(_ draft: String, owner: SystemAccount) throws(EmbeddedServerError) {
        let main = try TextFile.read("\(draft)/postgresql.conf") ?? ""
        try TextFile.write(main + ServerConfiguration.include, to: "\(draft)/postgresql.conf", owner: owner)
        try writeSettings(in: draft, socketFolder: plannedSocketFolder, owner: owner)
        try TextFile.write(
            ServerConfiguration.hostBasedAuthentication, to: "\(draft)/pg_hba.conf", owner: owner)
        var users: [String] = []
        for id in [owner.userID, 0, host.userID] {
            guard let name = id == owner.userID ? owner.name : SystemAccount.withID(id)?.name else { continue }
            if !users.contains(name) { users.append(name) }
        }
        try TextFile.write(
            ServerConfiguration.identityMap(users: users), to: "\(draft)/pg_ident.conf", owner: owner)
    }

    /// Writes `pairledger.conf` into `folder`, unless it says the same already.
    func writeSettings(in folder: String, socketFolder: String, owner: SystemAccount) throws(EmbeddedServerError) {
        let path = "\(folder)/\(ServerConfiguration.fileName)"
        let text = ServerConfiguration.settings(socketFolder: socketFolder, durability: durability)
        guard try TextFile.read(path) != text else { return }
        try TextFile.write(text, to: path, owner: owner)
    }

    /// A standalone backend needs no socket, so the database is there before anybody can connect.
    private func createDatabase(
        in draft: String, with installation: PostgresInstallation, owner: SystemAccount
    ) async throws(EmbeddedServerError) {
        let outcome = try await OwnerProgram(
            path: installation.postgres,
            arguments: ["--single", "-D", draft, "-c", "exit_on_error=on", "template1"], owner: owner, host: host
        ).run(input: "CREATE DATABASE \(ServerConfiguration.database)\n", limit: .seconds(60))
        guard outcome.succeeded, !outcome.output.contains("ERROR:") else {
            throw creationFailed("the creation of the database \(ServerConfiguration.database)", outcome)
        }
    }

    private func creationFailed(_ step: String, _ outcome: OwnerProgram.Outcome) -> EmbeddedServerError {
        EmbeddedServerError(
            .creationFailed, "\(step) failed in \(home) (\(outcome.status))",
            remedy: "remove the cause that its last lines name, and run the command again",
            logTail: ServerLog.lastLines(outcome.output))
    }
}
