public import Journal
public import Postgres

/// All rows of the read model "position" of one ledger, and how far they and the log have come, seen at one moment.
public struct PositionState: Sendable {
    public let rows: [PositionModel.Key: PositionModel.Row]
    /// The number of events in the rows.
    public let knownTo: Int64
    /// The number of events in the ledger.
    public let recorded: Int64

    /// - Throws: `.unknownLedger`.
    public static func read(_ ledger: LedgerName, on connection: Connection) async throws -> PositionState {
        try await connection.transaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            let checkpoint = try Checkpoint.read(PositionModel.name, of: ledger, on: session)
            return PositionState(
                rows: try PositionModel.load(nil, of: ledger, on: session), knownTo: checkpoint?.nextPosition ?? 0,
                recorded: recorded)
        }
    }
}
