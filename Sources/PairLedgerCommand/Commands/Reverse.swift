import ArgumentParser
import Assistance

struct Reverse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reverse",
        abstract: "Take back a wrong entry: what it moved moves back, and both stay on record.",
        discussion: """
            An entry is reversed once. What it moved must still lie where it went; what rests on it is reversed first.

            Example:
              pairledger log show --type FundsSpent --reverse --limit 5
              pairledger reverse 4711 --reason "the amount was typed wrong" \\
                --on 2014-06-15
            """)

    @Argument(help: "The position of the entry in the log.") var position: Int64
    @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(ReverseEntry(position: position, reversedOn: on.date, reason: reason))
    }
}
