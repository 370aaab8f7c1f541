import ArgumentParser
import Assistance

struct Return: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Record that a project gave money back to a region, or a region to the donor.",
        discussion: """
            With --project: project → held. With --agreement: held → the agreement's donor.

            Examples:
              pairledger return --project KZ14-001 --amount 3万元 \\
                --reason "tender below estimate" --on 2014-11-20
              pairledger return --agreement JS-KZ-2014 \\
                --from 653000 --amount 3万元 --on 2014-12-10
            """)

    @Option(help: ArgumentHelp("The project that gives back.", valueName: "id"), transform: Parse.identifier)
    var project: Identifier?
    @Option(
        help: ArgumentHelp("The region that holds it then (default: the project's).", valueName: "code"),
        transform: Parse.region)
    var to: RegionCode?
    @Option(help: ArgumentHelp("The agreement whose donor gets it back.", valueName: "id"), transform: Parse.identifier)
    var agreement: Identifier?
    @Option(help: ArgumentHelp("The region that gives back.", valueName: "code"), transform: Parse.region)
    var from: RegionCode?
    @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String?
    @OptionGroup var money: AmountOption
    @Option(help: "The kind of money; an agreement has its own (default: fiscal).") var instrument: Instrument?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        switch (project, agreement) {
        case (.some, nil):
            guard from == nil else {
                throw ValidationError("--from goes with --agreement; a project returns --to a region")
            }
        case (nil, .some):
            guard from != nil else { throw ValidationError("--agreement takes --from, the region that gives back") }
            guard to == nil, instrument == nil else {
                throw ValidationError(
                    "--to and --instrument go with --project; an agreement has a donor and instrument")
            }
        default: throw ValidationError("give either --project or --agreement")
        }
    }

    func run() async throws {
        if let project {
            try await record.record(
                ReleaseFunds(
                    project: project, to: to, instrument: instrument ?? .fiscal, amount: money.amount,
                    releasedOn: on.date, reason: reason))
        } else if let agreement, let from {
            try await record.record(
                ReturnFunds(
                    agreement: agreement, from: from, amount: money.amount, returnedOn: on.date, reason: reason))
        }
    }
}
