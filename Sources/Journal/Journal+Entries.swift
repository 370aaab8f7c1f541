public import Postgres
public import TransparencyLog

extension Journal {
    /// Hands the entries of a selection to `body` as they arrive, byte for byte as they were recorded, in memory that does not
    /// grow with their number.
    ///
    /// Each entry is checked to be the one whose place it has, down to its leaf hash; whether it is a well-formed event is for
    /// ``RecordedEvent`` to say. Until the last is taken the server keeps old rows for this reader: somebody who may take long
    /// over them had better use ``pages(_:of:)``.
    ///
    /// - Parameter body: is called with each position and its entry, on the connection's thread.
    /// - Returns: the position at which a selection in the same direction goes on.
    /// - Throws: `.damagedEntry` at the first entry that is not what its position promises; `.unknownLedger`; `.database`; what
    ///   `body` throws. Entries may have been delivered before.
    @discardableResult
    public func forEachEntry(
        _ selection: LogSelection, _ body: @Sendable (Int64, RawSpan) throws -> Void
    ) async throws -> Int64 {
        do {
            return try await connection.run { session in
                try Journal.forEachEntry(selection, of: ledger, on: session, body)
            }
        } catch let error as PostgresError {
            // Reading records nothing, so an answer that is lost leaves nothing in doubt.
            throw error.isInDoubt ? JournalError.database(error) : JournalError(error)
        }
    }

    /// The same inside somebody's run or transaction.
    @discardableResult
    public static func forEachEntry(
        _ selection: LogSelection, of ledger: LedgerName, on session: Session,
        _ body: (Int64, RawSpan) throws -> Void
    ) throws -> Int64 {
        try forEachChecked(selection, of: ledger, on: session) { position, entry, _ in try body(position, entry.bytes) }
    }

    /// Hands the leaf hashes of a selection's entries to `body`, each made of the entry itself.
    ///
    /// - Returns: the position at which a selection in the same direction goes on.
    /// - Throws: `.masked` for a login that does not see the entries as they are.
    @discardableResult
    public static func forEachLeaf(
        _ selection: LogSelection, of ledger: LedgerName, on session: Session, _ body: (Int64, Digest) throws -> Void
    ) throws -> Int64 {
        try mustSeeEntries(on: session)
        return try forEachChecked(selection, of: ledger, on: session) { position, _, leaf in try body(position, leaf) }
    }

    private static func forEachChecked(
        _ selection: LogSelection, of ledger: LedgerName, on session: Session,
        _ body: (Int64, UnsafeRawBufferPointer, Digest) throws -> Void
    ) throws -> Int64 {
        // The head first: what is recorded meanwhile only adds to what must be there.
        let positions = selection.positions(recorded: try nextPosition(of: ledger, on: session))
        var check = EntryCheck(selection, of: ledger, at: positions)
        if !positions.isEmpty {
            let sql = try selection.sql(of: ledger, at: positions, on: session)
            try session.copyOutRows(sql, columns: LogSelection.columns) { row in
                let position = try row.int8(0)
                try row.withBytes(1) { entry in
                    let leaf = try row.withBytes(2) { leaf in try check.take(position, entry, leaf: leaf) }
                    try body(position, entry, leaf)
                }
            }
        }
        try check.finish()
        return selection.continuation(of: positions, count: check.count, last: check.last)
    }
}
