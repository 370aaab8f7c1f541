public import Journal
import Postgres

/// Makes the rows of read models anew, from the first event on, while reports go on reading the old ones.
///
/// The log is folded in memory and the rows are copied into tables of a new generation; then these get their indexes, catch up with
/// what was recorded meanwhile, and become the current ones in one step. Killed at any moment it leaves the old generation as it
/// was; the next rebuild removes what it left behind.
public struct Rebuild: Sendable {
    private let models: [any ReadModel.Type]
    private let writer: Journal
    private let reader: Journal
    private static let pageSize = 4_000

    /// - Parameters:
    ///   - journal: stores the rows, with the login that may do that.
    ///   - reader: reads the log on a connection of its own, so that reading and storing go on at once; nil to use the same.
    public init(_ models: [any ReadModel.Type], of journal: Journal, reader: Journal? = nil) {
        self.models = models.sorted { $0.name < $1.name }
        writer = journal
        self.reader = reader ?? journal
    }

    /// How far a rebuild has come.
    public enum Progress: Sendable {
        /// So many events are folded, of so many.
        case folded(Int64, of: Int64)
        /// The table gets its indexes.
        case indexing(String)
        /// What was recorded meanwhile is taken up.
        case catchingUp
    }

    /// One of the models at work.
    private struct Job: Sendable {
        let work: ModelWork
        let generation: Int64
        /// What reports read meanwhile.
        let old: Generation?
        /// What the old generation does without, and why.
        let oldSkips: Set<Int64>
        /// Events at which care must be taken, for one of them cannot be applied.
        var uncertain: Set<Int64>
        var skipping: Set<Int64> = []
        var stuck: StuckError?

        var name: String { work.type.name }
    }

    /// - Parameter onlyMissing: leave a projection alone that has rows, or that somebody else is making them for.
    /// - Throws: `.rebuildRunning` when somebody else rebuilds one of them; `.stoppedAt` when an event cannot be applied that the
    ///   current rows have.
    public func run(
        onlyMissing: Bool = false, progress: @Sendable (Progress) -> Void = { _ in }
    ) async throws(ProjectionError) {
        var locked: [any ReadModel.Type] = []
        do {
            for model in models {
                let isFree = try await writer.connection.run { [ledger = writer.ledger] session in
                    try Lock.rebuild(model.name, of: ledger).take(on: session)
                }
                if isFree {
                    locked.append(model)
                } else if !onlyMissing {
                    throw ProjectionError.rebuildRunning(projection: model.name)
                }
            }
            var uncertain: [String: Set<Int64>] = [:]
            // Events that turn out to be impossible on the way are known from the beginning the second time.
            while try await !attempt(locked, onlyMissing, &uncertain, progress) {}
            await release(locked)
        } catch {
            await release(locked)
            throw ProjectionError(any: error, projection: "")
        }
    }

    private func release(_ models: [any ReadModel.Type]) async {
        _ = try? await writer.connection.run { [ledger = writer.ledger] session in
            for model in models { try Lock.rebuild(model.name, of: ledger).release(on: session) }
        }
    }

    /// False when it has to be done again, with more care.
    private func attempt(
        _ models: [any ReadModel.Type], _ onlyMissing: Bool, _ uncertain: inout [String: Set<Int64>],
        _ progress: @Sendable (Progress) -> Void
    ) async throws -> Bool {
        var jobs = try await begin(models, onlyMissing, uncertain)
        guard !jobs.isEmpty else { return true }
        do {
            let goal = try await reader.nextPosition()
            let pages = EventPages(journal: reader, end: goal, size: Rebuild.pageSize)
            progress(.folded(0, of: goal))
            var done: Int64 = 0
            var lines: [TakenLines] = []
            try await pages.forEach(from: 0) { events in
                try Task.checkCancellation()
                // The lines of a page are stored while the next is folded.
                let earlier = lines
                async let stored: Void = store(earlier)
                jobs = try jobs.map { try Rebuild.fold(events, $0) }
                try await stored
                lines = jobs.compactMap { $0.work.takeLines($0.generation) }
                done += Int64(events.count)
                progress(.folded(done, of: goal))
            }
            try await store(lines)
            try await fill(jobs, goal, progress)
        } catch let error as Uncertainty {
            uncertain[error.projection, default: []].insert(error.position)
            for job in jobs { await drop(job.generation, job) }
            return false
        } catch {
            for job in jobs { await drop(job.generation, job) }
            throw error
        }
        progress(.catchingUp)
        for job in jobs { try await finish(job) }
        return true
    }

    private struct Uncertainty: Error {
        let projection: String
        let position: Int64
    }

    // MARK: Steps

    /// Opens the new generations, and removes what rebuilds that did not end have left.
    private func begin(
        _ models: [any ReadModel.Type], _ onlyMissing: Bool, _ uncertain: [String: Set<Int64>]
    ) async throws -> [Job] {
        try await writer.connection.run { [ledger = writer.ledger] session in
            let current = try Generation.current(of: ledger, on: session)
            return try models.compactMap { model in
                let old = current[model.name]
                if onlyMissing, old != nil { return nil }
                try Rebuild.removeLeftovers(of: model, ledger, on: session)
                let row = try session.query(
                    "SELECT pairledger_model.begin_generation($1, $2, $3, $4)",
                    [
                        .text(ledger.description), .text(model.name), .int4(Int32(model.version)),
                        .texts(model.tables),
                    ]
                ).only()
                let oldSkips = try old?.skipped(on: session) ?? []
                var careful = oldSkips.union(uncertain[model.name] ?? [])
                if let old, old.pause != nil { careful.insert(old.nextPosition) }
                return Job(
                    work: model.work(keepsLines: true, isPartial: false), generation: try row.int8(0), old: old,
                    oldSkips: oldSkips, uncertain: careful)
            }
        }
    }

    private static func removeLeftovers(
        of model: any ReadModel.Type, _ ledger: LedgerName, on session: Session
    ) throws {
        let left = try session.query(
            """
            SELECT generation FROM pairledger_model.generation WHERE ledger = $1 AND projection = $2 AND NOT is_current
            """, [.text(ledger.description), .text(model.name)])
        for row in left {
            // Somebody may still be reading it; the next rebuild tries again.
            _ = try? session.query(
                "SELECT pairledger_model.drop_generation($1, $2)", [.int8(try row.int8(0)), .texts(model.tables)])
        }
    }

    private func store(_ lines: [TakenLines]) async throws {
        guard !lines.isEmpty else { return }
        try await writer.connection.transaction { session in
            _ = try session.execute("SET LOCAL synchronous_commit = off")
            for line in lines { try line(session) }
        }
    }

    private static func fold(_ events: [ProjectedEvent], _ job: Job) throws -> Job {
        guard job.stuck == nil, let first = events.first?.record.position else { return job }
        var job = job
        let isCareful = job.uncertain.contains { $0 >= first && $0 < first + Int64(events.count) }
        var rest = events
        while true {
            do {
                try job.work.fold(rest, job.skipping, nil, isCareful)
                return job
            } catch let stuck as StuckError {
                guard isCareful else { throw Uncertainty(projection: job.name, position: stuck.position) }
                guard job.oldSkips.contains(stuck.position) else {
                    job.stuck = stuck
                    return job
                }
                job.skipping.insert(stuck.position)
                rest = Array(rest.drop { $0.record.position <= stuck.position })
            }
        }
    }

    /// Copies the rows in, and makes the tables those of the model.
    private func fill(_ jobs: [Job], _ goal: Int64, _ progress: @Sendable (Progress) -> Void) async throws {
        for job in jobs {
            try await writer.connection.transaction { session in
                _ = try session.execute("SET LOCAL synchronous_commit = off")
                try job.work.fill(GenerationTables(generation: job.generation, session: session))
            }
        }
        try await attach(jobs, progress)
        for job in jobs {
            try await writer.connection.transaction { session in
                try Generation.move(job.generation, to: job.stuck?.position ?? goal, on: session)
                if let stuck = job.stuck {
                    try Generation.pause(job.generation, stuck.reason, isStuck: true, on: session)
                }
                // What cannot be applied even now stays left out, for the reason that was given.
                _ = try session.execute(
                    """
                    INSERT INTO pairledger_model.skip (generation, position, error, reason, skipped_by, skipped_at)
                    SELECT $2, position, error, reason, skipped_by, skipped_at FROM pairledger_model.skip
                    WHERE generation = $1 AND position = ANY ($3)
                    """,
                    [.int8(job.old?.number ?? -1), .int8(job.generation), .int8s(job.skipping.map { $0 })])
            }
        }
    }

    /// Makes the tables those of the models, on both connections at once.
    private func attach(_ jobs: [Job], _ progress: @Sendable (Progress) -> Void) async throws {
        let tables = jobs.flatMap { job in job.work.type.tables.map { (job.generation, $0) } }
        var next = 0
        try await withThrowingTaskGroup(of: Connection.self) { group in
            func goOn(on connection: Connection) {
                guard next < tables.count else { return }
                let (generation, table) = tables[next]
                next += 1
                progress(.indexing(table))
                group.addTask {
                    try await connection.run { session in
                        _ = try session.query(
                            "SELECT pairledger_model.attach_generation($1, $2)", [.int8(generation), .text(table)])
                    }
                    return connection
                }
            }
            goOn(on: writer.connection)
            if reader.connection !== writer.connection { goOn(on: reader.connection) }
            while let free = try await group.next() { goOn(on: free) }
        }
    }

    /// Takes up what was recorded meanwhile, and lets the new generation take the place of the old one.
    private func finish(_ job: Job) async throws {
        let work = job.work.type.work(keepsLines: true, isPartial: true)
        var next = job.stuck?.position ?? 0
        while try await !exchange(job) {
            if let stuck = job.stuck {
                await drop(job.generation, job)
                throw ProjectionError(any: stuck, projection: job.name)
            }
            let end = try await reader.nextPosition()
            next = try await takeUp(from: next, to: end, job, work)
        }
        if let old = job.old { await drop(old.number, job) }
    }

    private func takeUp(
        from start: Int64, to end: Int64, _ job: Job, _ work: ModelWork
    ) async throws -> Int64 {
        let first = try await writer.connection.run { session in
            try Generation.take(job.generation, isCurrent: false, on: session)?.nextPosition ?? start
        }
        let events = try await EntryPage.read(from: first, to: end, limit: Rebuild.pageSize, of: reader).events()
        return try await writer.connection.transaction { session in
            let tables = GenerationTables(generation: job.generation, session: session)
            let (count, stuck) = try work.takeUp(events[...], job.skipping, tables)
            try Generation.move(job.generation, to: first + Int64(count), on: session)
            if let stuck { throw stuck }
            return first + Int64(count)
        }
    }

    /// False when the old generation has come further.
    private func exchange(_ job: Job) async throws -> Bool {
        try await writer.connection.transaction { [ledger = writer.ledger] session in
            if let old = job.old {
                guard let now = try Generation.take(old.number, on: session) else {
                    throw ProjectionError.rebuildRunning(projection: job.name)
                }
                guard let new = try Generation.take(job.generation, isCurrent: false, on: session),
                    new.nextPosition >= now.nextPosition
                else { return false }
            }
            _ = try session.execute(
                """
                UPDATE pairledger_model.generation SET is_current = false WHERE ledger = $1 AND projection = $2 AND is_current
                """, [.text(ledger.description), .text(job.name)])
            _ = try session.execute(
                "UPDATE pairledger_model.generation SET is_current = true WHERE generation = $1",
                [.int8(job.generation)])
            return true
        }
    }

    /// Readers may still hold it; then the next rebuild removes it.
    private func drop(_ generation: Int64, _ job: Job) async {
        _ = try? await writer.connection.run { session in
            try session.query(
                "SELECT pairledger_model.drop_generation($1, $2)",
                [.int8(generation), .texts(job.work.type.tables)])
        }
    }
}
