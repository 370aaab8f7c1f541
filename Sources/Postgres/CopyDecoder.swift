/// Takes apart the binary form of COPY (PostgreSQL manual, COPY, "Binary Format"), in chunks of any size, strictly.
struct CopyDecoder: ~Copyable {
    private let columns: [Column]
    private var storage: RowStorage
    /// The beginning of something whose end has not arrived yet.
    private var pending = WireBuffer(capacity: 64)
    private var phase = Phase.header
    private(set) var rowCount = 0

    private enum Phase {
        case header, rows, end
    }

    /// `PGCOPY\n\377\r\n\0`
    private static let signature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]

    init(columns: [Column]) {
        self.columns = columns
        storage = RowStorage(columns: columns)
    }

    mutating func decode(_ chunk: UnsafeRawBufferPointer, _ body: (Row) throws -> Void) throws {
        if pending.count == 0 {
            let used = unsafe try consume(chunk, body)
            if used < chunk.count { unsafe pending.put(UnsafeRawBufferPointer(rebasing: chunk[used...])) }
        } else {
            unsafe pending.put(chunk)
            let used = unsafe try consume(pending.bytes, body)
            pending.dropFirst(used)
        }
    }

    /// - Throws: ``PostgresError/Code/protocolViolation`` when the data lack their end.
    func finish() throws(PostgresError) {
        guard phase == .end, pending.count == 0 else {
            throw violation("ended without the trailer")
        }
    }

    /// Works through all that is complete and returns how many bytes that was.
    private mutating func consume(_ bytes: UnsafeRawBufferPointer, _ body: (Row) throws -> Void) throws -> Int {
        var used = 0
        while used < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[used...])
            let length: Int?
            switch phase {
            case .header: length = unsafe try header(rest)
            case .rows: length = unsafe try tuple(rest, body)
            case .end: throw violation("go on after the trailer")
            }
            guard let length else { break }
            used += length
        }
        return used
    }

    /// The length of the header; nil if it is not all there.
    private mutating func header(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) -> Int? {
        let known = min(bytes.count, Self.signature.count)
        guard unsafe bytes.prefix(known).elementsEqual(Self.signature.prefix(known)) else {
            throw violation("do not begin with the signature")
        }
        var reader = unsafe BigEndianReader(bytes)
        guard unsafe reader.bytes(Self.signature.count) != nil, let flags = reader.integer(UInt32.self),
            let extensionLength = reader.integer()
        else { return nil }
        guard flags >> 16 == 0, extensionLength >= 0 else { throw violation("have flags that are not known") }
        guard unsafe reader.bytes(Int(extensionLength)) != nil else { return nil }
        phase = .rows
        return reader.offset
    }

    /// Delivers one tuple, and returns its length; nil if it is not all there.
    private mutating func tuple(_ bytes: UnsafeRawBufferPointer, _ body: (Row) throws -> Void) throws -> Int? {
        var reader = unsafe BigEndianReader(bytes)
        guard let count = reader.integer(Int16.self) else { return nil }
        if count == -1 {
            phase = .end
            return reader.offset
        }
        guard Int(count) == columns.count else {
            throw violation("have \(count) columns where \(columns.count) were expected")
        }
        // Unless the caller has kept the former row, its memory serves the next.
        if !isKnownUniquelyReferenced(&storage) { storage = RowStorage(columns: columns) }
        for column in 0..<Int(count) {
            guard let length = reader.integer() else { return nil }
            guard length >= -1 else { throw violation("have a field of negative length") }
            storage.place(column, at: reader.offset, length: Int(length))
            if length > 0, unsafe reader.bytes(Int(length)) == nil { return nil }
        }
        unsafe storage.load(UnsafeRawBufferPointer(rebasing: bytes[..<reader.offset]))
        rowCount += 1
        try body(Row(storage: storage, index: 0))
        return reader.offset
    }

    private func violation(_ what: String) -> PostgresError {
        PostgresError(.protocolViolation, "The COPY data \(what), after \(rowCount) rows.")
    }
}
