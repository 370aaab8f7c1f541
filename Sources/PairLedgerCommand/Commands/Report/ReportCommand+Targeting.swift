import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Targeting: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "targeting",
            abstract: "Whether money reaches those in need: by official list, and per person in poverty.",
            discussion: """
                Extremely poor counties come first, and those of a list that have no money stand by themselves. With --from or --by \
                money counts for the lists on which its region stood on the day on which it moved, by going through the log; \
                otherwise for those on which it stands now or at --as-of, or stood before.

                Examples:
                  pairledger report targeting --unit wan
                  pairledger report targeting --by year --tier county
                  pairledger report targeting --region 620000 --tree --as-of 2018-12-31
                """)

        @OptionGroup var options: ReportOptions

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self, RegionModel.self], flows: .byDay).draw(
                TargetingReport.make)
        }
    }
}
