import CPostgres

extension Session {
    /// Executes `COPY … FROM STDIN (FORMAT binary)` with the rows that `body` writes. All of them are stored, or none.
    ///
    /// - Returns: how many rows were stored.
    /// - Throws: ``PostgresError`` or what `body` throws; in both cases nothing is stored, unless `isInDoubt` is true.
    @discardableResult
    public func copyIn(
        _ sql: String, file: StaticString = #fileID, line: UInt = #line,
        _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        let call = Call(sql, file, line)
        let link = try link(call)
        var thrown: (any Error)?
        return try rethrowing(&thrown) { (thrown) throws(PostgresError) in
            unsafe try link.exchange(call) { handle throws(PostgresError) in
                let announced = unsafe try link.beginCopy(handle, call, PGRES_COPY_IN, isBinary: true)
                var writer = CopyWriter(link, columnCount: announced.columnCount)
                var failure: (any Error)?
                do {
                    try body(&writer)
                    try writer.finish()
                } catch {
                    failure = error
                }
                return unsafe try link.endCopyIn(handle, failure, isBroken: writer.isBroken, &thrown)
            }
        }
    }
}

extension Link {
    fileprivate func endCopyIn(
        _ handle: OpaquePointer, _ failure: (any Error)?, isBroken: Bool, _ thrown: inout (any Error)?
    ) throws(PostgresError) -> Int {
        guard let failure else {
            // A success of PQputCopyEnd says little; the result tells.
            unsafe _ = PQputCopyEnd(handle, nil)
            unsafe try flush(handle)
            return unsafe try collect(handle).affected
        }
        let isStopped = stop != nil
        // Without the end of the data nothing can have been committed.
        mayCommit = false
        // An abandoned connection has been closed, and `handle` with it.
        guard unsafe self.handle != nil else {
            thrown = failure
            return 0
        }
        // What broke the connection is told by the result, better than by the attempt to write.
        if !isBroken || isStopped { thrown = failure }
        unsafe _ = PQputCopyEnd(handle, "the client gave up")
        unsafe try flush(handle)
        unsafe try collect(handle)
        throw PostgresError(.protocolViolation, "The server accepted a COPY that was broken off.")
    }
}
