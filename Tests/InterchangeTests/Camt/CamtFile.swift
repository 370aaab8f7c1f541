import Assistance
import Foundation
import Interchange
import Testing

/// A file that goes away with it.
final class CamtFile {
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

    /// That there is one problem, at this line, in a sentence with these words.
    func expectProblem(
        _ code: InputProblem.Code, line: Int? = nil, _ words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let problems = try problems(sourceLocation: sourceLocation)
        let problem = try #require(problems.first, sourceLocation: sourceLocation)
        #expect(problems.count == 1 && problem.code == code, "\(problems)", sourceLocation: sourceLocation)
        if let line { #expect(problem.line == line, "\(problem)", sourceLocation: sourceLocation) }
        for word in words {
            #expect(problem.message.contains(word), "\(problem)", sourceLocation: sourceLocation)
        }
        #expect(problem.remedy != nil, sourceLocation: sourceLocation)
    }
}
