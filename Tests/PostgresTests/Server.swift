import Foundation
import Glibc
import Postgres

/// A server that all tests share: `PAIRLEDGER_TEST_CONNINFO`, or a private cluster that ends with the process.
func testServerOptions() async throws -> ConnectionOptions {
    if let conninfo = ProcessInfo.processInfo.environment["PAIRLEDGER_TEST_CONNINFO"] {
        return ConnectionOptions(conninfo)
    }
    return try await SharedServer.instance.options()
}

/// A server of the caller's own, to be mistreated.
func startDisposableServer() async throws -> DisposableServer {
    try await DisposableServer.start()
}

private actor SharedServer {
    static let instance = SharedServer()
    private var starting: Task<DisposableServer, any Error>?

    func options() async throws -> ConnectionOptions {
        let task = starting ?? Task { try await startDisposableServer() }
        starting = task
        return try await task.value.options
    }
}

actor DisposableServer {
    nonisolated let options: ConnectionOptions
    private let directory: String
    private var process: Process?

    private static let binaries = "/usr/lib/postgresql/15/bin/"
    /// Servers must not outlive the tests.
    private static let endAll: Void = {
        _ = atexit {
            for pid in runningPostmasters() { killTree(pid) }
            try? FileManager.default.removeItem(atPath: root)
        }
    }()
    private static let root = "/tmp/pairledger-postgres-tests-\(getpid())"

    private init(_ directory: String) {
        self.directory = directory
        options = ConnectionOptions("host=\(directory) port=5432 user=postgres dbname=postgres")
    }

    static func start() async throws -> DisposableServer {
        _ = endAll
        let directory = "\(root)/\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        if getuid() == 0, let entry = getpwnam("postgres") {
            chown(directory, entry.pointee.pw_uid, entry.pointee.pw_gid)
        }
        let server = DisposableServer(directory)
        let initdb = try asServerUser([
            binaries + "initdb", "-D", directory + "/data", "-U", "postgres", "-N", "-A", "trust", "-E", "UTF8",
            "--locale=C",
        ])
        initdb.waitUntilExit()
        guard initdb.terminationStatus == 0 else { throw ServerFailure(what: "initdb failed") }
        // In the file rather than on the command line, so that ALTER SYSTEM can say otherwise.
        let settings = "listen_addresses = ''\nfsync = off\nmax_connections = 300\nlogging_collector = on\n"
        try settings.write(toFile: directory + "/data/postgresql.auto.conf", atomically: false, encoding: .utf8)
        try await server.restart()
        return server
    }

    /// Starts the server again, after whatever has happened to it.
    ///
    /// - Parameter reachedThrough: how to reach it, if its settings have been changed.
    func restart(reachedThrough changed: ConnectionOptions? = nil) async throws {
        if process?.isRunning == true { stop() }
        process = try Self.asServerUser([
            Self.binaries + "postgres", "-D", directory + "/data", "-k", directory,
        ])
        for _ in 0..<600 {
            if ServerState.probe(changed ?? options) == .accepting { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ServerFailure(what: "the server did not start")
    }

    /// Kills every process of the server at once, as a power cut would.
    func kill9() {
        guard let process else { return }
        killTree(process.processIdentifier)
        process.waitUntilExit()
    }

    func stop() {
        guard let process, process.isRunning else { return }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        self.process = nil
    }

    private static func asServerUser(_ command: [String]) throws -> Process {
        let process = Process()
        let wrapper = ["/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        let line = (getuid() == 0 ? wrapper : []) + command
        process.executableURL = URL(fileURLWithPath: line[0])
        process.arguments = Array(line.dropFirst())
        process.currentDirectoryURL = URL(fileURLWithPath: "/tmp")
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func runningPostmasters() -> [pid_t] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return folders.compactMap { folder in
            let text = try? String(contentsOfFile: "\(root)/\(folder)/data/postmaster.pid", encoding: .utf8)
            return text?.split(separator: "\n").first.flatMap { pid_t($0) }
        }
    }
}

struct ServerFailure: Error {
    let what: String
}

private func killTree(_ parent: pid_t) {
    // Stopped first, the postmaster cannot start anything new meanwhile.
    kill(parent, SIGSTOP)
    for child in children(of: parent) { kill(child, SIGKILL) }
    kill(parent, SIGKILL)
}

private func children(of parent: pid_t) -> [pid_t] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { pid_t($0) }.filter { pid in
        let stat = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ""
        // pid (name) state parent …; the name may contain anything.
        let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ")
        return fields.count > 2 && pid_t(fields[2]) == parent
    }
}
