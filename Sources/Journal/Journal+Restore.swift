import Postgres

extension Journal {
    /// Puts entries of a copy of this log back behind those that are there, byte for byte, all or none. Takes an administrator.
    ///
    /// Each must be what append writes at its place: positions, versions, times, postings and balances follow one another as when it
    /// was recorded. They are durable after a ``flush()``.
    ///
    /// - Parameters:
    ///   - entries: in their order, without line feeds; at most 10,000.
    ///   - position: of the first of them: the number of entries that the ledger has.
    /// - Returns: the number of entries that it has then.
    /// - Throws: `.notRestored`, `.overdrawn`, `.unknownLedger`, `.database`; nothing is recorded then.
    public func restore(_ entries: [[UInt8]], at position: Int64) async throws(JournalError) -> Int64 {
        try await withSession { session in
            try session.query(
                "SELECT pairledger.restore_entries($1, $2, $3)",
                [.text(ledger.description), .int8(position), .bytesArray(entries)]
            ).only().int8(0)
        }
    }
}
