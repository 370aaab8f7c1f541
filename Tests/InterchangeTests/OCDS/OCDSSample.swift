import Assistance
import Foundation
import Interchange
import Testing

/// A file of releases that goes away with it.
final class ReleaseFile: ProblemFile {
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

    /// Sound files, and such as once were read wrongly.
    static func corpus() throws -> [String: [UInt8]] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return Dictionary(
            uniqueKeysWithValues: try files.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) })
    }
}
