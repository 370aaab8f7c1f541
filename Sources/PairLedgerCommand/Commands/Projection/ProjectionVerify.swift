import Accountability
import ArgumentParser
import Journal
import Projection

extension ProjectionCommand {
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Fold the log, and compare with the read models' tables, row by row.",
            discussion: """
                Names the first rows that are not what the log comes to, and ends with status 1 when there are any. Workers may go on \
                meanwhile; all is looked at as it is at one moment.

                Examples:
                  pairledger projection verify
                  pairledger projection verify funds --format json
                """)

        @OptionGroup var projections: ProjectionArguments
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let models = try projections.models
            let shown = try output.openForReport()
            let quiet = ledger.database.quiet
            let opened = try await ProjectionDatabase.open(ledger)
            let recorded = try await opened.journal.nextPosition()
            var outcomes: [Verification.Outcome] = []
            for model in models {
                let progress = Progress(goal: recorded, quiet: quiet)
                outcomes.append(try await Verification(opened.reader).verify(model) { done, _ in progress.show(done) })
                progress.end()
            }
            try shown.write(VerificationReport.make(outcomes, ledger: opened.journal.ledger.description))
            try shown.finish()
            let count = outcomes.reduce(0) { $0 + $1.differenceCount }
            guard count == 0 else {
                let names = outcomes.filter { $0.differenceCount > 0 }.map(\.projection).joined(separator: " ")
                throw CommandFailure(
                    .no, "\(count) \(count == 1 ? "row is" : "rows are") not what the log comes to",
                    remedy: "make them anew from the log: pairledger projection rebuild \(names)")
            }
        }
    }
}
