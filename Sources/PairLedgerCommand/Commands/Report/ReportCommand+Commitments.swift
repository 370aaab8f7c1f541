import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Commitments: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "commitments",
            abstract: "What was promised beside what was sent, received and returned, by due date.",
            discussion: """
                A promise is fulfilled when all of it was received; money sent beyond a promise fulfils none. Due dates are held \
                against the day of --as-of, or else the last day on which money moved. --from counts only agreements made \
                from that day on, and --by divides by due date. With --tree agreements stand under their pairings.

                Examples:
                  pairledger report commitments --unit wan
                  pairledger report commitments --tree --as-of 2014-12-31
                  pairledger report commitments --programme east-west --by year --format json
                """)

        @OptionGroup var options: ReportOptions

        func validate() throws {
            try options.refuse(.purpose, because: "a promise is made before the money has a purpose")
        }

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self], flows: .never)
                .draw(CommitmentReport.make)
        }
    }
}
