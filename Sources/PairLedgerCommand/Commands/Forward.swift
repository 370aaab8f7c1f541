import ArgumentParser
import Assistance

struct Forward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forward",
        abstract: "Record that a region sent money on to a lower tier.",
        discussion: """
            Moves held → in transit; the other side records its receipt.

            Example:
              pairledger forward KZ14-F1 --from 653000 \\
                --to 653001 --amount 6844万元 --on 2014-03-27
              pairledger receive KZ14-F1 --on 2014-04-01
            """)

    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("The region that holds the money.", valueName: "code"), transform: Parse.region)
    var from: RegionCode
    @Option(help: ArgumentHelp("A region within it.", valueName: "code"), transform: Parse.region) var to: RegionCode
    @OptionGroup var money: AmountOption
    @OptionGroup var instrument: InstrumentOption
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            ForwardFunds(
                transfer: try new.chosen(for: record), from: from, to: to, instrument: instrument.instrument,
                amount: money.amount,
                sentOn: on.date))
    }
}
