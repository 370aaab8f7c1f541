import Glibc

/// A folder of PostgreSQL's server programs.
struct PostgresInstallation: Sendable {
    /// The oldest major version that pairledger's schema runs on.
    static let oldestMajor = 15

    let folder: String
    /// As `postgres --version` gives it, such as `15.19`.
    let version: String

    var major: Int { Int(version.prefix { $0.isNumber }) ?? 0 }
    var postgres: String { "\(folder)/postgres" }
    var initdb: String { "\(folder)/initdb" }

    /// The programs to use: those that can open a cluster of major version `clusterMajor`, if there is one.
    static func find(
        clusterMajor: Int?, owner: SystemAccount, host: HostEnvironment
    ) async throws(EmbeddedServerError) -> PostgresInstallation {
        var rejected: [PostgresInstallation] = []
        for folder in try await candidates(owner: owner, host: host) {
            guard let found = await inspect(folder, owner: owner, host: host) else { continue }
            let suits = clusterMajor.map { $0 == found.major } ?? (found.major >= oldestMajor)
            if suits { return found }
            rejected.append(found)
        }
        throw notFound(clusterMajor: clusterMajor, rejected: rejected)
    }

    private static func notFound(clusterMajor: Int?, rejected: [PostgresInstallation]) -> EmbeddedServerError {
        let found = rejected.map { "\($0.version) in \($0.folder)" }.joined(separator: ", ")
        if let clusterMajor {
            let others = found.isEmpty ? "none were found" : "found only \(found)"
            return EmbeddedServerError(
                rejected.isEmpty ? .binariesMissing : .binariesUnsuitable,
                "the cluster needs the server programs of PostgreSQL \(clusterMajor), but \(others)",
                remedy: "install them (Debian: apt-get install postgresql-\(clusterMajor)), or set "
                    + "PAIRLEDGER_POSTGRES_BINDIR to their folder")
        }
        let remedy =
            "install PostgreSQL \(oldestMajor) or later (Debian: apt-get install postgresql; Fedora: dnf install "
            + "postgresql-server), or set PAIRLEDGER_POSTGRES_BINDIR to its folder, or set PAIRLEDGER_DATABASE_URL"
        if rejected.isEmpty {
            return EmbeddedServerError(
                .binariesMissing, "the server programs of PostgreSQL (postgres, initdb) were not found", remedy: remedy)
        }
        return EmbeddedServerError(
            .binariesUnsuitable, "the server programs of PostgreSQL that were found are too old (\(found))",
            remedy: remedy)
    }

    /// The folders to look at, best first, without repetition.
    private static func candidates(
        owner: SystemAccount, host: HostEnvironment
    ) async throws(EmbeddedServerError) -> [String] {
        if let folder = host.variables["PAIRLEDGER_POSTGRES_BINDIR"] {
            guard let complete = complete(folder) else {
                throw EmbeddedServerError(
                    .binariesMissing, "PAIRLEDGER_POSTGRES_BINDIR is \(folder), where postgres and initdb are not",
                    remedy: "set it to the folder that holds them, or unset it to have them looked for")
            }
            return [complete]
        }
        var folders = (host.variables["PATH"] ?? "").split(separator: ":").map(String.init)
        if let configured = await configuredFolder(in: folders, owner: owner, host: host) { folders.append(configured) }
        folders += versioned("/usr/lib/postgresql", prefix: "").map { "\($0)/bin" }
        folders += versioned("/usr", prefix: "pgsql-").map { "\($0)/bin" }
        for opt in ["/opt/homebrew/opt", "/home/linuxbrew/.linuxbrew/opt", "/usr/local/opt"] {
            folders += versioned(opt, prefix: "postgresql@").map { "\($0)/bin" }
        }
        folders += ["/opt/homebrew/bin", "/home/linuxbrew/.linuxbrew/bin", "/usr/local/pgsql/bin"]
        var seen: Set<String> = []
        return folders.filter { $0.hasPrefix("/") }.compactMap(complete).filter { seen.insert($0).inserted }
    }

    /// What `pg_config --bindir` says, if there is such a program.
    private static func configuredFolder(
        in folders: [String], owner: SystemAccount, host: HostEnvironment
    ) async -> String? {
        guard let folder = folders.first(where: { access("\($0)/pg_config", X_OK) == 0 }) else { return nil }
        let program = OwnerProgram(path: "\(folder)/pg_config", arguments: ["--bindir"], owner: owner, host: host)
        guard let outcome = try? await program.run(limit: .seconds(60)), outcome.succeeded else { return nil }
        return outcome.output.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// The folders in `parent` named `prefix` and a number, the highest number first.
    private static func versioned(_ parent: String, prefix: String) -> [String] {
        (FolderListing.names(in: parent) ?? [])
            .filter { $0.hasPrefix(prefix) }
            .compactMap { name in Int(name.dropFirst(prefix.count)).map { (name, $0) } }
            .sorted { $0.1 > $1.1 }
            .map { "\(parent)/\($0.0)" }
    }

    /// The folder that `postgres` of `folder` really is in, if `initdb` is beside it.
    ///
    /// A folder on PATH often holds links alone.
    private static func complete(_ folder: String) -> String? {
        guard access("\(folder)/postgres", X_OK) == 0, let resolved = realpath("\(folder)/postgres", nil) else {
            return nil
        }
        defer { free(resolved) }
        let real = FileTree.parent(of: String(cString: resolved))
        if access("\(real)/postgres", X_OK) == 0, access("\(real)/initdb", X_OK) == 0 { return real }
        return access("\(folder)/initdb", X_OK) == 0 ? folder : nil
    }

    private static func inspect(_ folder: String, owner: SystemAccount, host: HostEnvironment) async
        -> PostgresInstallation?
    {
        let program = OwnerProgram(path: "\(folder)/postgres", arguments: ["--version"], owner: owner, host: host)
        guard let outcome = try? await program.run(limit: .seconds(60)), outcome.succeeded else { return nil }
        // "postgres (PostgreSQL) 15.19 (Debian 15.19-0+deb12u1)"
        let words = outcome.output.split { $0 == " " || $0.isNewline }
        guard let version = words.first(where: { $0.first?.isNumber == true }) else { return nil }
        return PostgresInstallation(folder: folder, version: String(version))
    }
}
