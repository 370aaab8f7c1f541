import ArgumentParser
import Assistance
import CanonicalJSON

extension CooperationCommand {
    struct Second: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "second",
            abstract: "Record persons sent to work on the other side (干部人才交流).",
            discussion: """
                They begin on the day given with --on.

                Example:
                  pairledger cooperation second SH-YN-2018-D1 --pairing SH-YN \\
                    --region 530627 --profession doctors --persons 6 \\
                    --on 2018-09-01 --to 2019-08-31
                """)

        @OptionGroup var options: CooperationOptions
        @Option(help: "What they are.") var profession: Profession
        @Option(help: ArgumentHelp("How many.", valueName: "n")) var persons: Int64
        @Option(help: ArgumentHelp("The last day, if one is set.", valueName: "date"), transform: Parse.date)
        var to: CalendarDate?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(
                    PersonnelSeconded(options.common, profession: profession, persons: persons, endsOn: to),
                    of: try options.new.chosen(for: record), on: on.date))
        }
    }

    struct EndSecondment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end-secondment",
            abstract: "Record that seconded persons went home.",
            discussion: """
                Their last day is the one given with --on.

                Example:
                  pairledger cooperation end-secondment SH-YN-2018-D1 --on 2019-08-31
                """)

        @Argument(help: "The secondment's identifier.", transform: Parse.identifier) var cooperation: Identifier
        @Option(help: "Why, if it was not the end that was set.") var reason: String?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(State(SecondmentEnded(reason: reason), of: cooperation, on: on.date))
        }
    }
}
