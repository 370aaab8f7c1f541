import Glibc
import PairLedgerTesting
import Subprocess
import SystemPackage
import Testing

@testable import Journal

/// What the tests of the embedded server ask of it and of the system.
enum EmbeddedProbe {
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    /// What `psql` prints for `statement`.
    static func sql(
        _ statement: String, at address: ServerAddress, user: String = "pairledger_admin"
    ) async throws -> String {
        let owner = try #require(SystemAccount.withID(geteuid()))
        let programs = try await PostgresInstallation.find(clusterMajor: nil, owner: owner, host: .current())
        let result = try await Subprocess.run(
            .path(FilePath("\(programs.folder)/psql")),
            arguments: [
                "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", address.socketDirectory, "-p", String(address.port), "-U", user,
                "-d", "pairledger", "-c", statement,
            ],
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        let text = result.standardOutput
        guard result.terminationStatus.isSuccess else { throw Refused(description: text) }
        return text.split(whereSeparator: \.isNewline).joined(separator: "\n")
    }

    /// The number of the running server.
    static func processID(of server: EmbeddedServer) async throws -> pid_t {
        guard case .running(let running) = await server.status() else {
            throw Refused(description: "not running: \(await server.status())")
        }
        return running.processID
    }

    /// The permission bits of `path`, and the user it belongs to.
    static func permissions(_ path: String) throws -> (mode: mode_t, userID: uid_t) {
        let status = try #require(try FileTree.status(path))
        return (status.st_mode & 0o7777, status.st_uid)
    }

    /// The effective user of a process.
    static func userID(ofProcess id: pid_t) throws -> uid_t {
        var status = stat()
        try #require(stat("/proc/\(id)", &status) == 0)
        return status.st_uid
    }

    /// The servers of `home`: processes of `postgres -D` in its data folder that are no children of one another.
    static func postmasters(of home: String) -> [pid_t] {
        let members = ProcessTable.processes(workingIn: "\(home)/data") ?? []
        return members.filter { id in
            let command = (try? TextFile.read("/proc/\(id)/cmdline", limit: 8192)) ?? nil
            // A child that was just forked still goes by its parent's command.
            return command?.contains("/postgres\0-D\0") == true && !members.contains(parent(of: id))
        }
    }

    private static func parent(of id: pid_t) -> pid_t {
        let text = (try? TextFile.read("/proc/\(id)/stat", limit: 4096)) ?? nil
        let fields = (text ?? "").split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 ? pid_t(fields[1]) ?? 0 : 0
    }
}
