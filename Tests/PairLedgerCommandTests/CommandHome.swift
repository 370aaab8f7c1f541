import Foundation
import Glibc
import Journal
import PairLedgerTesting
import Postgres
import Synchronization
import Testing

/// A home of its own for the private server of the command, and a folder for the files that commands read and write. Both go
/// away with the tests.
final class CommandHome: Sendable {
    private let cluster: TestCluster
    /// Where commands run.
    let folder: String

    /// Nothing is there yet: the first command makes it.
    init() throws {
        cluster = try TestCluster(durable: true)
        folder = URL(filePath: cluster.server.home).deletingLastPathComponent().appending(path: "files").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    /// The home of tests that do not harm their server; those of reports have another, ``ReportLedger/home``.
    static let shared = Task { try await running() }

    /// A home whose server runs.
    static func running() async throws -> CommandHome {
        let home = try CommandHome()
        let up = try await home.run(["up"])
        try #require(up.status == 0, "\(up.errors)")
        return home
    }

    var path: String { cluster.server.home }

    private static let number = Mutex(0)

    /// A new, empty ledger of the shared home.
    static func ledger() async throws -> CommandLedger {
        try await shared.value.ledger()
    }

    /// A new, empty ledger.
    func ledger() async throws -> CommandLedger {
        let number = CommandHome.number.withLock {
            $0 += 1
            return $0
        }
        let ledger = CommandLedger(home: self, name: "test-\(number)")
        let created = try await run(["ledger", "create", ledger.name])
        try #require(created.status == 0, "\(created.errors)")
        return ledger
    }

    func start(_ arguments: [String], variables: [String: String] = [:]) throws -> CommandProcess {
        let own = ["PAIRLEDGER_HOME": path, "PAIRLEDGER_ACTOR": "county finance bureau"]
        return try CommandProcess(arguments, variables: own.merging(variables) { $1 }, folder: folder)
    }

    func run(_ arguments: [String], variables: [String: String] = [:]) async throws -> CommandOutcome {
        try await start(arguments, variables: variables).outcome()
    }

    /// Runs another program in the folder.
    func run(
        program: String, _ arguments: [String], variables: [String: String] = [:]
    ) async throws -> CommandOutcome {
        let own = ["PAIRLEDGER_HOME": path, "PAIRLEDGER_ACTOR": "county finance bureau"]
        let all = own.merging(variables) { $1 }
        return try await CommandProcess(arguments, variables: all, folder: folder, program: program).outcome()
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    func contents(of name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    /// The names of the files that commands have left, apart from what they printed.
    var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// A connection that may read everything, or whatever another login may.
    func connect(as user: String = "pairledger_inspector") async throws -> Connection {
        try await Connection.open(cluster.options(user: user))
    }

    /// The connection string of a database of the same server, as for one that somebody else runs.
    func connectionString(database: String, user: String = "pairledger_admin") -> String {
        let words = cluster.options(user: user, database: database).overrides
        return words.map { "\($0.key)='\($0.value)'" }.sorted().joined(separator: " ")
    }

    /// The postmaster and all its children end at once, as in a power cut.
    func killServer() { cluster.killServer() }

    /// Ends the server and removes the home and the folder.
    func remove() { cluster.stop() }
}

/// A ledger that one test uses.
struct CommandLedger {
    let home: CommandHome
    let name: String

    /// Runs a command on the ledger.
    func run(_ arguments: String..., variables: [String: String] = [:]) async throws -> CommandOutcome {
        try await run(arguments, variables: variables)
    }

    func run(_ arguments: [String], variables: [String: String] = [:]) async throws -> CommandOutcome {
        try await home.run(arguments, variables: ["PAIRLEDGER_LEDGER": name].merging(variables) { $1 })
    }

    /// Runs a shell script in which `"$@"` is the command on the ledger.
    func shell(_ script: String, _ arguments: [String]) async throws -> CommandOutcome {
        try await home.run(
            program: "bash", ["-c", script, "bash", CommandProcess.program.path] + arguments,
            variables: ["PAIRLEDGER_LEDGER": name])
    }

    /// Runs commands of which each must succeed; the words of a line stand apart by single spaces.
    func record(_ lines: String...) async throws {
        for line in lines {
            let outcome = try await run(line.split(separator: " ").map(String.init))
            try #require(outcome.status == 0, "\(line): \(outcome.errors)")
        }
    }

    /// How many events the ledger has, by the database itself.
    func events() async throws -> Int64 {
        let connection = try await home.connect()
        let count = try await connection.run { [name] session in
            try session.query("SELECT count(*) FROM pairledger.event WHERE ledger = $1", [.text(name)]).only().int8(0)
        }
        await connection.close()
        return count
    }
}
