import Assistance
import Foundation
import Interchange
import Testing

/// A file that goes away with it.
final class CamtFile: ProblemFile {
    let path = FileManager.default.temporaryDirectory.appending(path: "camt-\(UUID().uuidString).xml").path

    init(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func read() throws -> BankStatementFile {
        try BankStatementFile(camt053: path, account: try #require(Account("holding:653000")))
    }

    func problems(sourceLocation: SourceLocation = #_sourceLocation) throws -> [InputProblem] {
        try #require(throws: InputProblems.self, sourceLocation: sourceLocation) { _ = try read() }.problems
    }
}
