public import FoundationEssentials

/// One-dimensional arrays. A NULL array is ``PostgresError/Code/unexpectedNull`` (ask ``Row/isNull(_:)`` first); so is
/// a NULL element, except for the methods that return optionals.
extension Row {
    public func textArray(_ column: some ColumnReference) throws(PostgresError) -> [String] {
        try array(try column.position(in: self))
    }

    public func optionalTextArray(_ column: some ColumnReference) throws(PostgresError) -> [String?] {
        try optionals(try column.position(in: self))
    }

    /// int8, int4 or int2 elements.
    public func int8Array(_ column: some ColumnReference) throws(PostgresError) -> [Int64] {
        try array(try column.position(in: self))
    }

    public func optionalInt8Array(_ column: some ColumnReference) throws(PostgresError) -> [Int64?] {
        try optionals(try column.position(in: self))
    }

    public func boolArray(_ column: some ColumnReference) throws(PostgresError) -> [Bool] {
        try array(try column.position(in: self))
    }

    public func optionalBoolArray(_ column: some ColumnReference) throws(PostgresError) -> [Bool?] {
        try optionals(try column.position(in: self))
    }

    public func float8Array(_ column: some ColumnReference) throws(PostgresError) -> [Double] {
        try array(try column.position(in: self))
    }

    public func optionalFloat8Array(_ column: some ColumnReference) throws(PostgresError) -> [Double?] {
        try optionals(try column.position(in: self))
    }

    public func bytesArray(_ column: some ColumnReference) throws(PostgresError) -> [[UInt8]] {
        try array(try column.position(in: self))
    }

    public func optionalBytesArray(_ column: some ColumnReference) throws(PostgresError) -> [[UInt8]?] {
        try optionals(try column.position(in: self))
    }

    public func uuidArray(_ column: some ColumnReference) throws(PostgresError) -> [UUID] {
        try array(try column.position(in: self))
    }

    public func optionalUUIDArray(_ column: some ColumnReference) throws(PostgresError) -> [UUID?] {
        try optionals(try column.position(in: self))
    }

    /// Days since 1970-01-01.
    public func dateArray(_ column: some ColumnReference) throws(PostgresError) -> [Int] {
        try array(try column.position(in: self), as: DayCount.self).map(\.daysSince1970)
    }

    public func optionalDateArray(_ column: some ColumnReference) throws(PostgresError) -> [Int?] {
        try optionals(try column.position(in: self), as: DayCount.self).map { $0?.daysSince1970 }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    public func timestampArray(_ column: some ColumnReference) throws(PostgresError) -> [Int64] {
        try array(try column.position(in: self), as: MicrosecondCount.self).map(\.microsecondsSince1970)
    }

    public func optionalTimestampArray(_ column: some ColumnReference) throws(PostgresError) -> [Int64?] {
        try optionals(try column.position(in: self), as: MicrosecondCount.self).map { $0?.microsecondsSince1970 }
    }

    private func array<Value: BinaryDecodable>(
        _ position: Int, as _: Value.Type = Value.self
    ) throws(PostgresError) -> [Value] {
        var values: [Value] = []
        try forEachElement(position, as: Value.self) { count in
            values.reserveCapacity(count)
        } element: { (value) throws(PostgresError) in
            guard let value else {
                throw PostgresError(
                    .unexpectedNull,
                    "Column \(named(position)) has a NULL element. Read it with an optional…Array method if it may.")
            }
            values.append(value)
        }
        return values
    }

    private func optionals<Value: BinaryDecodable>(
        _ position: Int, as _: Value.Type = Value.self
    ) throws(PostgresError) -> [Value?] {
        var values: [Value?] = []
        try forEachElement(position, as: Value.self) { count in
            values.reserveCapacity(count)
        } element: { (value) throws(PostgresError) in
            values.append(value)
        }
        return values
    }

    /// Reads what `array_send` in the server writes; see ``Parameter`` for the layout.
    @inline(__always)
    private func forEachElement<Value: BinaryDecodable>(
        _ column: Int, as _: Value.Type, count announce: (Int) -> Void,
        element body: (Value?) throws(PostgresError) -> Void
    ) throws(PostgresError) {
        let type = storage.type(ofColumn: column)
        guard let elementType = type.element, Value.accepts(elementType) else {
            throw mismatch(column, wanted: "an array of \(Value.wanted)", found: type)
        }
        guard let bytes = unsafe storage.field(index, column) else { throw null(column) }
        defer { withExtendedLifetime(storage) {} }
        var reader = unsafe BigEndianReader(bytes)
        guard let dimensions = reader.integer(), reader.integer() != nil, let oid = reader.integer(),
            oid == Int32(bitPattern: elementType.rawValue)
        else { throw unreadable(column, type) }
        if dimensions == 0, reader.isAtEnd { return }
        guard dimensions == 1 else {
            throw PostgresError(
                .typeMismatch, "Column \(named(column)) has \(dimensions) dimensions; only flat arrays can be read.")
        }
        guard let count = reader.integer(), count >= 0, reader.integer() != nil else { throw unreadable(column, type) }
        // Every element takes four bytes at least, so a count beyond that is not believed.
        announce(min(Int(count), bytes.count / 4))
        for _ in 0..<count {
            guard let length = reader.integer() else { throw unreadable(column, type) }
            if length == -1 {
                try body(nil)
                continue
            }
            guard let element = unsafe reader.bytes(Int(length)), let value = unsafe Value.decode(element, elementType)
            else { throw unreadable(column, type) }
            try body(value)
        }
        guard reader.isAtEnd else { throw unreadable(column, type) }
    }
}

extension DataType {
    /// The type of lists of this one, where such lists can be sent value by value.
    var array: DataType? {
        let lists: [DataType] = [.boolArray, .int4Array, .int8Array, .textArray, .dateArray, .timestamptzArray]
        return lists.first { $0.element == self }
    }

    fileprivate var element: DataType? {
        switch self {
        case .boolArray: .bool
        case .byteaArray: .bytea
        case .nameArray: .name
        case .int2Array: .int2
        case .int4Array: .int4
        case .int8Array: .int8
        case .textArray: .text
        case .varcharArray: .varchar
        case .bpcharArray: .bpchar
        case .float4Array: .float4
        case .float8Array: .float8
        case .oidArray: .oid
        case .dateArray: .date
        case .timestampArray: .timestamp
        case .timestamptzArray: .timestamptz
        case .uuidArray: .uuid
        case .jsonArray: .json
        case .jsonbArray: .jsonb
        default: nil
        }
    }
}
