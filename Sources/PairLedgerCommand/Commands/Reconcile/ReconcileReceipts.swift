import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Interchange
import Journal
import Projection

struct ReconcileReceipts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipts", abstract: "Hold what was sent against what was received, transfer by transfer.",
        discussion: """
            A transfer is received at once or in parts (split), late, short, over, missing, or still under way. How many days a \
            receipt may take is `receipt_days` of the policy's rule R04.

            With --file the recipient's own bookings are matched too: a CSV file with the columns booked_on, amount (元; or \
            amount_wan, amount_yi) and, where there are any, reference and counterparty. What matches receipts on record is told \
            from what matches transfers that nobody has confirmed yet. Nothing is recorded.

            Examples:
              pairledger reconcile receipts --as-of 2021-06-30
              pairledger reconcile receipts --region 653001 --file county-books.csv
            """)

    @Option(
        help: ArgumentHelp("Only what was sent to this region.", valueName: "code"), transform: Parse.region)
    var region: RegionCode?
    @Option(
        help: ArgumentHelp("The recipient's own bookings.", valueName: "file"), completion: .file(extensions: ["csv"]))
    var file: String?
    @OptionGroup var view: ReconcileView
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shown = try output.openForReport()
        let bookings = try file.map(ReconcileReceipts.read)
        var request = try view.request(ledger, output)
        request.filter.region = region
        let collector = ReceiptCollector()
        let source = ReadModelSource(ledger, horizon: request.horizon, isStale: false)
        let folded = FoldedModels([], observers: [collector])
        let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        let day = request.horizon.asOf ?? .today
        let days = collector.receiptDays(on: day)
        let transfers = collector.transfers.filter { transfer in region.map { transfer.to == $0 } ?? true }
        let report = ReceiptReport.make(
            .init(
                transfers: transfers, receiptDays: days, day: day,
                bookings: bookings.map { RecipientMatching($0, transfers, within: days) }),
            request, knownTo: extent.end, notes: extent.notes)
        try shown.write(report.limited(to: request).worded(in: request.language))
        try shown.finish()
    }

    private static func read(_ path: String) throws -> [BookedLine] {
        do {
            guard let name = Identifier("file") else { return [] }
            return try RecipientBookings(contentsOf: path).bookings.map {
                BookedLine(StatementLineName(name, $0.line), $0.booking)
            }
        } catch {
            let count = error.problems.count
            throw CommandFailure(
                .usage,
                verbatim: error.problems.prefix(100).map(\.description).joined(separator: "\n")
                    + "\npairledger: error: \(path) has \(count) error\(count == 1 ? "" : "s")")
        }
    }
}
