import Foundation
import Glibc

/// What became of a command.
struct CommandOutcome: Sendable {
    /// The exit status, or 128 and the number of the signal that ended it.
    let status: Int32
    /// Standard output.
    let output: String
    /// Standard error.
    let errors: String
}

/// The program that is built beside the test bundle, started as its users start it.
final class CommandProcess: Sendable {
    private let process = Process()
    private let output: String
    private let errors: String
    private let ended: AsyncStream<Void>

    /// - Parameters:
    ///   - variables: beside those of the tests' own environment that cannot lead to another database.
    ///   - program: another program than `pairledger`, by its name on the search path.
    init(
        _ arguments: [String], variables: [String: String], folder: String, program: String? = nil
    ) throws {
        output = "\(folder)/.output-\(UUID().uuidString)"
        errors = output + "-errors"
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        let (ended, ending) = AsyncStream.makeStream(of: Void.self)
        self.ended = ended
        process.executableURL = program == nil ? CommandProcess.program : URL(filePath: "/usr/bin/env")
        process.arguments = (program.map { [$0] } ?? []) + arguments
        process.environment = CommandProcess.cleanEnvironment.merging(variables) { _, own in own }
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        process.terminationHandler = { _ in ending.finish() }
        try process.run()
    }

    deinit { for file in [output, errors] { unlink(file) } }

    static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "pairledger")

    private static let cleanEnvironment = ProcessInfo.processInfo.environment.filter { name, _ in
        !name.hasPrefix("PG") && !name.hasPrefix("PAIRLEDGER_") && name != "NO_COLOR"
    }

    func signal(_ number: CInt) { kill(process.processIdentifier, number) }

    /// Waits for the end.
    func outcome() async -> CommandOutcome {
        for await _ in ended {}
        let signalled = process.terminationReason == .uncaughtSignal
        func text(_ file: String) -> String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "not UTF-8" }
        return CommandOutcome(
            status: process.terminationStatus + (signalled ? 128 : 0), output: text(output), errors: text(errors))
    }
}
