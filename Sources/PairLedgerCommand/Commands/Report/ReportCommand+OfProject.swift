import Accountability
import ArgumentParser
import Assistance
import Projection

extension ReportCommand {
    struct OfProject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "project",
            abstract: "One project on a page: money, plan against progress, contracts, outcomes, findings, evidence.",
            discussion: """
                Money is told by donor, by the lots of the project's accounts. Days behind are those by which the work done is \
                behind a plan that is as even as time, on the day on which work was told last. With --from and --to money, \
                payments, documents and events are those in between; --pairing, --programme, --instrument and --region are of its \
                money.

                Examples:
                  pairledger report project KZ14-001 --unit wan
                  pairledger report project KZ14-001 --as-of 2014-06-30
                  pairledger report project KZ14-001 --pairing JS-KZ --format json
                """)

        @Argument(help: "Its identifier.", transform: Parse.identifier) var project: Identifier
        @OptionGroup var options: ReportOptions

        func validate() throws {
            try options.refuse(
                .purpose, .tier, .tree, .flat, .depth, because: "the report is of one project, at one place")
            try options.refuse(.by, because: "what happened has its days: see the sections Payments and What happened")
        }

        func run() async throws {
            let drawing = ReportDrawing(
                options: options,
                models: [Projects.self, Funds.self, Outcomes.self, Findings.self, Timeline.self], needsLog: true,
                accounts: ProjectReport.accounts(of: project))
            try await drawing.draw { [project] in try ProjectReport.make(project, $0, $1) }
        }
    }
}
