import Accountability
import ArgumentParser
import Projection

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports on where money is, on what was published of it, and which reports were published.",
        subcommands: [
            Position.self,
            Flows.self,
            Targeting.self,
            Disparity.self,
            Cooperation.self,
            Scorecard.self,
            Balance.self,
            Register.self,
            Aging.self,
            Commitments.self,
            OfProject.self,
            OfProjects.self,
            OfOutcomes.self,
            OfTimeline.self,
            Claims.self,
            Publish.self,
            Reproduce.self,
        ])

    struct Position: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "position",
            abstract: "Where every yuan is: by pairing, place and purpose, with the trial balance.",
            discussion: """
                The read models are brought up to the head of the log first, unless --stale is given. For an earlier day or position \
                the log is folded once, by the same rules.

                Examples:
                  pairledger report position --unit wan
                  pairledger report position --as-of 2014-12-31
                  pairledger report position --format json | python3 -m json.tool
                  pairledger report position --output position.csv
                  pairledger report position --seal --output position.json
                """)

        @OptionGroup var options: ReportOptions

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self, Projects.self]).draw(PositionReport.make)
        }
    }
}
