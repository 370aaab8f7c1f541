import ArgumentParser
import Journal
import Postgres
import Projection
import TransparencyLog

extension ProjectionCommand {
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: "Keep the read models up with the log, until stopped.",
            discussion: """
                Several may run at once: one of them at a time has the lease of a projection, and another takes over when that one \
                ends. Each event counts once whatever happens. SIGTERM and SIGINT end it after the batch at hand; killed at any \
                moment it goes on where it was. An event that cannot be applied stops its projection, visibly; the others go on.

                With --seal-every the log is sealed meanwhile, as by pairledger log checkpoint. When what was sealed is not there \
                any more, or was changed, nothing is signed, and everything ends with status 1.

                Examples:
                  pairledger projection run --once
                  pairledger projection run
                  pairledger projection run funds projects
                  pairledger projection run --seal-every 60
                """)

        @OptionGroup var projections: ProjectionArguments
        @Flag(help: "Catch up with the log, and end.") var once = false
        @Option(help: ArgumentHelp("Seal the log as well, every so many seconds.", valueName: "seconds"))
        var sealEvery: Int?
        @OptionGroup var signing: SigningOptions
        @OptionGroup var seals: SealOptions
        @OptionGroup var ledger: LedgerOptions

        func validate() throws {
            try LogSealing.check(sealEvery, of: "--seal-every")
            guard sealEvery == nil || !once else {
                throw ValidationError("--once ends, and --seal-every goes on; give one of them")
            }
            guard sealEvery != nil || signing.key == nil && seals.seals == nil else {
                throw ValidationError("--key and --seals are for sealing; give --seal-every as well")
            }
        }

        func run() async throws {
            let key = try sealEvery.map { _ in try signing.readLogKey(seals, try ledger.name()) }
            let models = try projections.models
            let opened = try await ProjectionDatabase.open(ledger)
            let worker = ProjectionWorker(models, of: opened.journal, reader: opened.reader)
            if once {
                try await catchUp(worker, opened.journal)
            } else {
                try await follow(worker, opened.journal.ledger, try await sealing(with: key, in: opened.database))
            }
        }

        /// What seals the log meanwhile; nil without a key.
        private func sealing(with key: SigningKey?, in database: Database) async throws -> LogSealing? {
            guard let key else { return nil }
            return try await LogSealing(ledger, in: database, into: seals.folder(of: try ledger.name()), key: key)
        }

        private func catchUp(_ worker: ProjectionWorker, _ journal: Journal) async throws {
            let quiet = ledger.database.quiet
            let progress = Progress(goal: try await journal.nextPosition(), quiet: quiet)
            let (events, _) = try await worker.catchUp { if let next = $0.nextPosition { progress.show(next) } }
            progress.end()
            Terminal.note("\(events) \(events == 1 ? "event" : "events") taken up", quiet: quiet)
            let names = try projections.models.map { $0.name }
            let statuses = try await journal.connection.run { [ledger = journal.ledger] session in
                try ProjectionStatus.read(of: ledger, on: session).filter { names.contains($0.projection) }
            }
            if let failure = CommandFailure(standstill: statuses) { throw failure }
        }

        private func follow(_ worker: ProjectionWorker, _ name: LedgerName, _ sealing: LogSealing?) async throws {
            let quiet = ledger.database.quiet
            let period = sealEvery
            let work = Task {
                // Whichever fails ends the other.
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await Run.follow(worker, quiet: quiet) }
                    if let sealing, let period { group.addTask { try await sealing.seal(every: period) } }
                    for try await _ in group {}
                }
            }
            let signals = StopSignals { work.cancel() }
            defer { signals.ignore() }
            Terminal.note("following ledger \(name)", quiet: quiet)
            do {
                try await work.value
            } catch is CancellationError {
                Terminal.note("stopped", quiet: quiet)
            }
        }

        private static func follow(_ worker: ProjectionWorker, quiet: Bool) async throws {
            var pauses = Pauses()
            while !Task.isCancelled {
                // A batch once begun is finished: a cancelled one would only be done again.
                let batch = try await Task { try await worker.runBatch(ifLeased: true) }.value
                for error in batch.stopped { Terminal.note(CommandFailure(error).text, quiet: quiet) }
                if batch.events > 0 { pauses.reset() } else { try await pauses.wait() }
            }
            throw CancellationError()
        }
    }
}

extension CommandFailure {
    /// Nil when all projections go on.
    init?(standstill statuses: [ProjectionStatus]) {
        let errors = statuses.compactMap { status -> CommandFailure? in
            if status.isOfNewerProgram || status.isRebuildDue {
                return CommandFailure(
                    .refused,
                    "the rows of projection \(status.projection) are of version \(status.version ?? 0), and this program "
                        + "makes version \(status.knownVersion)",
                    remedy: status.isRebuildDue
                        ? "make them anew: pairledger projection rebuild \(status.projection)"
                        : "use the newer pairledger")
            }
            guard let pause = status.pause else { return nil }
            guard pause.isStuck else {
                return CommandFailure(
                    .no, "projection \(status.projection) is paused: \(pause.reason)",
                    remedy: "let it go on: pairledger projection resume \(status.projection)")
            }
            return CommandFailure(
                ProjectionError.stoppedAt(
                    position: status.nextPosition, projection: status.projection, reason: pause.reason))
        }
        guard let first = errors.first else { return nil }
        self.init(first.status, verbatim: errors.map(\.text).joined(separator: "\n"))
    }
}
