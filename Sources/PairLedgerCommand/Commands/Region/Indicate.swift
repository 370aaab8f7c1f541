import ArgumentParser
import Assistance

extension RegionCommand {
    struct Indicate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "indicate",
            abstract: "Record a yearly figure of a region, or revise one.",
            discussion: """
                Persons are whole numbers, rates are percentages, money is in yuan. A figure that is on record already is revised only \
                with a reason; the earlier one stays in the log.

                Examples:
                  pairledger region indicate 653022 --indicator poverty-headcount \\
                    --year 2014 --value 31500 --source 统计公报 --on 2015-03-01
                  pairledger region indicate 653022 --indicator fiscal-revenue \\
                    --year 2014 --value 1.02亿元 --source 统计年鉴 \\
                    --reason "final accounts" --on 2015-12-01
                """)

        @Argument(help: "The region's code.", transform: Parse.region) var code: RegionCode
        @Option(help: "What the figure tells.") var indicator: RegionIndicator
        @Option(help: "The calendar year that it is of.") var year: Int
        @Option(help: "The figure: 31500, 12.5% or 1.02亿元.") var value: String
        @Option(help: ArgumentHelp("The yearbook, bulletin or list.", valueName: "text")) var source: String
        @Option(help: ArgumentHelp("Why it takes the place of the one on record.", valueName: "text"))
        var reason: String?
        @OptionGroup var on: DateOption
        @OptionGroup var record: RecordOptions

        func validate() throws { _ = try Parse.figure(value, indicator.unit, "--value") }

        func run() async throws {
            let reported = RegionIndicatorReported(
                indicator, of: year, value: try Parse.figure(value, indicator.unit, "--value"), source: source,
                reason: reason)
            try await record.record(State(reported, of: Identifier(code), on: on.date))
        }
    }
}
