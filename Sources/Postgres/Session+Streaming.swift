import CPostgres

extension Session {
    /// Executes one statement and hands its rows to `body` one by one as they arrive, so that memory stays bounded
    /// whatever the size of the answer.
    ///
    /// If `body` throws, the statement is cancelled on the server; inside a transaction that fails the transaction.
    ///
    /// - Throws: ``PostgresError`` or what `body` throws. Rows may have been delivered before.
    public func forEachRow(
        _ sql: String, _ parameters: [Parameter] = [], file: StaticString = #fileID, line: UInt = #line,
        _ body: (Row) throws -> Void
    ) throws {
        let call = Call(sql, file, line)
        let link = try link(call)
        var thrown: (any Error)?
        try rethrowing(&thrown) { (thrown) throws(PostgresError) in
            unsafe try link.exchange(call) { handle throws(PostgresError) in
                unsafe try link.send(handle, call, parameters)
                unsafe _ = PQsetSingleRowMode(handle)
                unsafe try link.deliverRows(handle, &thrown, body)
            }
        }
    }

    /// Prefers what the caller's closure threw to what the server said in consequence of it.
    func rethrowing<Answer>(
        _ thrown: inout (any Error)?, _ body: (inout (any Error)?) throws(PostgresError) -> Answer
    ) throws -> Answer {
        let outcome = Result { () throws(PostgresError) in try body(&thrown) }
        if let thrown { throw thrown }
        return try outcome.get()
    }
}

extension Link {
    fileprivate func deliverRows(
        _ handle: OpaquePointer, _ thrown: inout (any Error)?, _ body: (Row) throws -> Void
    ) throws(PostgresError) {
        var storage: RowStorage?
        var isShort = false
        unsafe try collect(handle) { result in
            if stop != nil {
                isShort = true
                unsafe PQclear(result)
                return
            }
            // Unless the caller has kept the former row, its memory serves the next.
            if storage != nil, isKnownUniquelyReferenced(&storage) {
                unsafe storage?.replace(by: result)
            } else {
                storage = unsafe RowStorage(result)
            }
            guard let storage else { return }
            do {
                try body(Row(storage: storage, index: 0))
            } catch {
                thrown = error
                beginStop(.callerFailed)
            }
        }
        if isShort, let stop { throw PostgresError(stop.cause.code, stop.cause.sentence) }
    }
}
