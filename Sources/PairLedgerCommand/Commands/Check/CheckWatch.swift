import Accountability
import Assistance
import CanonicalJSON
import Journal

/// Looks again and again, and raises what is new.
struct CheckWatch {
    let run: CheckRun
    let raising: RaiseOptions
    let about: FindingSubject?

    private struct Moment: Equatable {
        var recorded: Int64
        var day: CalendarDate
    }

    /// Until SIGINT or SIGTERM. A look once begun is finished: it raises all that is new, or nothing.
    func watch(every seconds: Int) async throws {
        let ledger = run.options.ledger
        let quiet = ledger.database.quiet
        let journal = try await Journal.open(ledger)
        let work = Task {
            var seen: Moment?
            while !Task.isCancelled {
                let now = Moment(recorded: try await journal.nextPosition(), day: .today)
                if seen != now {
                    try await Task { try await look() }.value
                    seen = now
                }
                try await Task.sleep(for: .seconds(seconds))
            }
        }
        let signals = StopSignals { work.cancel() }
        defer { signals.ignore() }
        Terminal.note("watching ledger \(journal.ledger)", quiet: quiet)
        do {
            try await work.value
        } catch is CancellationError {}
        Terminal.note("stopped", quiet: quiet)
    }

    private func look() async throws {
        let request = try run.options.request(run.options.horizon.horizon)
        try await raising.record(try await run.inspect(request, since: nil, about: about), run.options)
    }
}
