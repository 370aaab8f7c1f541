import ArgumentParser
import Assistance

struct FindingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finding", abstract: "What inspectors found wrong, and what became of it.",
        subcommands: [
            FindingRaise.self, FindingAnswer.self, FindingRectify.self, FindingClose.self, FindingReopen.self,
            FindingList.self, ShowThing<FindingNoun>.self,
        ])
}

/// Which finding.
struct FindingArgument: ParsableArguments {
    @Argument(help: "The finding's identifier.", transform: Parse.identifier) var finding: Identifier
}
