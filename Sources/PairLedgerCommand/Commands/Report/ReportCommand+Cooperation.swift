import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Cooperation: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cooperation",
            abstract: "What the sides do for each other beside giving money, both ways.",
            discussion: """
                Personnel, work, investment, purchases and training by kind, pairing and year; with --tree or --flat also by the \
                region where those are whom it is done for. None of it is in the balances.

                Examples:
                  pairledger report cooperation --unit wan
                  pairledger report cooperation --pairing SH-YN --by quarter
                  pairledger report cooperation --region 530000 --tree --depth 2
                """)

        @OptionGroup var options: ReportOptions

        func run() async throws {
            let models: [any ReadModel.Type] = [Funds.self, CooperationModel.self]
            try await ReportDrawing(options: options, models: models, flows: .never).draw(CooperationReport.make)
        }
    }
}
