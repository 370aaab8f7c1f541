import CPostgres

/// Writes the rows of one ``Session/copyIn(_:file:line:_:)``. It cannot be copied, so rows have one order only.
public struct CopyWriter: ~Copyable {
    private let link: Link
    private let columnCount: Int
    private var buffer = WireBuffer(capacity: 80 * 1024)
    /// Whether the connection, rather than the caller, is at fault for the end of the COPY.
    private(set) var isBroken = false

    private static let flushSize = 64 * 1024

    init(_ link: Link, columnCount: Int) {
        self.link = link
        self.columnCount = columnCount
        // Signature, no flags, no header extension.
        buffer.put([0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00])
        buffer.put(0 as Int32)
        buffer.put(0 as Int32)
    }

    /// Appends a row; the server sees it later, and may refuse it at the end.
    ///
    /// - Parameter fields: one for each column of the COPY. The server takes each as being of its column's type.
    /// - Throws: ``PostgresError/Code/misuse`` when the number of fields is wrong or one cannot be sent,
    ///   `connectionLost`, `timeout` or `cancelled`.
    public mutating func write(_ fields: [Parameter]) throws(PostgresError) {
        guard !isBroken else { throw ended() }
        guard fields.count == columnCount else {
            throw PostgresError(.misuse, "The COPY takes \(columnCount) columns, not \(fields.count).")
        }
        try ParameterBlock.check(fields)
        buffer.put(Int16(fields.count))
        for field in fields {
            let start = buffer.count
            buffer.put(-1 as Int32)
            if buffer.put(field) { buffer.overwrite(at: start, with: Int32(buffer.count - start - 4)) }
        }
        if buffer.count >= Self.flushSize { try flush() }
    }

    mutating func finish() throws(PostgresError) {
        guard !isBroken else { throw ended() }
        buffer.put(-1 as Int16)
        try flush()
    }

    private mutating func flush() throws(PostgresError) {
        do throws(PostgresError) {
            let handle = unsafe try link.live()
            if link.stop == nil, let cause = link.limits.exceeded(at: monotonicNow()) { link.beginStop(cause) }
            if let stop = link.stop { throw PostgresError(stop.cause.code, stop.cause.sentence) }
            let sent = unsafe buffer.bytes.withMemoryRebound(to: CChar.self) { bytes in
                unsafe PQputCopyData(handle, bytes.baseAddress, Int32(bytes.count))
            }
            buffer.clear(keeping: 128 * 1024)
            guard sent == 1 else { throw unsafe link.broken(handle) }
            unsafe try link.flush(handle)
            if let stop = link.stop { throw PostgresError(stop.cause.code, stop.cause.sentence) }
            if unsafe PQstatus(handle) == CONNECTION_BAD { throw unsafe link.broken(handle) }
        } catch {
            isBroken = true
            throw error
        }
    }

    private func ended() -> PostgresError {
        PostgresError(.misuse, "The COPY has failed already; let the error of the first write end it.")
    }
}
