import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Scorecard: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "scorecard",
            abstract: "The six areas of the annual evaluation, donors and recipients side by side.",
            discussion: """
                Organisation and leadership, personnel exchange, use of funds, industrial and labour cooperation, and joint moderate \
                prosperity, as the evaluations of east–west collaboration of 2017 to 2020 had them. Each figure is what is on record; \
                where nothing is, that is said.

                Examples:
                  pairledger report scorecard --unit wan
                  pairledger report scorecard --programme east-west --from 2020-01-01 --to 2020-12-31
                  pairledger report scorecard --region 530000 --flat --format csv
                """)

        @OptionGroup var options: ReportOptions

        func run() async throws {
            let models: [any ReadModel.Type] = [Funds.self, CooperationModel.self]
            try await ReportDrawing(options: options, models: models, flows: .inPeriods).draw(ScorecardReport.make)
        }
    }
}
