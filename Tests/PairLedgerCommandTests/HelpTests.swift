import Foundation
import Testing

extension DescriptionSuite {
    @Suite("asked for help")
    struct HelpTests {
        /// A command of the tree, by its words.
        private struct Command {
            let words: [String]
            let subcommands: [String]
        }

        @Test("explains every command of the tree, with an example where something can be done")
        func everyCommand() async throws {
            let home = try await CommandHome.shared.value
            let commands = try await Self.tree(home)
            #expect(commands.count >= 30)
            for command in commands {
                let help = try await home.run(command.words + ["--help"])
                let name = command.words.joined(separator: " ")
                #expect(help.status == 0, "\(name)")
                #expect(help.errors == "", "\(name)")
                #expect(help.output.hasPrefix("OVERVIEW: "), "\(name)")
                #expect(help.output.contains("USAGE: pairledger"), "\(name)")
                if command.subcommands.isEmpty {
                    #expect(help.output.contains("Example"), "\(name) has no example")
                    #expect(
                        help.output.contains("\n  pairledger \(name)"), "\(name): its example shows another command")
                } else {
                    for subcommand in command.subcommands {
                        #expect(help.output.contains("\n  \(subcommand) "), "\(name) does not name \(subcommand)")
                    }
                }
                let lines = help.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE: ") }
                #expect(lines.allSatisfy { $0.count <= 80 }, "\(name) has a line too long for a terminal")
            }
        }

        @Test("makes completions for every shell", arguments: ["bash", "zsh", "fish"])
        func completions(shell: String) async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run(["--generate-completion-script", shell])
            #expect(outcome.status == 0 && outcome.errors == "")
            for word in ["pairledger", "commit", "position", "payments", "housing-infrastructure"] {
                #expect(outcome.output.contains(word), "\(shell) completes no \(word)")
            }
        }

        @Test("says its version")
        func version() async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run(["--version"])
            #expect(outcome.status == 0 && outcome.errors == "")
            #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(outcome.output)")
        }

        @Test("without a command shows the overview, with how to begin and the exit statuses")
        func overview() async throws {
            let home = try await CommandHome.shared.value
            let outcome = try await home.run([])
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("To begin:\n  pairledger programme establish "))
            #expect(outcome.output.contains("Exit status:\n  0  fine\n  1  the answer is no"))
        }

        /// Every command that the program says it has.
        private static func tree(_ home: CommandHome) async throws -> [Command] {
            let dump = try await home.run(["--experimental-dump-help"])
            #expect(dump.status == 0)
            let help = try #require(
                try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any])
            var commands: [Command] = []
            func walk(_ node: [String: Any], _ words: [String]) {
                let children = (node["subcommands"] as? [[String: Any]] ?? []).filter {
                    $0["shouldDisplay"] as? Bool ?? true && $0["commandName"] as? String != "help"
                }
                commands.append(
                    Command(words: words, subcommands: children.compactMap { $0["commandName"] as? String }))
                for child in children { walk(child, words + [child["commandName"] as? String ?? ""]) }
            }
            walk(try #require(help["command"] as? [String: Any]), [])
            return commands
        }
    }
}
