import ArgumentParser
import Assistance

struct OutcomeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outcome",
        abstract: "What projects and regions are to reach, what is claimed, and what others found.",
        discussion: """
            A claim is not a fact: what an organisation reports and what another one finds are recorded apart. Values are \
            whole numbers such as 1200, or percentages such as 93.5%.
            """,
        subcommands: [
            OutcomeDefine.self, OutcomeReport.self, OutcomeVerify.self, OutcomeDispute.self, OutcomeCount.self,
        ])
}

/// Which indicator.
struct IndicatorArgument: ParsableArguments {
    @Argument(help: "The indicator's identifier.", transform: Parse.identifier) var indicator: Identifier
}

extension Parse {
    static func figure(_ text: String) throws -> Figure {
        guard let figure = Figure(text) else {
            throw ValidationError(
                "\"\(text)\" is neither a whole number such as 1200 nor a percentage such as 93.5%, with at most 2 decimals"
            )
        }
        return figure
    }
}
