import Postgres

extension Journal {
    /// Records events at the end of the ledger, all or none, and returns when they are durable.
    ///
    /// An event whose identifier is on record already, with the same content, is not recorded again: its receipt is the first
    /// answer. Any number of events is one atom.
    ///
    /// - Throws: `JournalError`. After `.inDoubt` the same call may be repeated safely.
    public func append(_ events: [NewEvent]) async throws(JournalError) -> [Receipt] {
        guard !events.isEmpty else { return [] }
        let prepared = try events.map(PreparedEvent.init)
        return try await withSession { try $0.append(prepared, to: ledger) }
    }

    /// Returns when everything that the ledger holds is durable. What was read from it before cannot be lost after.
    public func flush() async throws(JournalError) {
        try await withSession { try $0.flush(ledger) }
    }
}

extension Session {
    /// Records events, of which there must be one at least, all or none, and returns when they are durable.
    ///
    /// - Throws: `PostgresError` as the server refused them; `JournalError`.
    func append(_ events: [PreparedEvent], to ledger: LedgerName) throws -> [Receipt] {
        let calls = AppendCall.calls(ledger, events)
        guard calls.count == 1 else {
            let receipts = try record(calls)
            try flush(ledger)
            return receipts
        }
        try prepare(AppendCall.statement)
        // One round trip: the first sync commits the events and lets go of the ledger, the second waits for the disk.
        let flush = PipelineStep.query(Session.flushSQL, [.text(ledger.description)])
        let append = PipelineStep.queryPrepared(AppendCall.statement.name, calls[0].parameters)
        let answers = try pipeline([append, .sync, flush, .sync])
        let receipts = try calls[0].receipts(from: answers[0].get())
        for case .failure(let error) in answers.suffix(2) { throw JournalError.inDoubt(error) }
        return receipts
    }

    /// Records events, of which there must be one at least, all or none, and returns when they are committed. They are not
    /// acknowledged before a ``flush(_:)`` that comes after.
    ///
    /// - Throws: `PostgresError` as the server refused them; `JournalError`.
    func record(_ events: [PreparedEvent], in ledger: LedgerName) throws -> [Receipt] {
        try record(AppendCall.calls(ledger, events))
    }

    private func record(_ calls: [AppendCall]) throws -> [Receipt] {
        try prepare(AppendCall.statement)
        if calls.count == 1 { return try record(calls[0], in: self) }
        return try transaction { session in try calls.flatMap { try record($0, in: session) } }
    }

    /// The same with all that a feed hands over, in a transaction that is open.
    func record(from feed: EventFeed) throws -> FedEvents {
        try prepare(AppendCall.statement)
        var fed = FedEvents()
        while let calls = try feed.next() {
            for call in calls {
                for receipt in try record(call, in: self) {
                    if receipt.replayed { fed.replayed += 1 } else { fed.recorded += 1 }
                }
            }
        }
        return fed
    }

    private func record(_ call: AppendCall, in session: Session) throws -> [Receipt] {
        try call.receipts(from: session.queryPrepared(AppendCall.statement.name, call.parameters))
    }

    /// Returns when everything that the ledger holds is durable.
    ///
    /// - Throws: `JournalError.inDoubt`.
    func flush(_ ledger: LedgerName) throws(JournalError) {
        do {
            _ = try query(Session.flushSQL, [.text(ledger.description)])
        } catch {
            throw .inDoubt(error)
        }
    }

    /// Prepares a statement unless this connection has it.
    private func prepare(_ statement: (name: String, sql: String)) throws(PostgresError) {
        if !isPrepared(statement.name) { try prepare(statement.name, statement.sql) }
    }

    private static let flushSQL = "SELECT pairledger.flush($1)"
}
