import ArgumentParser
import Assistance

extension CooperationCommand {
    struct Place: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "place",
            abstract: "Record workers placed in jobs (劳务协作).",
            discussion: """
                Example:
                  pairledger cooperation place SH-YN-2018-L1 --pairing SH-YN \\
                    --region 530627 --persons 320 --registered-poor 180 \\
                    --workplace partner-province --industry manufacturing \\
                    --monthly-wage 4200 --on 2018-03-05
                """)

        @OptionGroup var options: CooperationOptions
        @Option(help: ArgumentHelp("How many work.", valueName: "n")) var persons: Int64
        @Option(help: ArgumentHelp("How many of them come from registered-poor households.", valueName: "n"))
        var registeredPoor: Int64
        @Option(help: "Where they work.") var workplace: Workplace
        @Option(help: "In what, by section of GB/T 4754.") var industry: Industry
        @Option(
            help: ArgumentHelp("What one earns a month, if it is known.", valueName: "money"), transform: Parse.money)
        var monthlyWage: Money?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func run() async throws {
            try await record.record(
                State(
                    LabourPlaced(
                        options.common, persons: persons, registeredPoor: registeredPoor, workplace: workplace,
                        industry: industry, monthlyWage: monthlyWage),
                    of: try options.new.chosen(for: record), on: on.date))
        }
    }
}
