import ArgumentParser
import Assistance
import CanonicalJSON

struct Commit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit",
        abstract: "Record that a donor promised money: an agreement.",
        discussion: """
            Moves donor → committed.

            Example:
              pairledger commit JS-KZ-2014 --pairing JS-KZ --fiscal-year 2014 \\
                  --amount 41759万元 --on 2014-02-20 --due 2014-12-31
            """)

    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("Under which pairing.", valueName: "id"), transform: Parse.identifier)
    var pairing: Identifier
    @Option(help: ArgumentHelp("For which fiscal year.", valueName: "year")) var fiscalYear: Int
    @Option(help: ArgumentHelp("When it is to be sent by.", valueName: "date"), transform: Parse.date)
    var due: CalendarDate?
    @Option(help: "Who carries it out: cheque (交支票) the recipient, turnkey (交钥匙) the donor.") var mode: DeliveryMode?
    @OptionGroup var offPair: OffPairOption
    @OptionGroup var money: AmountOption
    @OptionGroup var instrument: InstrumentOption
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            CommitFunds(
                agreement: try new.chosen(for: record), pairing: pairing, fiscalYear: fiscalYear,
                instrument: instrument.instrument,
                amount: money.amount, agreedOn: on.date, dueOn: due, mode: mode,
                offPair: offPair.offPair))
    }
}
