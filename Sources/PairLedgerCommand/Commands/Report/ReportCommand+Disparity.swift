import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Disparity: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "disparity",
            abstract:
                "Whether the two sides come closer: incomes and poverty over the years, with the aid of each year.",
            discussion: """
                Incomes and persons in poverty are those that are on record for donor and recipient: pairledger region indicate. The \
                aid of a year is that of its agreements, whenever it moved; with --from only what moved from that day on. The goal \
                is that nobody lives in poverty by 2020.

                Examples:
                  pairledger report disparity --unit wan
                  pairledger report disparity --pairing FJ-NX --from 2016-01-01 --to 2020-12-31
                  pairledger report disparity --region 640000 --tree --lang zh
                """)

        @OptionGroup var options: ReportOptions

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self, RegionModel.self], flows: .inPeriods).draw(
                DisparityReport.make)
        }
    }
}
