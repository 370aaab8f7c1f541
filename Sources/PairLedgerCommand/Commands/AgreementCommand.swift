import ArgumentParser
import Assistance

struct AgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement", abstract: "What donors promised: change it, or cancel what was not sent.",
        discussion: "An agreement is made with `pairledger commit`.",
        subcommands: [Revise.self, Cancel.self, ShowThing<AgreementNoun>.self])

    struct Revise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revise",
            abstract: "Record that an agreement promises another amount.",
            discussion: """
                Moves the difference between donor and committed.

                Example:
                  pairledger agreement revise JS-KZ-2014 --amount 42000万元 \\
                    --reason "supplementary budget" --on 2014-09-01
                """)

        @Argument(help: "The agreement's identifier.", transform: Parse.identifier) var agreement: Identifier
        @OptionGroup var money: AmountOption
        @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                ReviseCommitment(agreement: agreement, amount: money.amount, revisedOn: on.date, reason: reason))
        }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel",
            abstract: "Record that no more is sent under an agreement.",
            discussion: """
                Moves what was not sent: committed → donor.

                Example:
                  pairledger agreement cancel JS-KZ-2014 \\
                    --reason "the pairing changed hands" --on 2014-12-31
                """)

        @Argument(help: "The agreement's identifier.", transform: Parse.identifier) var agreement: Identifier
        @Option(help: ArgumentHelp("Why.", valueName: "text")) var reason: String
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(CancelCommitment(agreement: agreement, cancelledOn: on.date, reason: reason))
        }
    }
}
