import ArgumentParser
import Journal
import Projection

extension ProjectionCommand {
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild",
            abstract: "Make read models anew from the first event on, while reports go on reading the old rows.",
            discussion: """
                The log is folded once for all of them, into new tables beside the old; these take their place in one step when they \
                have caught up. Interrupted at any moment it leaves the old rows as they were, and may be begun again. Two rebuilds \
                of one projection at once are refused.

                Examples:
                  pairledger projection rebuild
                  pairledger projection rebuild funds
                """)

        @OptionGroup var projections: ProjectionArguments
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let models = try projections.models
            let quiet = ledger.database.quiet
            let opened = try await ProjectionDatabase.open(ledger)
            let rebuild = Projection.Rebuild(models, of: opened.journal, reader: opened.reader)
            let recorded = try await opened.journal.nextPosition()
            let progress = Progress(goal: recorded, quiet: quiet)
            let started = ContinuousClock.now
            let work = Task {
                try await rebuild.run { step in
                    switch step {
                    case .folded(let done, _): progress.show(done)
                    case .indexing(let table): progress.show("indexing \(table)")
                    case .catchingUp: progress.show("catching up")
                    }
                }
            }
            let signals = StopSignals { work.cancel() }
            defer { signals.ignore() }
            do {
                try await work.value
            } catch {
                progress.end()
                throw work.isCancelled
                    ? CommandFailure(.no, "the rebuild was interrupted; the rows are as they were") : error
            }
            progress.end()
            let seconds = (ContinuousClock.now - started) / .seconds(1)
            let names = models.map { $0.name }.joined(separator: ", ")
            let rate = seconds > 0 ? Int64(Double(recorded) / seconds) : recorded
            Terminal.note("\(names): \(recorded) events folded, \(rate) a second", quiet: quiet)
        }
    }
}
