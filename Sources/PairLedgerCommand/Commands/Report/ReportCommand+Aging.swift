import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Aging: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "aging",
            abstract: "Money by age and place in the chain: what waits, where, and for how long.",
            discussion: """
                Money that is held or allocated is as old as the time since it was first received; money on its way to its \
                first holder, since it was sent. Ages are those of the day of --as-of, or else of the last day on which \
                money moved, which is said above the tables. With --tree the holders stand in a tree of regions.

                Examples:
                  pairledger report aging --unit wan
                  pairledger report aging --as-of 2019-12-31 --region 650000 --tree
                  pairledger report aging --pairing JS-KZ --format csv
                """)

        @OptionGroup var options: ReportOptions

        func validate() throws {
            try options.refuse(.from, .by, because: "ages are those of one day, which --as-of sets")
        }

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self]).draw(AgingReport.make)
        }
    }
}
