import Journal
import Postgres
import Projection

/// Where a report takes its figures from: the read models' tables, or the log itself.
struct ReadModelSource {
    private let options: LedgerOptions
    private let horizon: Horizon
    private let isStale: Bool

    /// - Parameter isStale: whether the tables are taken as they are, even if they are behind the log.
    init(_ options: LedgerOptions, horizon: Horizon, isStale: Bool) {
        self.options = options
        self.horizon = horizon
        self.isStale = isStale
    }

    /// Hands over the rows of models as they are at one moment, brought up to the log before. Nil when they cannot answer: for an earlier
    /// day or moment, and while there are no rows of this program's version.
    func read<Answer: Sendable>(
        _ models: [any ReadModel.Type], _ body: @Sendable (Snapshot) throws -> Answer
    ) async throws -> Answer? {
        guard horizon.isUnlimited else { return nil }
        let name = try options.name()
        let database = try await Database.open(options.database)
        let connection = try await database.connectCurrent(.inspect, quiet: options.database.quiet)
        var attempt = try await attempt(models, name, on: connection, mayBeBehind: isStale, body)
        if case .behind = attempt {
            try await catchUp(models, name, in: database)
            attempt = try await self.attempt(models, name, on: connection, mayBeBehind: true, body)
        }
        guard case .answered(let answer) = attempt else { return nil }
        return answer
    }

    private enum Attempt<Answer: Sendable>: Sendable {
        /// Nil when the tables cannot answer.
        case answered(Answer?)
        case behind
    }

    private func attempt<Answer: Sendable>(
        _ models: [any ReadModel.Type], _ name: LedgerName, on connection: Connection, mayBeBehind: Bool,
        _ body: @Sendable (Snapshot) throws -> Answer
    ) async throws -> Attempt<Answer> {
        try await connection.transaction(isolation: .repeatableRead, readOnly: true) { session in
            let snapshot = try Snapshot(models, of: name, on: session)
            if !mayBeBehind, snapshot.canGoOn { return .behind }
            return .answered(snapshot.isUsable ? try body(snapshot) : nil)
        }
    }

    /// Without effect when the login may not do it, or the server is a standby: then the report says how far it is behind.
    private func catchUp(_ models: [any ReadModel.Type], _ name: LedgerName, in database: Database) async throws {
        let journal = Journal(name, on: try await database.connect(.project))
        let recorded = try await journal.nextPosition()
        let progress = Progress(goal: recorded, quiet: options.database.quiet)
        defer { progress.end() }
        do {
            try await ProjectionWorker(models, of: journal).catchUp {
                if let next = $0.nextPosition { progress.show(next) }
            }
        } catch {
            guard case .journal(.database(let cause)) = error,
                [.insufficientPrivilege, .readOnlySQLTransaction].contains(cause.sqlState)
            else { throw error }
        }
    }

    /// Hands over the log as far as the report looks and a fold came.
    func withLog<Answer: Sendable>(
        until end: Int64, _ body: @Sendable (LogReader) throws -> Answer
    ) async throws -> Answer {
        let database = try await Database.open(options.database)
        let connection = try await database.connectCurrent(.inspect, quiet: options.database.quiet)
        let name = try options.name()
        return try await connection.transaction(isolation: .repeatableRead, readOnly: true) { [horizon] session in
            try body(LogReader(session, of: name, end: end, horizon: horizon))
        }
    }

    /// Folds the log, up to where the report looks.
    func fold(
        _ body: (History, Horizon, (Int64, Int64) -> Void) async throws -> History.Extent
    ) async throws -> History.Extent {
        let database = try await Database.open(options.database)
        let quiet = options.database.quiet
        let connection = try await database.connectCurrent(.inspect, quiet: quiet)
        let journal = Journal(try options.name(), on: connection)
        let progress = Progress(goal: horizon.end(recorded: try await journal.nextPosition()), quiet: quiet)
        defer { progress.end() }
        return try await body(History(journal), horizon) { done, _ in progress.show(done) }
    }
}
