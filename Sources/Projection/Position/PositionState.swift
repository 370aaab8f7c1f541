public import Journal
public import Postgres

/// All rows of the read model "position" of one ledger, and how far they and the log have come, seen at one moment.
public struct PositionState: Sendable {
    public let rows: [PositionModel.Key: PositionModel.Row]
    /// The number of events in the rows.
    public let knownTo: Int64
    /// The number of events in the ledger.
    public let recorded: Int64

    /// Rows of an earlier version of the model are as good as none.
    ///
    /// - Throws: `JournalError.unknownLedger`, `ProjectionError.newerVersion`, `ProjectionError.damagedRows`.
    public static func read(_ ledger: LedgerName, on connection: Connection) async throws -> PositionState {
        try await connection.transaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            guard let checkpoint = try Checkpoint.read(PositionModel.name, of: ledger, on: session),
                checkpoint.version >= PositionModel.version
            else { return PositionState(rows: [:], knownTo: 0, recorded: recorded) }
            guard checkpoint.version == PositionModel.version else {
                throw ProjectionError.newerVersion(
                    projection: PositionModel.name, stored: checkpoint.version, known: PositionModel.version)
            }
            do {
                return PositionState(
                    rows: try PositionModel.load(nil, of: ledger, on: session), knownTo: checkpoint.nextPosition,
                    recorded: recorded)
            } catch let error as DamagedRowError {
                throw ProjectionError.damagedRows(projection: PositionModel.name, reason: error.description)
            }
        }
    }
}
