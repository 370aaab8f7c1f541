import Accountability
import ArgumentParser
import CanonicalJSON
import Journal
import Postgres
import Projection

struct ProjectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "projection", abstract: "The workers that keep the read models up with the log.",
        subcommands: [Run.self, List.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep the read models up with the log, until stopped.",
            discussion: """
                Several may run at once; each event counts once. SIGTERM and SIGINT end it after the batch at hand; killed at any \
                moment it goes on where it was.

                Examples:
                  pairledger projection run --once
                  pairledger projection run
                """)

        @Flag(help: "Catch up with the log, and end.") var once = false
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let name = try ledger.name()
            let quiet = ledger.database.quiet
            let database = try await Database.open(ledger.database)
            // The inspector's login may see whether the schema is current; the projector's writes the rows.
            await (try await database.connectCurrent(.inspect, quiet: quiet)).close()
            let journal = Journal(name, on: try await database.connect(.project))
            let recorded = try await journal.nextPosition()
            let worker = ProjectionWorker(PositionModel.self, of: journal)
            let progress = Progress(goal: recorded, quiet: quiet)
            if once {
                let events = try await worker.catchUp { progress.show($0.nextPosition) }
                progress.end()
                Terminal.note("\(PositionModel.name): \(events) events taken up", quiet: quiet)
                return
            }
            let work = Task { try await Run.follow(worker) }
            let signals = StopSignals { work.cancel() }
            defer { signals.ignore() }
            Terminal.note("\(PositionModel.name): following ledger \(name)", quiet: quiet)
            do {
                try await work.value
            } catch is CancellationError {
                Terminal.note("stopped", quiet: quiet)
            }
        }

        private static func follow(_ worker: ProjectionWorker<PositionModel>) async throws {
            var pauses = Pauses()
            while !Task.isCancelled {
                // A batch once begun is finished: a cancelled one would only be done again.
                let batch = try await Task { try await worker.runBatch() }.value
                if batch.events > 0 { pauses.reset() } else { try await pauses.wait() }
            }
            throw CancellationError()
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the projections and how far they have come.",
            discussion: """
                Example:
                  pairledger projection list
                """)

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = try ledger.name()
            let database = try await Database.open(ledger.database)
            let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
            let recorded = try await Journal(name, on: connection).nextPosition()
            let checkpoint = try await connection.run { session in
                try Checkpoint.read(PositionModel.name, of: name, on: session)
            }
            let next = checkpoint?.nextPosition ?? 0
            try output.write(
                Report(
                    name: "projections", title: "Projections",
                    facts: [.init(key: "ledger", label: "Ledger", value: .text(name.description))],
                    sections: [
                        .init(
                            key: "projections", title: "Projections",
                            columns: [
                                .init(key: "projection", label: "Projection", kind: .text),
                                .init(key: "version", label: "Version", kind: .count),
                                .init(key: "next_position", label: "Events taken up", kind: .count),
                                .init(key: "lag", label: "Behind by", kind: .count),
                                .init(key: "updated_at", label: "Last moved", kind: .text),
                            ],
                            rows: [
                                .init([
                                    .text(PositionModel.name),
                                    .count(Int64(checkpoint?.version ?? PositionModel.version)), .count(next),
                                    .count(recorded - next),
                                    checkpoint?.updatedAt.map { .text($0.description) } ?? .empty,
                                ])
                            ])
                    ]))
        }
    }
}
