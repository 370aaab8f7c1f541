import Accountability
public import ArgumentParser
import Assistance
import Projection

extension ReportCommand {
    struct OfTimeline: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "timeline",
            abstract: "What happened in a place, a project or a pairing, in both times.",
            discussion: """
                A thing has its own events and those of all that belongs to it: of a pairing its agreements and transfers, of a \
                project its indicators, of both their findings and documents; of a region all that lies in it, comes from it or \
                goes to it. Without a thing and a filter it is the whole log. What was recorded more than 30 days after it happened \
                is marked late (--late-days). The log goes on where the list ends: give --reverse for its end, or --limit 0.

                Examples:
                  pairledger report timeline project/KZ14-001
                  pairledger report timeline 653001 --from 2014-01-01 --to 2014-06-30
                  pairledger report timeline pairing/JS-KZ --reverse --limit 20
                  pairledger report timeline --region 653000 --sort effective --by quarter
                """)

        @Argument(
            help: ArgumentHelp("What it is of: kind/identifier, or a region's code.", valueName: "thing"),
            transform: Parse.timelineThing)
        var thing: StreamName?
        @Option(help: "recorded: as the ledger learned it; effective: as it happened.")
        var sort: TimelineReport.Selection.Order = .recorded
        @Flag(help: "From the end.") var reverse = false
        @Option(help: ArgumentHelp("After how many days an entry is late.", valueName: "days"))
        var lateDays = TimelineReport.Selection.standardDays
        @OptionGroup var options: ReportOptions

        func validate() throws {
            guard lateDays >= 0 else { throw ValidationError("--late-days is 0 or more") }
            try options.refuse(.tree, .flat, .depth, because: "events stand one after another")
        }

        func run() async throws {
            let selection = TimelineReport.Selection(
                thing: thing, order: sort, isReversed: reverse, limit: options.division.most(otherwise: 50),
                daysMax: lateDays)
            let models = TimelineReport.models(options.counted.filter)
            try await ReportDrawing(options: options, models: models, needsLog: true).draw {
                try TimelineReport.make($0, $1, selection)
            }
        }
    }
}

extension TimelineReport.Selection.Order: ExpressibleByArgument {}

extension Parse {
    /// A thing that a timeline can be of: `project/K1`, or the code of a region.
    static func timelineThing(_ text: String) throws -> StreamName {
        if !text.contains("/"), let region = RegionCode(text), let identifier = Identifier(region.description) {
            return StreamName(.region, identifier)
        }
        let thing = try thing(text)
        guard let kind = StreamName.Kind(rawValue: thing.kind) else {
            throw ValidationError("there is no kind \"\(thing.kind)\"")
        }
        return StreamName(kind, thing.identifier)
    }
}
