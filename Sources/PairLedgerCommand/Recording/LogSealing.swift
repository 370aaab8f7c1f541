import ArgumentParser
import Journal
import TransparencyLog

/// Seals the log of a ledger, once or on a timer, and says so.
struct LogSealing {
    private let journal: Journal
    private let sealer: Sealer
    private let quiet: Bool

    /// - Parameter key: of the log.
    init(_ ledger: LedgerOptions, in database: Database, into folder: SealFolder, key: SigningKey) async throws {
        quiet = ledger.database.quiet
        journal = Journal(try ledger.name(), on: try await database.connectCurrent(.inspect, quiet: quiet))
        sealer = Sealer(journal, into: folder, key: key)
    }

    /// Seals what is new.
    ///
    /// - Parameter saysSo: also when nothing is.
    func seal(saysSo: Bool = true) async throws -> SignedCheckpoint {
        let progress = Progress(goal: try await journal.nextPosition(), quiet: quiet)
        defer { progress.end() }
        let outcome = try await sealer.seal { done, _ in progress.show(done) }
        let size = outcome.checkpoint.checkpoint.size
        if size > outcome.before || saysSo {
            progress.end()
            Terminal.note("sealed: \(size.entries), \(size - outcome.before) of them new", quiet: quiet)
        }
        return outcome.checkpoint
    }

    /// Seals what is new every so many seconds.
    ///
    /// - Throws: `CancellationError` once the task is cancelled; before that, why nothing more is signed.
    func seal(every seconds: Int) async throws {
        while true {
            do {
                _ = try await seal(saysSo: false)
            } catch SealError.busy {
                // Somebody else is at it: another worker, or a person.
            } catch let error where Task.isCancelled && !LogSealing.isRefusal(error) {
                throw CancellationError()
            }
            try await Task.sleep(for: .seconds(seconds))
        }
    }

    /// Whether the log is not the one that was signed, which is to be told whatever else comes to its end.
    private static func isRefusal(_ error: any Error) -> Bool {
        switch error {
        case SealError.shrank, SealError.changed, SealError.damaged: true
        default: false
        }
    }

    /// - Throws: `ValidationError` for a number of seconds that is no period.
    static func check(_ seconds: Int?, of option: String) throws {
        guard seconds.map({ 1...86_400 ~= $0 }) ?? true else {
            throw ValidationError("\(option) takes 1 to 86400 seconds")
        }
    }
}
