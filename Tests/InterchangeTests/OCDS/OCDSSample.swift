import Assistance
import Foundation
import Interchange
import Testing

/// A file of releases that goes away with it.
final class ReleaseFile {
    let path = FileManager.default.temporaryDirectory.appending(path: "ocds-\(UUID().uuidString).json").path

    init(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }
    init(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(filePath: path)) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func read(project: String? = nil, takesPayments: Bool = true) throws -> OCDSFile {
        try OCDSFile(path: path, project: project.flatMap { Identifier($0) }, takesPayments: takesPayments)
    }

    func problems(sourceLocation: SourceLocation = #_sourceLocation) throws -> [InputProblem] {
        try #require(throws: InputProblems.self, sourceLocation: sourceLocation) { _ = try read(project: "K") }.problems
    }

    /// That there is one problem, in a sentence with these words.
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

    /// Sound files, and such as once were read wrongly.
    static func corpus() throws -> [String: [UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return Dictionary(
            uniqueKeysWithValues: try files.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) })
    }
}
