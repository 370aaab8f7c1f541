import CPostgres

extension Session {
    /// Executes `COPY … TO STDOUT` of any format and hands the data to `body` in chunks as they arrive. The chunks have
    /// no meaningful boundaries, and must not be used after `body` returns.
    ///
    /// If `body` throws, the statement is cancelled on the server; inside a transaction that fails the transaction.
    ///
    /// - Throws: ``PostgresError`` or what `body` throws. Chunks may have been delivered before.
    public func copyOut(
        _ sql: String, file: StaticString = #fileID, line: UInt = #line,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        unsafe try copyOut(Call(sql, file, line), isBinary: false, body) {}
    }

    /// Executes `COPY … TO STDOUT (FORMAT binary)` and hands its rows to `body` as they arrive. This is the fastest way
    /// to read many rows.
    ///
    /// - Parameter columns: what is copied, in order. COPY does not tell types, so they are believed.
    /// - Returns: how many rows there were.
    /// - Throws: ``PostgresError``, with code `protocolViolation` when the data end early or are malformed, or
    ///   what `body` throws. Rows may have been delivered before.
    @discardableResult
    public func copyOutRows(
        _ sql: String, columns: [Column], file: StaticString = #fileID, line: UInt = #line,
        _ body: (Row) throws -> Void
    ) throws -> Int {
        var decoder = CopyDecoder(columns: columns)
        unsafe try copyOut(Call(sql, file, line), isBinary: true) { chunk in
            unsafe try decoder.decode(chunk, body)
        } end: {
            try decoder.finish()
        }
        return decoder.rowCount
    }

    private func copyOut(
        _ call: Call, isBinary: Bool, _ body: (UnsafeRawBufferPointer) throws -> Void, end: () throws -> Void
    ) throws {
        let link = try link(call)
        var thrown: (any Error)?
        try rethrowing(&thrown) { (thrown) throws(PostgresError) in
            unsafe try link.exchange(call) { handle throws(PostgresError) in
                unsafe _ = try link.beginCopy(handle, call, PGRES_COPY_OUT, isBinary: isBinary)
                var failure: (any Error)?
                var isShort = false
                unsafe try link.receiveCopy(handle) { chunk in
                    if link.stop != nil {
                        isShort = true
                        return
                    }
                    do {
                        unsafe try body(chunk)
                    } catch {
                        failure = error
                        link.beginStop(.callerFailed)
                    }
                }
                thrown = failure
                unsafe try link.collect(handle)
                if isShort, let stop = link.stop { throw PostgresError(stop.cause.code, stop.cause.sentence) }
            }
        }
        do {
            try end()
        } catch let error as PostgresError {
            throw error.located(call)
        }
    }
}
