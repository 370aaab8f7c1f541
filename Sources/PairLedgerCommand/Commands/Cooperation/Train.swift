import ArgumentParser
import Assistance

extension CooperationCommand {
    struct Train: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "train",
            abstract: "Record training held for people of the other side.",
            discussion: """
                The day given with --on is its first.

                Example:
                  pairledger cooperation train SH-YN-2018-T1 --pairing SH-YN \\
                    --region 530627 --topic "school management" --persons 45 --days 14 \\
                    --on 2018-07-09
                """)

        @OptionGroup var options: CooperationOptions
        @Option(help: "What they learned.") var topic: String
        @Option(help: ArgumentHelp("How many took part.", valueName: "n")) var persons: Int64
        @Option(help: ArgumentHelp("How many days it went on.", valueName: "n")) var days: Int64
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(
                    TrainingHeld(options.common, topic: topic, persons: persons, days: days),
                    of: try options.new.chosen(for: record), on: on.date))
        }
    }
}
