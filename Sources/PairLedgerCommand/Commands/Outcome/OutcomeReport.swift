import ArgumentParser
import Assistance
import CanonicalJSON

struct OutcomeReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Record what somebody claims was reached.",
        discussion: """
            The version that is shown is the number of the report, by which others verify or dispute it.

            Example:
              pairledger outcome report KZ14-001-JOBS --value 640 \\
                --from 2014-01-01 --to 2014-12-31 \\
                --by "county education bureau" --on 2015-01-20
            """)

    @OptionGroup var thing: IndicatorArgument
    @Option(help: ArgumentHelp("What was reached.", valueName: "value"), transform: Parse.figure) var value: Figure
    @OptionGroup var period: PeriodOptions
    @Option(help: ArgumentHelp("The organisation that answers for it.", valueName: "name")) var by: String
    @Option(help: ArgumentHelp("What a reader should know.", valueName: "text")) var remark: String?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            State(
                OutcomeReported(
                    value: value, periodStart: period.from, periodEnd: period.to, reportedBy: by, remark: remark),
                of: thing.indicator, on: on.date))
    }
}

/// Which time something tells of.
struct PeriodOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The first day of the period.", valueName: "date"), transform: Parse.date)
    var from: CalendarDate
    @Option(help: ArgumentHelp("The last day of the period.", valueName: "date"), transform: Parse.date)
    var to: CalendarDate
}
