import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

struct FindingList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the findings, those that are not closed first.",
        discussion: """
            They are shown as they stood on the day given. One is overdue while it is past its due date and not rectified.

            Examples:
              pairledger finding list
              pairledger finding list --on 2016-06-30 --format csv
            """)

    @OptionGroup var on: DateOption
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    private static let types: Set = [
        FindingRaised.type, FindingAnswered.type, FindingRectified.type, FindingClosed.type, FindingReopened.type,
    ]

    func run() async throws {
        let shown = try output.openForReport()
        let books = try await Books.read(
            LogSelection(types: FindingList.types), within: Horizon(asOf: on.date), in: ledger)
        try shown.write(FindingsReport.make(books.findings, on: on.date))
        try shown.finish()
    }
}
