import ArgumentParser
import Assistance

struct Spend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spend",
        abstract: "Record a payment of a project.",
        discussion: """
            Moves project → spent.

            Example:
              pairledger spend KZ14-001-P1 --project KZ14-001 --amount 132万元 \\
                --payee "the equipment supplier" --on 2014-06-12
            """)

    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("The project that pays.", valueName: "id"), transform: Parse.identifier)
    var project: Identifier
    @Option(help: ArgumentHelp("Who is paid.", valueName: "name")) var payee: String
    @Option(help: ArgumentHelp("What for.", valueName: "text")) var category: String?
    @Option(
        help: ArgumentHelp("The project's contract that it is paid under.", valueName: "id"),
        transform: Parse.identifier)
    var contract: Identifier?
    @Option(
        help: ArgumentHelp("The invoice: its SHA-256 is recorded, and the file stays where it is.", valueName: "file"),
        completion: .file())
    var invoice: String?
    @Option(help: "Whether an organisation or a person is paid.") var payeeKind: PayeeKind?
    @Option(
        help: ArgumentHelp(
            "The SHA-256 of a person's salted identity; --payee then says no name.", valueName: "digits"),
        transform: Parse.digest)
    var payeeDigest: DocumentDigest?
    @OptionGroup var money: AmountOption
    @OptionGroup var instrument: InstrumentOption
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        let invoice = try invoice.map { try DocumentFile($0).digest }
        try await record.record(
            SpendFunds(
                payment: try new.chosen(for: record), project: project, instrument: instrument.instrument,
                amount: money.amount,
                payee: payee, category: category, contract: contract, invoice: invoice,
                payeeKind: payeeKind,
                payeeDigest: payeeDigest, paidOn: on.date))
    }
}
