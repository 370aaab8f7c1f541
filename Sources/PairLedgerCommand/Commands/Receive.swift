import ArgumentParser
import Assistance

struct Receive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Record that a transfer arrived, or a part of it.",
        discussion: """
            Moves in transit → held by the region that the transfer went to. Without --amount: all that is outstanding.

            Examples:
              pairledger receive JS-KZ-2014-T1 --on 2014-03-21
              pairledger receive JS-KZ-2014-T1 --amount 5000万元 \\
                --on 2014-03-21 --request-id voucher-17
              pairledger receive JS-KZ-2014-T2 --amount 4900万元 --final \\
                --on 2014-04-02
            """)

    @Argument(help: "The transfer's identifier.", transform: Parse.identifier) var transfer: Identifier
    @Option(
        help: ArgumentHelp("In yuan, or with its unit behind it (default: all outstanding).", valueName: "money"),
        transform: Parse.money)
    var amount: Money?
    @Flag(
        help: "No more is expected, though less arrived than was sent; the difference stays in transit, for all to see."
    )
    var final = false
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(ReceiveFunds(transfer: transfer, amount: amount, receivedOn: on.date, closes: final))
    }
}
