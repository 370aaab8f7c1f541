import CPostgres

extension Link {
    /// Sends a COPY statement and returns the result that announces its data.
    ///
    /// - Parameter isBinary: whether only `FORMAT binary` will do.
    func beginCopy(
        _ handle: OpaquePointer, _ call: Call, _ direction: ExecStatusType, isBinary: Bool
    ) throws(PostgresError) -> RowStorage {
        unsafe try send(handle, call, [])
        guard let result = unsafe try nextResult(handle) else { throw unsafe broken(handle) }
        let isExpected = unsafe PQresultStatus(result) == direction
        let isBinaryCopy = unsafe PQbinaryTuples(result) == 1
        guard isExpected, isBinaryCopy || !isBinary else {
            unsafe try collect(handle, first: result)
            throw PostgresError(.misuse, "The statement is no COPY.")
        }
        return unsafe RowStorage(result)
    }

    /// Hands the chunks of a COPY to `body` until they end, by success or failure, which the next result tells.
    func receiveCopy(
        _ handle: OpaquePointer, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(PostgresError) {
        while true {
            var chunk: UnsafeMutablePointer<CChar>?
            let count = unsafe PQgetCopyData(handle, &chunk, 1)
            if count > 0, let data = unsafe chunk {
                unsafe body(UnsafeRawBufferPointer(start: data, count: Int(count)))
                unsafe PQfreemem(data)
            } else if count == 0 {
                try awaitSocket(reading: true, writing: false)
                guard unsafe consumeInput(handle) else { return }
            } else {
                return
            }
        }
    }
}
