import ArgumentParser
import Assistance

struct Allocate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate",
        abstract: "Record that a region gave money to a project.",
        discussion: """
            Moves held → project.

            Example:
              pairledger allocate KZ14-001 --amount 150万元 --on 2014-04-08
            """)

    @Argument(help: "The project's identifier.", transform: Parse.identifier) var project: Identifier
    @Option(
        help: ArgumentHelp("The region that holds the money (default: the project's).", valueName: "code"),
        transform: Parse.region)
    var from: RegionCode?
    @OptionGroup var money: AmountOption
    @OptionGroup var instrument: InstrumentOption
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            AllocateFunds(
                project: project, from: from, instrument: instrument.instrument, amount: money.amount,
                allocatedOn: on.date))
    }
}
