import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

struct ReconcileBank: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank", abstract: "Hold bank statements against what moved in the ledger.",
        discussion: """
            Lines of the statements and movements of the account that tell of the same money are proposed as matches: exact, \
            where the line names the transfer, payment or project and the amounts are equal; probable, where amount and day (5 \
            days at most apart) leave no other choice; possible, where others would do too, or where several lines or movements \
            add up. What was accepted stays matched, and what was rejected is not proposed again.

            What is left on either side is listed, and each closing balance is held against what the ledger says lay in the \
            account that day. The same ledger gives the same answer, whoever asks.

            Examples:
              pairledger reconcile bank
              pairledger reconcile bank --account holding:653001 --as-of 2021-06-30 --format csv
            """)

    @OptionGroup var of: BankAccountOption
    @OptionGroup var view: ReconcileView
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let shown = try output.openForReport()
        let request = try view.request(ledger, output)
        let reading = try await BankReading.read(of.account, request.horizon, in: ledger)
        let report = ReconciliationReport.make(
            reading.records.map { BankReconciliation($0) }, request, knownTo: reading.knownTo, notes: reading.notes)
        try shown.write(report.limited(to: request).worded(in: request.language))
        try shown.finish()
    }
}
