public import Journal
import Postgres

/// What a person decides about a projection: that it stands still, that it goes on, or that it does without an event.
public struct Standstill: Sendable {
    private let journal: Journal

    /// - Parameter journal: with the login that may write the read models.
    public init(_ journal: Journal) { self.journal = journal }

    /// Why a person's wish cannot be done.
    public enum Refusal: Error, Hashable, Sendable {
        case neverRan
        /// It goes on already.
        case notPaused
        /// It does not stand before an event that cannot be applied, or before another.
        case notStuck(at: Int64, next: Int64, isStuck: Bool)
    }

    /// Lets a projection stand still until it is resumed.
    public func pause(_ model: any ReadModel.Type, reason: String) async throws {
        try await change(model) { generation, session in
            try Generation.pause(generation.number, reason, isStuck: false, on: session)
        }
    }

    /// Lets a projection go on, with the event that it stood before.
    public func resume(_ model: any ReadModel.Type) async throws {
        try await change(model) { generation, session in
            guard generation.pause != nil else { throw Refusal.notPaused }
            try Generation.resume(generation.number, on: session)
        }
    }

    /// Lets a projection do without the event that it stands before, and go on behind it. That stays on record with the rows, until a
    /// rebuild can apply the event.
    public func skip(_ model: any ReadModel.Type, position: Int64, reason: String) async throws {
        try await change(model) { generation, session in
            guard let pause = generation.pause, pause.isStuck, generation.nextPosition == position else {
                throw Refusal.notStuck(
                    at: position, next: generation.nextPosition, isStuck: generation.pause?.isStuck ?? false)
            }
            _ = try session.execute(
                """
                INSERT INTO pairledger_model.skip (generation, position, error, reason) VALUES ($1, $2, $3, $4)
                """,
                [.int8(generation.number), .int8(position), .text(pause.reason), .text(reason)])
            try Generation.resume(generation.number, on: session)
        }
    }

    private func change(
        _ model: any ReadModel.Type, _ body: @Sendable (Generation, Session) throws -> Void
    ) async throws {
        let ledger = journal.ledger
        try await journal.connection.transaction { session in
            _ = try Journal.nextPosition(of: ledger, on: session)
            guard let found = try Generation.current(of: ledger, on: session)[model.name],
                let generation = try Generation.take(found.number, on: session)
            else { throw Refusal.neverRan }
            try body(generation, session)
        }
    }
}
