import Accountability
import ArgumentParser
import Projection

extension ReportCommand {
    struct Flows: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "flows",
            abstract: "From whom to whom, and for what: donors, recipients, counties and purposes, and what came back.",
            discussion: """
                Two matrices, and a tree of donor, recipient, place and purpose; --flat puts these four beside one another. Figures \
                are where things stand, with what came back taken off. With --gross, and always with --from or --by, every movement \
                is counted by going through the log, and what came back stands apart.

                Examples:
                  pairledger report flows --unit wan
                  pairledger report flows --gross --depth 2 --unit wan
                  pairledger report flows --by year --region 653000
                  pairledger report flows --measure spent --flat --format csv
                """)

        @Option(help: "What the matrices show: given, sent, received, allocated or spent.") var measure: FlowMeasure?
        @Flag(help: "Count every movement, and what came back apart.") var gross = false
        @OptionGroup var options: ReportOptions

        func run() async throws {
            let drawing = ReportDrawing(options: options, models: [Funds.self], flows: gross ? .always : .whereDivided)
            try await drawing.draw { [measure, gross] input, request in
                try FlowsReport.make(input, request, measure: measure, isGross: gross || request.needsHistory)
            }
        }
    }
}
