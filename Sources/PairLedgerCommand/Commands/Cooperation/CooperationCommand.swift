import ArgumentParser
import Assistance

struct CooperationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cooperation",
        abstract: "Personnel, work, investment, purchases and training: what is done without money in the balances.",
        discussion: """
            Each names its pairing, the side that it is done for, and a region on that side. What the recipient's side does \
            for the donor's has --direction to-donor.
            """,
        subcommands: [
            Second.self, EndSecondment.self, Place.self, Invest.self, Purchase.self, Train.self,
        ])
}

/// What all cooperation has in common.
struct CooperationOptions: ParsableArguments {
    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("Its pairing.", valueName: "id"), transform: Parse.identifier)
    var pairing: Identifier
    @Option(help: "Which side it is done for.")
    var direction: Direction = .toRecipient
    @Option(
        help: ArgumentHelp(
            "The region on that side: where people go or money is invested, or where workers, goods or learners come from.",
            valueName: "code"),
        transform: Parse.region)
    var region: RegionCode

    var common: Cooperation { Cooperation(pairing: pairing, direction: direction, region: region) }
}
