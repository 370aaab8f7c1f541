public import Journal
import Postgres

/// A ledger's log, folded in memory to any day and any moment: what read models would have said then.
public struct History: Sendable {
    private let journal: Journal
    private static let pageSize = 4_000

    public init(_ journal: Journal) { self.journal = journal }

    /// What a fold came to.
    public struct Extent: Sendable {
        /// How many events the ledger had.
        public let recorded: Int64
        /// How many of them were looked at, from the first.
        public let end: Int64
        /// The positions of events that could not be applied without those that are beyond the day, and are left out.
        public let leftOut: [Int64]
        /// Of what the login sees names; nil when of all.
        public let scope: NameScope?

        /// What a reader must know of it.
        public var notes: [String] {
            guard let first = leftOut.first else { return [scope?.note].compactMap { $0 } }
            return [scope?.note].compactMap { $0 } + [
                "\(leftOut.count) \(leftOut.count == 1 ? "event" : "events") up to that day \(leftOut.count == 1 ? "rests" : "rest") "
                    + "on later days and cannot be shown without them: position \(first)"
                    + (leftOut.count > 1 ? " and others" : "")
            ]
        }
    }

    /// Folds the log into models that know of nothing yet. Events that the read models' tables do without are left out here too.
    ///
    /// - Parameter progress: is called with the number of events folded, and of how many.
    /// - Throws: `.stoppedAt` at an event that cannot be applied, unless it may be for want of events beyond the day.
    public func fold<each Model: ReadModel>(
        _ states: repeat ModelState<each Model>, horizon: Horizon = Horizon(),
        progress: (Int64, Int64) -> Void = { _, _ in }
    ) async throws(ProjectionError) -> Extent {
        var all: [ModelWork] = []
        repeat all.append((each Model).work(on: each states))
        return try await fold(all, horizon, progress) { _ in }
    }

    /// The same for any models.
    public func fold(
        _ models: FoldedModels, horizon: Horizon = Horizon(), progress: (Int64, Int64) -> Void = { _, _ in }
    ) async throws(ProjectionError) -> Extent {
        try await fold(models.work, horizon, progress) { models.show($0, horizon) }
    }

    /// - Parameter folded: is called with the events of every page once they are folded.
    private func fold(
        _ all: [ModelWork], _ horizon: Horizon, _ progress: (Int64, Int64) -> Void,
        folded: ([ProjectedEvent]) -> Void
    ) async throws(ProjectionError) -> Extent {
        var projection = ""
        do {
            let (recorded, generations, scope) = try await journal.connection.run {
                [ledger = journal.ledger] session in
                let current = try Generation.current(of: ledger, on: session)
                return (
                    try Journal.nextPosition(of: ledger, on: session),
                    try current.mapValues { try $0.skipped(on: session) },
                    try Journal.nameScope(on: session)
                )
            }
            let end = horizon.end(recorded: recorded)
            var leftOut: Set<Int64> = []
            var done: Int64 = 0
            try await EventPages(journal: journal, end: end, size: History.pageSize).forEach(from: 0) { events in
                try Task.checkCancellation()
                for work in all {
                    let skipped = generations[work.type.name] ?? []
                    leftOut.formUnion(try History.fold(events, into: work, skipped, horizon))
                }
                folded(events)
                done += Int64(events.count)
                progress(done, end)
            }
            return Extent(recorded: recorded, end: end, leftOut: leftOut.sorted(), scope: scope)
        } catch {
            if let stuck = error as? NamedStuckError { projection = stuck.projection }
            throw ProjectionError(any: (error as? NamedStuckError)?.error ?? error, projection: projection)
        }
    }

    private struct NamedStuckError: Error {
        let projection: String
        let error: StuckError
    }

    /// The positions that were left out.
    private static func fold(
        _ events: [ProjectedEvent], into work: ModelWork, _ skipped: Set<Int64>, _ horizon: Horizon
    ) throws -> [Int64] {
        var rest = events
        var leftOut: [Int64] = []
        // Without the events of later days some of the earlier may be impossible: nothing precedes what they follow.
        let isCareful = horizon.asOf != nil
        while true {
            do {
                try work.fold(rest, skipped, horizon.isUnlimited ? nil : horizon, isCareful)
                return leftOut
            } catch let stuck as StuckError {
                guard isCareful else { throw NamedStuckError(projection: work.type.name, error: stuck) }
                leftOut.append(stuck.position)
                rest = Array(rest.drop { $0.record.position <= stuck.position })
            }
        }
    }
}
