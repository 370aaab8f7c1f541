import ArgumentParser
import Assistance
import CanonicalJSON

struct OutcomeDefine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "define", abstract: "Record what a project or a region is to reach: an indicator with its target.",
        discussion: """
            Examples:
              pairledger outcome define KZ14-001-JOBS --project KZ14-001 \\
                --name "Graduates in work" --measure unit --counts persons \\
                --baseline 0 --baseline-on 2014-01-10 \\
                --target 1200 --due 2015-12-31 --on 2014-01-10
              pairledger outcome define KZ-WATER --region 653000 \\
                --name "Tap water" --measure percentage --counts households \\
                --baseline 62% --baseline-on 2013-12-31 \\
                --target 95.5% --due 2015-12-31 --on 2014-01-10
            """)

    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("The project whose result it measures.", valueName: "id"), transform: Parse.identifier)
    var project: Identifier?
    @Option(
        help: ArgumentHelp("The region whose development it measures.", valueName: "code"), transform: Parse.region)
    var region: RegionCode?
    @Option(help: "Its name in English.") var name: String
    @Option(help: "Its official name.") var nameZh: String?
    @Option(help: "How it is measured; ordinal is a grade, such as 1 to 5.") var measure: IndicatorMeasure
    @Option(help: ArgumentHelp("What one stands for, or what the percentage is of.", valueName: "text"))
    var counts: String
    @Flag(help: "The less of it the better, as with poverty.") var lessIsBetter = false
    @Option(help: ArgumentHelp("Where it stood before.", valueName: "value"), transform: Parse.figure)
    var baseline: Figure?
    @Option(help: ArgumentHelp("The day of the baseline.", valueName: "date"), transform: Parse.date)
    var baselineOn: CalendarDate?
    @Option(help: ArgumentHelp("What is to be reached.", valueName: "value"), transform: Parse.figure)
    var target: Figure
    @Option(help: ArgumentHelp("The day by which it is to be reached.", valueName: "date"), transform: Parse.date)
    var due: CalendarDate
    @Option(help: ArgumentHelp("How many persons can benefit at most.", valueName: "n")) var eligiblePopulation: Int64?
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        for (option, figure) in [("--baseline", baseline), ("--target", target)] {
            guard let figure, figure.scale != measure.scale else { continue }
            throw ValidationError(
                measure == .percentage
                    ? "\(option) \(figure) is no percentage: write it as 93.5%"
                    : "\(option) \(figure) is a percentage: say --measure percentage, or give a whole number")
        }
    }

    func run() async throws {
        try await record.record(
            State(
                IndicatorDefined(
                    project: project, region: region, name: name, nameZH: nameZh, measure: measure, unit: counts,
                    ascending: !lessIsBetter, baseline: baseline?.number, baselineOn: baselineOn,
                    target: target.number, dueOn: due, eligiblePopulation: eligiblePopulation),
                of: try new.chosen(for: record), on: on.date))
    }
}
