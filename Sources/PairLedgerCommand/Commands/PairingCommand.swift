import ArgumentParser
import Assistance
import CanonicalJSON

struct PairingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pairing", abstract: "Pairs of a donor and a recipient region, and when they are valid.",
        subcommands: [Form.self, End.self, ShowThing<PairingNoun>.self])

    struct Form: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "form",
            abstract: "Record a pairing.",
            discussion: """
                Region codes are those of GB/T 2260 that were valid on the first day; 000000 is the central government.

                Example:
                  pairledger pairing form JS-KZ --programme aid-xinjiang \\
                    --donor 320000 --recipient 653000 --from 2010-03-30
                """)

        @OptionGroup var new: NewIdentifier
        @Option(help: ArgumentHelp("Its programme.", valueName: "id"), transform: Parse.identifier)
        var programme: Identifier
        @Option(help: ArgumentHelp("The region that gives.", valueName: "code"), transform: Parse.region)
        var donor: RegionCode
        @Option(help: ArgumentHelp("The region that receives.", valueName: "code"), transform: Parse.region)
        var recipient: RegionCode
        @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Parse.date) var from: CalendarDate
        @Option(help: ArgumentHelp("The last day, if one is set.", valueName: "date"), transform: Parse.date)
        var to: CalendarDate?
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                FormPairing(
                    pairing: try new.chosen(for: record), programme: programme, donor: donor, recipient: recipient,
                    startsOn: from,
                    endsOn: to))
        }
    }

    struct End: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end",
            abstract: "Record that a pairing ended.",
            discussion: """
                After the last day no money may be promised or sent under it; what was sent may still be received and spent.

                Example:
                  pairledger pairing end HZ-QDN --last-day 2020-12-31 \\
                    --successor FS-QDN --on 2021-05-20
                """)

        @Argument(help: "The pairing's identifier.", transform: Parse.identifier) var pairing: Identifier
        @Option(help: ArgumentHelp("The last day on which it is valid.", valueName: "date"), transform: Parse.date)
        var lastDay: CalendarDate
        @Option(help: ArgumentHelp("The pairing that takes its place.", valueName: "id"), transform: Parse.identifier)
        var successor: Identifier?
        @Option(help: "The decision that ended it.") var reason: String?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(PairingEnded(endsOn: lastDay, successor: successor, reason: reason), of: pairing, on: on.date))
        }
    }
}
