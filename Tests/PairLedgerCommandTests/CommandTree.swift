import Foundation

/// The commands as the program describes itself.
struct CommandTree: Decodable {
    let command: Node

    /// Asks the program.
    static func read(by home: CommandHome) async throws -> Node {
        let help = try await home.run(["--experimental-dump-help"])
        return try JSONDecoder().decode(CommandTree.self, from: Data(help.output.utf8)).command
    }

    struct Node: Decodable {
        let commandName: String
        let subcommands: [Node]?
        let arguments: [Argument]?

        /// The names of this command and of all below it, such as `pairledger-log-show`.
        var pageNames: [String] {
            let below = (subcommands ?? []).filter { $0.commandName != "help" }.flatMap(\.pageNames)
            return [commandName] + below.map { "\(commandName)-\($0)" }
        }

        /// The first word that is neither a subcommand where one must stand nor an option that there is.
        func firstUnknown(of words: [Substring]) -> Substring? {
            var node = self
            for word in words {
                if word.hasPrefix("-") {
                    let option = word.prefix { $0 != "=" }
                    let known = (node.arguments ?? []).flatMap { $0.names ?? [] }.contains {
                        ($0.kind == "short" ? "-" : "--") + $0.name == option
                    }
                    if !known { return option }
                } else if word != "help", let subcommands = node.subcommands, !subcommands.isEmpty {
                    guard let next = subcommands.first(where: { $0.commandName == word }) else { return word }
                    node = next
                }
            }
            return nil
        }
    }

    struct Argument: Decodable {
        let names: [Name]?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }
}
