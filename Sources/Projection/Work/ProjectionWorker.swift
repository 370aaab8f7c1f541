public import Journal
import Postgres

/// Keeps read models' tables up with a ledger's log.
///
/// Each batch is one transaction: it takes the generations' rows, fetches the rows that the events touch, applies the events in order,
/// stores the rows and moves the checkpoints. So every event counts exactly once, however many workers run and at whatever moment
/// one of them dies. Rows that a worker has fetched stay in its memory while nobody else has moved the projection.
///
/// An event that cannot be applied pauses its projection, with the reason on view; the others go on.
public actor ProjectionWorker {
    private let ledger: LedgerName
    private let reader: Journal
    private let writer: Connection
    private let works: [ModelWork]
    private let batchSize: Int
    /// Which generation's rows, as they were at which position, each state has.
    private var held: [String: Held] = [:]
    private var upcoming: (first: Int64, events: Task<[ProjectedEvent], any Error>)?
    private var leases: Set<String> = []

    private struct Held: Equatable, Sendable {
        let generation: Int64
        let nextPosition: Int64
    }

    /// - Parameters:
    ///   - journal: stores the rows, with the login that may do that.
    ///   - reader: reads the log on a connection of its own, so that reading and storing go on at once; nil to use the same.
    ///   - batchSize: the most events in one transaction.
    public init(
        _ models: [any ReadModel.Type], of journal: Journal, reader: Journal? = nil, batchSize: Int = 10_000
    ) {
        ledger = journal.ledger
        writer = journal.connection
        self.reader = reader ?? journal
        // The order in which generations are taken is the same in every worker.
        works = models.sorted { $0.name < $1.name }.map { $0.work(keepsLines: true, isPartial: true) }
        self.batchSize = batchSize
    }

    deinit { upcoming?.events.cancel() }

    /// What one batch did.
    public struct Batch: Sendable {
        /// How many events were taken up, by whichever projection took most.
        public fileprivate(set) var events = 0
        /// The first position that is not in the rows of every projection that goes on; nil when none does.
        public fileprivate(set) var nextPosition: Int64?
        /// The events that projections stopped at in this batch.
        public fileprivate(set) var stopped: [ProjectionError] = []

        fileprivate init() {}

        /// What a rebuild of these did.
        fileprivate init(of generations: [Generation]) {
            for generation in generations {
                events = max(events, Int(generation.nextPosition))
                nextPosition = min(nextPosition ?? .max, generation.nextPosition)
                guard let pause = generation.pause, pause.isStuck else { continue }
                stopped.append(
                    .stoppedAt(
                        position: generation.nextPosition, projection: generation.projection, reason: pause.reason))
            }
        }
    }

    /// Takes up the next events, if there are any.
    ///
    /// - Parameter ifLeased: leave a projection alone that another worker has the lease of.
    public func runBatch(ifLeased: Bool = false) async throws(ProjectionError) -> Batch {
        do {
            let (recorded, found) = try await writer.run { [ledger] session in
                (try Journal.nextPosition(of: ledger, on: session), try Generation.current(of: ledger, on: session))
            }
            var generations = found
            if ifLeased { try await takeLeases() }
            let mine = works.filter { !ifLeased || leases.contains($0.type.name) }
            let missing = mine.map(\.type).filter { generations[$0.name] == nil }
            if !missing.isEmpty {
                try await Rebuild(missing, of: Journal(ledger, on: writer), reader: reader).run(onlyMissing: true)
                generations = try await writer.run { [ledger] in try Generation.current(of: ledger, on: $0) }
                let made = Batch(of: missing.compactMap { generations[$0.name] })
                if made.events > 0 || !made.stopped.isEmpty { return made }
            }
            let active = mine.filter { work in
                guard let generation = generations[work.type.name] else { return false }
                return generation.pause == nil && generation.version == work.type.version
            }
            var batch = Batch()
            batch.nextPosition = active.compactMap { generations[$0.type.name]?.nextPosition }.min()
            guard let first = batch.nextPosition, first < recorded else { return batch }
            let events = try await page(from: first, to: recorded)
            return try await takeUp(events, first: first, active, generations)
        } catch {
            for work in works { work.forget() }
            held = [:]
            upcoming = nil
            throw ProjectionError(any: error, projection: "")
        }
    }

    private func takeUp(
        _ events: [ProjectedEvent], first: Int64, _ active: [ModelWork], _ generations: [String: Generation]
    ) async throws -> Batch {
        let held = held
        let (batch, nowHeld) = try await writer.transaction { session in
            // A batch that a crash loses is taken up again.
            _ = try session.execute("SET LOCAL synchronous_commit = off")
            var batch = Batch()
            var nowHeld: [String: Held] = [:]
            for work in active {
                let name = work.type.name
                guard let number = generations[name]?.number,
                    let generation = try Generation.take(number, on: session), generation.pause == nil
                else { continue }
                let offset = generation.nextPosition - first
                guard 0...Int64(events.count) ~= offset else { continue }
                if held[name] != Held(generation: number, nextPosition: generation.nextPosition) { work.forget() }
                let tables = GenerationTables(generation: number, session: session)
                let skipped = try generation.skipped(on: session)
                let (count, stuck) = try work.takeUp(events[Int(offset)...], skipped, tables)
                let next = generation.nextPosition + Int64(count)
                if count > 0 { try Generation.move(number, to: next, on: session) }
                if let stuck {
                    try Generation.pause(number, stuck.reason, isStuck: true, on: session)
                    batch.stopped.append(ProjectionError(any: stuck, projection: name))
                } else {
                    batch.nextPosition = min(batch.nextPosition ?? next, next)
                }
                batch.events = max(batch.events, count)
                nowHeld[name] = Held(generation: number, nextPosition: next)
            }
            return (batch, nowHeld)
        }
        self.held = nowHeld
        return batch
    }

    /// The events from a position on. Those after them are read meanwhile.
    private func page(from first: Int64, to end: Int64) async throws -> [ProjectedEvent] {
        let events: [ProjectedEvent]
        if let upcoming, upcoming.first == first {
            self.upcoming = nil
            events = try await upcoming.events.value
        } else {
            upcoming?.events.cancel()
            upcoming = nil
            events = try await EntryPage.read(from: first, to: end, limit: batchSize, of: reader).events()
        }
        let next = first + Int64(events.count)
        if next < end {
            upcoming = (
                next,
                Task { [reader, batchSize] in
                    try await EntryPage.read(from: next, to: end, limit: batchSize, of: reader).events()
                }
            )
        }
        return events
    }

    /// Takes up events until there are no more.
    ///
    /// - Parameter progress: called after each batch.
    /// - Returns: how many events were taken up, and the events that projections stopped at.
    @discardableResult
    public func catchUp(
        progress: @Sendable (Batch) -> Void = { _ in }
    ) async throws(ProjectionError) -> (events: Int, stopped: [ProjectionError]) {
        var events = 0
        var stopped: [ProjectionError] = []
        while !Task.isCancelled {
            let batch = try await runBatch()
            events += batch.events
            stopped += batch.stopped
            progress(batch)
            if batch.events == 0, batch.stopped.isEmpty { break }
        }
        return (events, stopped)
    }

    // MARK: Leases

    /// Takes the leases that nobody has. A lease ends with the connection of whoever has it.
    private func takeLeases() async throws {
        let wanted = works.map { $0.type.name }.filter { !leases.contains($0) }
        guard !wanted.isEmpty else { return }
        let ledger = ledger
        let taken: [String] = try await writer.run { session in
            var taken: [String] = []
            for name in wanted where try Lock.lease(name, of: ledger).take(on: session) { taken.append(name) }
            return taken
        }
        leases.formUnion(taken)
    }

    /// The projections that this worker has the lease of.
    public var leased: [String] { leases.sorted() }
}

/// A lock that one connection at a time has, until it lets go or ends.
struct Lock {
    private let name: String

    static func lease(_ projection: String, of ledger: LedgerName) -> Lock {
        Lock(name: "pairledger lease \(ledger)/\(projection)")
    }

    static func rebuild(_ projection: String, of ledger: LedgerName) -> Lock {
        Lock(name: "pairledger rebuild \(ledger)/\(projection)")
    }

    /// False when another connection has it.
    func take(on session: Session) throws -> Bool {
        try session.query("SELECT pg_try_advisory_lock(hashtextextended($1, 0))", [.text(name)]).only().bool(0)
    }

    func release(on session: Session) throws {
        _ = try session.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [.text(name)])
    }
}
