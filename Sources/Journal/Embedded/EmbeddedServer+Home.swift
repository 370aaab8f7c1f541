import Glibc

extension EmbeddedServer {
    var lockFile: String { "\(home)/lock" }

    /// The unprivileged account that the server runs under and that its files belong to.
    ///
    /// PostgreSQL refuses to run as root, and `initdb` insists on an entry in the user database.
    func owner() throws(EmbeddedServerError) -> SystemAccount {
        let cluster = try FileTree.status(data.path)
        if !host.isRoot {
            guard let account = SystemAccount.withID(host.userID) else {
                throw EmbeddedServerError(
                    .ownerMissing, "user number \(host.userID) has no entry in the system's user database",
                    remedy: "add one (useradd --uid \(host.userID) pairledger), or set PAIRLEDGER_DATABASE_URL")
            }
            if let cluster, cluster.st_uid != host.userID { throw notPermitted(owner: cluster.st_uid) }
            return account
        }
        let holder = if let cluster { cluster } else { try FileTree.status(home) }
        if let holder, holder.st_uid != 0 {
            guard let account = SystemAccount.withID(holder.st_uid) else {
                throw EmbeddedServerError(
                    .ownerMissing, "\(home) belongs to user number \(holder.st_uid), who is in no user database",
                    remedy: "give it to a user who exists (chown -R NAME '\(home)')")
            }
            return account
        }
        if cluster != nil {
            throw EmbeddedServerError(
                .homeUnusable, "\(data.path) belongs to root, under whom PostgreSQL refuses to run",
                remedy: "give it to the unprivileged user (chown -R postgres '\(data.path)')")
        }
        guard let account = SystemAccount.named("postgres") else {
            throw EmbeddedServerError(
                .ownerMissing, "PostgreSQL refuses to run as root, and there is no user named postgres",
                remedy: "run pairledger as an ordinary user, or create that user (useradd --system postgres)")
        }
        return account
    }

    /// The error for a caller who is neither root nor the owner of the cluster.
    func notPermitted(owner: uid_t) -> EmbeddedServerError {
        let name = SystemAccount.withID(owner)?.name ?? "user number \(owner)"
        return EmbeddedServerError(
            .notPermitted, "the cluster in \(home) belongs to \(name)",
            remedy: "run pairledger as \(name) or as root, or set PAIRLEDGER_HOME to a folder of your own")
    }

    /// Makes the home, and checks that it can serve.
    ///
    /// A home made for root stays root's and lets others only pass through, so that root never writes where the
    /// server's user could lay a trap; a home made for anyone else is private.
    func prepareHome(owner: SystemAccount) async throws(EmbeddedServerError) {
        // PostgreSQL's own limit for a path is 1,023 bytes, and its files lie deeper than the home.
        guard home.utf8.count <= 900 else {
            throw EmbeddedServerError(
                .homeUnusable, "the path of the home has \(home.utf8.count) bytes, of which 900 can be used",
                remedy: "set PAIRLEDGER_HOME to a shorter path")
        }
        try makeHome()
        try checkHome()
        if host.isRoot { try await checkReach(of: owner) }
    }

    private func makeHome() throws(EmbeddedServerError) {
        guard try FileTree.status(home) == nil else { return }
        var missing: [String] = []
        var path = FileTree.parent(of: home)
        while path != "/", try FileTree.status(path) == nil {
            missing.append(path)
            path = FileTree.parent(of: path)
        }
        for folder in missing.reversed() { try FileTree.makeFolder(folder, mode: 0o755, owner: nil) }
        try FileTree.makeFolder(home, mode: host.isRoot ? 0o711 : 0o700, owner: nil)
    }

    private func checkHome() throws(EmbeddedServerError) {
        var status = stat()
        guard stat(home, &status) == 0 else { throw .system("use the home", home, errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .system("use the home", home, ENOTDIR) }
        guard status.st_mode & 0o002 == 0 else {
            throw EmbeddedServerError(
                .homeUnusable, "anybody may write into \(home)",
                remedy: "set PAIRLEDGER_HOME to a folder inside it, or take that right away (chmod o-w '\(home)')")
        }
    }

    /// Checks that `owner` may pass through every folder on the way to the home.
    private func checkReach(of owner: SystemAccount) async throws(EmbeddedServerError) {
        guard let resolved = realpath(home, nil) else { throw .system("resolve", home, errno) }
        defer { free(resolved) }
        let groups = owner.groups
        var folder = String(cString: resolved)
        var ancestors = [folder]
        while folder != "/" {
            folder = FileTree.parent(of: folder)
            ancestors.append(folder)
        }
        for folder in ancestors.reversed() {
            var status = stat()
            guard stat(folder, &status) == 0 else { throw .system("look at", folder, errno) }
            let passable: mode_t =
                if status.st_uid == owner.userID {
                    0o100
                } else if groups.contains(status.st_gid) { 0o010 } else { 0o001 }
            if status.st_mode & passable != 0 { continue }
            // An access control list may allow what the mode does not tell, so the answer is the system's.
            let attempt = OwnerProgram(
                path: "/usr/bin/test", arguments: ["-d", "\(folder)/."], owner: owner, host: host)
            if try await attempt.run(limit: .seconds(10)).succeeded { continue }
            throw EmbeddedServerError(
                .homeUnreachable, "the server runs as \(owner.name), who may not enter \(folder)",
                remedy: "set PAIRLEDGER_HOME to a folder that \(owner.name) can reach, such as /var/lib/pairledger, "
                    + "or allow it (chmod o+x '\(folder)')")
        }
    }

    /// Makes or checks a folder that only `owner` may use.
    func makePrivateFolder(_ path: String, owner: SystemAccount) throws(EmbeddedServerError) {
        try FileTree.makeFolder(path, mode: 0o700, owner: owner)
        guard let status = try FileTree.status(path) else { throw .system("use", path, ENOENT) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == owner.userID, status.st_mode & 0o077 == 0 else {
            throw EmbeddedServerError(
                .homeUnusable, "\(path) is not a folder that belongs to \(owner.name) alone",
                remedy: "remove it, or make it so (chown \(owner.name) '\(path)'; chmod 700 '\(path)')")
        }
    }
}
