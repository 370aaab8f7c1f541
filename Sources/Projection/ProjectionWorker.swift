public import Journal
import Postgres

/// Keeps a read model's tables up with a ledger's log.
///
/// Each batch is one transaction: it takes the checkpoint's row, loads the rows that the events touch, applies the events in
/// order, stores the rows and moves the checkpoint. So every event counts exactly once, however many workers run and at
/// whatever moment one of them dies.
public struct ProjectionWorker<Model: ReadModel>: Sendable {
    private let journal: Journal
    private let batchSize: Int

    /// - Parameter batchSize: the most events in one transaction.
    public init(_ model: Model.Type, of journal: Journal, batchSize: Int = 1000) {
        self.journal = journal
        self.batchSize = batchSize
    }

    /// What one batch did.
    public struct Batch: Sendable {
        /// How many events it took up; 0 when there were none.
        public let events: Int
        /// The first position that is not in the rows now.
        public let nextPosition: Int64
    }

    /// Takes up the next events, if there are any.
    ///
    /// - Throws: `.stoppedAt` when an event cannot be applied; those before it are stored.
    public func runBatch() async throws(ProjectionError) -> Batch {
        let outcome: (batch: Batch, failure: ProjectionError?)
        do {
            // An idle worker only looks: a transaction that takes the checkpoint would cost a write each time.
            let ledger = journal.ledger
            let idle = try await journal.connection.run { session in
                try Checkpoint.idle(Model.name, version: Model.version, of: ledger, on: session)
            }
            if let idle { return Batch(events: 0, nextPosition: idle) }
            outcome = try await journal.connection.transaction { session in try runBatch(on: session) }
        } catch let error as ProjectionError {
            throw error
        } catch let error as DamagedRowError {
            throw .damagedRows(projection: Model.name, reason: error.description)
        } catch {
            throw .journal(JournalError(any: error))
        }
        if let failure = outcome.failure { throw failure }
        return outcome.batch
    }

    /// Takes up events until there are no more.
    ///
    /// - Parameter progress: called after each batch.
    public func catchUp(progress: @Sendable (Batch) -> Void = { _ in }) async throws(ProjectionError) -> Int {
        var events = 0
        while !Task.isCancelled {
            let batch = try await runBatch()
            events += batch.events
            progress(batch)
            if batch.events < batchSize { break }
        }
        return events
    }

    private func runBatch(on session: Session) throws -> (Batch, ProjectionError?) {
        let ledger = journal.ledger
        let taken = try Checkpoint.take(Model.name, version: Model.version, of: ledger, on: session)
        var checkpoint = taken.nextPosition
        let stored = taken.version
        guard stored <= Model.version else {
            throw ProjectionError.newerVersion(projection: Model.name, stored: stored, known: Model.version)
        }
        if stored < Model.version {
            try Model.clear(ledger, on: session)
            checkpoint = 0
        }
        let records = try Journal.read(LogSelection(from: checkpoint, limit: batchSize), of: ledger, on: session)
        var failure: ProjectionError?
        var events: [ProjectedEvent] = []
        for record in records {
            do {
                events.append(try ProjectedEvent(record))
            } catch {
                failure = .stoppedAt(position: record.position, projection: Model.name, reason: "\(error)")
                break
            }
        }
        let keys = events.reduce(into: Set<Model.Key>()) { $0.formUnion(Model.keys(for: $1)) }
        var rows = try Model.load(keys, of: ledger, on: session)
        var touched: Set<Model.Key> = []
        for event in events {
            do {
                touched.formUnion(try Model.fold(event, into: &rows))
                checkpoint = event.record.position + 1
            } catch {
                failure = .stoppedAt(
                    position: event.record.position, projection: Model.name, reason: error.description)
                break
            }
        }
        if !touched.isEmpty || stored < Model.version {
            try Model.store(rows.filter { touched.contains($0.key) }, for: touched, of: ledger, on: session)
        }
        if let first = records.first, checkpoint > first.position || stored < Model.version {
            try Checkpoint.move(Model.name, version: Model.version, of: ledger, to: checkpoint, on: session)
        }
        return (Batch(events: records.count, nextPosition: checkpoint), failure)
    }
}
