import Accountability
public import ArgumentParser
import Assistance
import Projection

extension ReportCommand {
    struct OfProjects: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "projects",
            abstract: "Every project: stage, plan, money, work done, days behind its plan, last payment.",
            discussion: """
                --limit says how many are shown; the totals are of all that match. Names and places are sorted upwards, figures and \
                days downwards, with --reverse the other way round. With --pairing, --programme or --instrument, the money is the \
                part of it that is meant.

                Examples:
                  pairledger report projects --sort slippage --unit wan
                  pairledger report projects --stage started --stage suspended --region 653000
                  pairledger report projects --pairing JS-KZ --limit 0 --output projects.csv
                """)

        @Option(help: ArgumentHelp("Only projects in this stage; may be given more than once.", valueName: "stage"))
        var stage: [Project.Stage] = []
        @Option(help: "By what they are sorted.") var sort: ProjectSelection.Order = .project
        @Flag(help: "The other way round.") var reverse = false
        @OptionGroup var options: ReportOptions

        func validate() throws {
            try options.refuse(
                .tree, .flat, .depth,
                because: "the report lists projects; for places: pairledger report position --tree")
        }

        func run() async throws {
            let selection = ProjectSelection(
                stages: stage.isEmpty ? nil : Set(stage), order: sort, isReversed: reverse,
                limit: options.division.most(otherwise: 50))
            let (period, step) = (options.counted.period, options.division.by)
            let counter = ProjectFlowCounter(isDivided: step != nil) {
                period.contains($0) ? step?.start(of: $0) ?? $0 : nil
            }
            let drawing = ReportDrawing(options: options, models: [Projects.self, Funds.self], observers: [counter])
            try await drawing.draw { try ProjectsReport.make($0, $1, selection, flows: counter.flows) }
        }
    }
}

extension Project.Stage: ExpressibleByArgument {}
extension ProjectSelection.Order: ExpressibleByArgument {}
