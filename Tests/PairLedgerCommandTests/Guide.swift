import Foundation
import Testing

/// A page for those who use the program: README.md, or one of the guides to the commands.
struct Guide: CustomStringConvertible, Sendable {
    let file: URL

    /// Its path in the package.
    var description: String { String(file.path.dropFirst(Guide.package.path.count)).replacing(/^\/+/, with: "") }

    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Where the program is that is built beside the tests.
    static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()

    static let readme = Guide(file: package.appending(path: "README.md"))

    /// README.md, and the articles in the documentation of the commands.
    static let all: [Guide] = {
        let folder = package.appending(path: "Sources/PairLedgerCommand/PairLedgerCommand.docc")
        let articles = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        // The page that lists the others shows no commands.
        let pages = (articles ?? []).filter {
            $0.pathExtension == "md" && $0.lastPathComponent != "PairLedgerCommand.md"
        }
        .map(Guide.init)
        return [readme] + pages.sorted { $0.description < $1.description }
    }()

    private func lines() throws -> [Substring] {
        try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// A command that stands in a ```console block, and what it is said to print.
    struct Step {
        /// The line of the page, from 1.
        let line: Int
        /// As it is typed, continued lines included.
        var command: String
        /// A line `…` stands for any lines, or none.
        var output: [String] = []
    }

    /// The commands of all ```console blocks, in order.
    func steps() throws -> [Step] {
        var steps: [Step] = []
        var block: Substring?
        var isContinued = false
        for (index, line) in try lines().enumerated() {
            if line.hasPrefix("```") {
                block = block == nil ? line.dropFirst(3) : nil
            } else if block != "console" {
                continue
            } else if isContinued {
                steps[steps.count - 1].command += "\n" + line
                isContinued = line.hasSuffix("\\")
            } else if line.hasPrefix("$ ") {
                steps.append(Step(line: index + 1, command: String(line.dropFirst(2))))
                isContinued = line.hasSuffix("\\")
            } else {
                try #require(!steps.isEmpty, "\(self):\(index + 1): a console block begins without a command")
                steps[steps.count - 1].output.append(String(line))
            }
        }
        return steps
    }

    /// A command that the page mentions, but that no ```console block runs.
    struct Mention {
        let line: Int
        /// What stands behind `pairledger`.
        let words: [Substring]
    }

    /// The commands in blocks of other kinds and between backquotes.
    func mentions() throws -> [Mention] {
        var mentions: [Mention] = []
        var block: Substring?
        for (index, line) in try lines().enumerated() {
            if line.hasPrefix("```") {
                block = block == nil ? line.dropFirst(3) : nil
                continue
            }
            if block == "console" { continue }
            let texts =
                block != nil
                ? [line[...]]
                : line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
            for text in texts {
                let words = text.prefix { $0 != "#" }.split(separator: " ")
                guard let program = words.first, program == "pairledger" || program.hasSuffix("/bin/pairledger") else {
                    continue
                }
                mentions.append(Mention(line: index + 1, words: Array(words.dropFirst())))
            }
        }
        return mentions
    }
}
