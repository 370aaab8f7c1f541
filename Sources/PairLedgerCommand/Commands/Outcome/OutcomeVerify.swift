import ArgumentParser
import Assistance

struct OutcomeVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Record what an organisation that had no part in it found.",
        discussion: """
            Neither the organisation that reported nor the one that carried the project out can verify, nor may it be recorded \
            by whoever recorded the report.

            Example:
              pairledger outcome verify KZ14-001-JOBS --report 2 --value 610 \\
                --by "county audit bureau" --method "payroll records" \\
                --actor "county audit bureau" --on 2015-03-10
            """)

    @OptionGroup var thing: IndicatorArgument
    @OptionGroup var report: ReportNumberOption
    @Option(help: ArgumentHelp("What was found.", valueName: "value"), transform: Parse.figure) var value: Figure
    @Option(help: ArgumentHelp("The organisation that looked into it.", valueName: "name")) var by: String
    @Option(help: ArgumentHelp("How it looked into it.", valueName: "text")) var method: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            State(
                OutcomeVerified(report: report.report, verifiedBy: by, method: method, value: value),
                of: thing.indicator, on: on.date))
    }
}

struct OutcomeDispute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute", abstract: "Record that an organisation found a report to be wrong.",
        discussion: """
            Who may dispute a report is as with `pairledger outcome verify`.

            Example:
              pairledger outcome dispute KZ14-001-JOBS --report 2 --value 410 \\
                --by "provincial audit office" --reason "counted twice" \\
                --actor "provincial audit office" --on 2015-06-02
            """)

    @OptionGroup var thing: IndicatorArgument
    @OptionGroup var report: ReportNumberOption
    @Option(help: ArgumentHelp("What was found instead.", valueName: "value"), transform: Parse.figure)
    var value: Figure
    @Option(help: ArgumentHelp("The organisation that disputes it.", valueName: "name")) var by: String
    @Option(help: ArgumentHelp("Why the report is wrong.", valueName: "text")) var reason: String
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func run() async throws {
        try await record.record(
            State(
                OutcomeDisputed(report: report.report, disputedBy: by, reason: reason, value: value),
                of: thing.indicator, on: on.date))
    }
}

/// Which report of an indicator.
struct ReportNumberOption: ParsableArguments {
    @Option(help: ArgumentHelp("The report's number: the version of its event.", valueName: "n")) var report: Int64
}
