import ArgumentParser
import Assistance
import CanonicalJSON

struct FindingRaise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "raise", abstract: "Record what an inspector or auditor found wrong.",
        discussion: """
            It is about a thing, such as project/K1 or region/653022, or an account, such as holding:653001. The positions are those \
            of the events that prove it, as `pairledger log show` has them.

            Examples:
              pairledger finding raise AUD-2016-07 --about holding:653022 --rule R01 \\
                --severity major --statement "Idle for more than a year" \\
                --expected 0 --found 12万元 --measured-in minor-units \\
                --by "Provincial audit office" --due 2016-03-31 --on 2016-01-15
              pairledger finding raise AUD-2016-08 --about project/KZ14-001 \\
                --severity minor --statement "No sign at the site" \\
                --by "Provincial audit office" --due 2016-03-31 --position 12
            """)

    @OptionGroup var new: NewIdentifier
    @Option(help: ArgumentHelp("What it is about.", valueName: "kind/id"), transform: Parse.subject)
    var about: FindingSubject
    @Option(help: ArgumentHelp("The rule that it broke: R01 to R23.", valueName: "rule"), transform: Parse.rule)
    var rule: PolicyRule?
    @Option(help: "How grave it is.") var severity: FindingRaised.Severity
    @Option(help: ArgumentHelp("What is wrong.", valueName: "text")) var statement: String
    @Option(help: ArgumentHelp("The figure that there should be.", valueName: "figure")) var expected: String?
    @Option(help: ArgumentHelp("The figure that there is.", valueName: "figure")) var found: String?
    @Option(help: ArgumentHelp("What both figures count.", valueName: "unit")) var measuredIn: FigureUnit?
    @Option(help: ArgumentHelp("The body that raises it.", valueName: "name")) var by: String
    @Option(help: ArgumentHelp("The day by which it is to be rectified.", valueName: "date"), transform: Parse.date)
    var due: CalendarDate
    @Option(
        name: .customLong("position"),
        help: ArgumentHelp("An event that proves it; may be given again for others.", valueName: "position"))
    var positions: [Int64] = []
    @OptionGroup var on: DateOption
    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard measuredIn != nil || expected == nil && found == nil else {
            throw ValidationError("figures need --measured-in, which says what they count")
        }
        _ = try content()
    }

    func run() async throws {
        try await record.record(State(try content(), of: try new.chosen(for: record), on: on.date))
    }

    private func content() throws -> FindingRaised {
        func figure(_ text: String?, _ option: String) throws -> Int64? {
            guard let text, let measuredIn else { return nil }
            return try Parse.figure(text, measuredIn, option)
        }
        return FindingRaised(
            rule: rule?.id, about: about, severity: severity, statement: statement,
            expected: try figure(expected, "--expected"), found: try figure(found, "--found"), unit: measuredIn,
            raisedBy: by, dueOn: due, positions: Set(positions).sorted())
    }
}
