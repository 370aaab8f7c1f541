import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

extension ReportCommand {
    struct Claims: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Published figures beside what the ledger has, with the difference.",
            discussion: """
                For the same scope, measure and time. Money is of the fiscal year of its agreement; what projects have is told by \
                the agreements that paid for it, first in, first out. The whole log is gone through.

                Examples:
                  pairledger report claims --fiscal-year 2021 --unit yi
                  pairledger report claims --programme east-west --format json
                """)

        @Option(help: ArgumentHelp("Only claims about this programme.", valueName: "id"), transform: Parse.identifier)
        var programme: Identifier?
        @Option(help: ArgumentHelp("Only claims about this pairing.", valueName: "id"), transform: Parse.identifier)
        var pairing: Identifier?
        @Option(help: ArgumentHelp("Only claims of this fiscal year.", valueName: "year")) var fiscalYear: Int?
        @OptionGroup var horizon: HorizonOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let shown = try output.openForReport()
            let database = try await Database.open(ledger.database)
            let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
            let journal = Journal(try ledger.name(), on: connection)
            let recorded = try await journal.nextPosition()
            let claims = try await journal.read(LogSelection(types: [ClaimPublished.type]))
            var fold = try ClaimFold(claims.filter { $0.position < recorded }, horizon: horizon.horizon)
            for try await page in journal.pages(LogSelection(limit: Int(recorded))) {
                for event in page { try fold.take(event) }
            }
            try shown.write(
                ClaimReport.make(
                    fold, ledger: journal.ledger.description,
                    filter: .init(programme: programme, pairing: pairing, fiscalYear: fiscalYear),
                    horizon: horizon.horizon, recorded: recorded))
            try shown.finish()
        }
    }
}
