import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct OfOutcomes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "outcomes",
            abstract: "Targets, what is claimed, what was verified or disputed, and money per verified unit.",
            discussion: """
                By unit, purpose and place, for each county beside its poor inhabitants, and one by one. What is reported and what \
                is verified stand apart: a claim is not a fact. Indicators of projects are found by their places, purposes and money.

                Examples:
                  pairledger report outcomes --unit wan
                  pairledger report outcomes --region 653000 --purpose education
                  pairledger report outcomes --pairing JS-KZ --limit 0 --output outcomes.csv
                """)

        @OptionGroup var options: ReportOptions

        func validate() throws {
            try options.refuse(
                .tree, .flat, .depth, because: "what is counted in different units cannot be added up along a tree")
        }

        func run() async throws {
            let drawing = ReportDrawing(
                options: options, models: [Outcomes.self, Projects.self, Funds.self, RegionModel.self])
            try await drawing.draw { [most = options.division.most(otherwise: 50)] in
                try OutcomesReport.make($0, $1, limit: most)
            }
        }
    }
}
