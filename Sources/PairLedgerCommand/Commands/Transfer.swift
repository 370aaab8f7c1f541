import ArgumentParser
import Assistance

struct Transfer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Record that a donor sent money under an agreement.",
        discussion: """
            Moves committed → in transit. What the agreement does not cover comes from the donor directly and is marked.

            Example:
              pairledger transfer JS-KZ-2014-T1 --agreement JS-KZ-2014 \\
                --amount 11000万元 --on 2014-03-18
            """)

    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("Under which agreement.", valueName: "id"), transform: Parse.identifier)
    var agreement: Identifier
    @Option(
        help: ArgumentHelp("Another region than the pairing's recipient: one within it.", valueName: "code"),
        transform: Parse.region)
    var to: RegionCode?
    @OptionGroup var offPair: OffPairOption
    @OptionGroup var money: AmountOption
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            TransferFunds(
                transfer: try new.chosen(for: record), agreement: agreement, amount: money.amount, sentOn: on.date,
                to: to,
                offPair: offPair.offPair))
    }
}
