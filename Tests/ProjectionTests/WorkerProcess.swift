import Foundation
import Glibc
import Journal
import PairLedgerTesting
import Postgres

/// The real `pairledger` at work on a ledger of a test database, in a process of its own.
final class WorkerProcess: Sendable {
    private let process = Process()
    private let errors: String
    private let ended: AsyncStream<Void>

    /// Starts `pairledger projection run` with these arguments behind it.
    convenience init(_ arguments: [String], on ledger: TestLedger) throws {
        try self.init(command: ["projection", "run"] + arguments, on: ledger)
    }

    /// Starts `pairledger` with this command.
    init(command: [String], on ledger: TestLedger) throws {
        errors = "\(NSTemporaryDirectory())pairledger-worker-\(UUID().uuidString).txt"
        _ = FileManager.default.createFile(atPath: errors, contents: nil)
        let (ended, ending) = AsyncStream.makeStream(of: Void.self)
        self.ended = ended
        process.executableURL = WorkerProcess.program
        process.arguments = command + ["--ledger", ledger.name.description]
        process.environment = WorkerProcess.environment(of: ledger)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: errors)
        process.terminationHandler = { _ in ending.finish() }
        try process.run()
    }

    deinit { try? FileManager.default.removeItem(atPath: errors) }

    /// The program that is built beside the test bundle.
    private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "pairledger")

    /// Nothing of what the tests run with can lead to another database.
    private static func environment(of ledger: TestLedger) -> [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("PAIRLEDGER_")
        }
        let words = ledger.database.cluster.options(user: "pairledger_admin", database: ledger.database.name).overrides
        variables["PAIRLEDGER_DATABASE_URL"] = words.map { "\($0.key)='\($0.value)'" }.sorted().joined(separator: " ")
        return variables
    }

    func signal(_ number: CInt) { kill(process.processIdentifier, number) }

    /// Waits for the end; answers the exit status, or 128 and the number of the signal that ended it.
    func end() async -> Int32 {
        for await _ in ended {}
        return process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
    }

    /// What it has written to standard error so far.
    var written: String { (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "" }

    /// Waits until it has written `text`, for a minute at most.
    func hasWritten(_ text: String) async -> Bool {
        for _ in 0..<3_000 {
            if written.contains(text) { return true }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return false
    }

    /// Runs it to its end.
    static func run(_ arguments: [String], on ledger: TestLedger) async throws -> (status: Int32, errors: String) {
        try await run(command: ["projection", "run"] + arguments, on: ledger)
    }

    static func run(command: [String], on ledger: TestLedger) async throws -> (status: Int32, errors: String) {
        let process = try WorkerProcess(command: command, on: ledger)
        let status = await process.end()
        return (status, process.written)
    }
}
