import ArgumentParser
import Assistance

struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Record that the other side did not take a transfer, or a part of it.",
        discussion: """
            Moves in transit → back to where it came from: the agreement, the donor for what no agreement covered, or the region that
            forwarded it. Without --amount: all that is outstanding.

            Example:
              pairledger reject JS-KZ-2014-T3 --reason "sent to a closed account" \\
                --on 2014-05-06
            """)

    @Argument(help: "The transfer's identifier.", transform: Parse.identifier) var transfer: Identifier
    @Option(
        help: ArgumentHelp("In yuan, or with its unit behind it (default: all outstanding).", valueName: "money"),
        transform: Parse.money)
    var amount: Money?
    @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(RejectFunds(transfer: transfer, amount: amount, rejectedOn: on.date, reason: reason))
    }
}
