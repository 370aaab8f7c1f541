import Accountability
import ArgumentParser

struct PolicyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy", abstract: "What the rules of inspectors compare with, and since when.",
        subcommands: [PolicyChange.self, PolicyShow.self, PolicyDiff.self, PolicyList.self])
}

struct PolicyList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the rules, and what a policy may set of each.",
        discussion: """
            Needs no ledger.

            Example:
              pairledger policy list
            """)

    @OptionGroup var output: OutputOptions

    func run() throws { try output.write(PolicyReport.rules()) }
}
