public import FoundationEssentials

extension Row {
    /// Text, varchar, char, name, json or jsonb.
    @inlinable
    public func text(_ column: some ColumnReference) throws(PostgresError) -> String {
        try text(at: try column.position(in: self))
    }

    public func textOrNil(_ column: some ColumnReference) throws(PostgresError) -> String? {
        try optional(column)
    }

    /// int8, int4 or int2.
    @inlinable
    public func int8(_ column: some ColumnReference) throws(PostgresError) -> Int64 {
        try int8(at: try column.position(in: self))
    }

    public func int8OrNil(_ column: some ColumnReference) throws(PostgresError) -> Int64? {
        try optional(column)
    }

    /// int8, int4 or int2, as Swift's `Int`.
    @inlinable
    public func int(_ column: some ColumnReference) throws(PostgresError) -> Int {
        try int(at: try column.position(in: self))
    }

    public func intOrNil(_ column: some ColumnReference) throws(PostgresError) -> Int? {
        try optional(column, as: Int64.self).map(Int.init)
    }

    @inlinable
    public func bool(_ column: some ColumnReference) throws(PostgresError) -> Bool {
        try bool(at: try column.position(in: self))
    }

    public func boolOrNil(_ column: some ColumnReference) throws(PostgresError) -> Bool? {
        try optional(column)
    }

    /// float8 or float4.
    public func float8(_ column: some ColumnReference) throws(PostgresError) -> Double {
        try value(column)
    }

    public func float8OrNil(_ column: some ColumnReference) throws(PostgresError) -> Double? {
        try optional(column)
    }

    /// bytea, copied; see ``withBytes(_:_:)`` for a look without a copy.
    public func bytes(_ column: some ColumnReference) throws(PostgresError) -> [UInt8] {
        try value(column)
    }

    public func bytesOrNil(_ column: some ColumnReference) throws(PostgresError) -> [UInt8]? {
        try optional(column)
    }

    public func uuid(_ column: some ColumnReference) throws(PostgresError) -> UUID {
        try value(column)
    }

    public func uuidOrNil(_ column: some ColumnReference) throws(PostgresError) -> UUID? {
        try optional(column)
    }

    /// A date as days since 1970-01-01. `infinity` is refused as a type mismatch.
    @inlinable
    public func date(_ column: some ColumnReference) throws(PostgresError) -> Int {
        try date(at: try column.position(in: self))
    }

    public func dateOrNil(_ column: some ColumnReference) throws(PostgresError) -> Int? {
        try optional(column, as: DayCount.self)?.daysSince1970
    }

    /// An instant as microseconds since 1970-01-01T00:00:00Z; a `timestamp` without time zone counts as UTC.
    /// `infinity` is refused as a type mismatch.
    @inlinable
    public func timestamp(_ column: some ColumnReference) throws(PostgresError) -> Int64 {
        try timestamp(at: try column.position(in: self))
    }

    public func timestampOrNil(_ column: some ColumnReference) throws(PostgresError) -> Int64? {
        try optional(column, as: MicrosecondCount.self)?.microsecondsSince1970
    }

    @inline(__always)
    private func value<Value: BinaryDecodable>(
        _ column: some ColumnReference, as _: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        try value(at: try column.position(in: self))
    }

    @inline(__always)
    private func optional<Value: BinaryDecodable>(
        _ column: some ColumnReference, as _: Value.Type = Value.self
    ) throws(PostgresError) -> Value? {
        try decode(try column.position(in: self), as: Value.self)
    }

    @inline(__always)
    private func value<Value: BinaryDecodable>(
        at position: Int, as _: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let value = try decode(position, as: Value.self) else { throw null(position) }
        return value
    }

    @inline(__always)
    private func decode<Value: BinaryDecodable>(
        _ column: Int, as _: Value.Type
    ) throws(PostgresError) -> Value? {
        let type = storage.type(ofColumn: column)
        guard Value.accepts(type) else { throw mismatch(column, wanted: Value.wanted, found: type) }
        guard let bytes = unsafe storage.field(index, column) else { return nil }
        defer { withExtendedLifetime(storage) {} }
        guard let value = unsafe Value.decode(bytes, type) else { throw unreadable(column, type) }
        return value
    }

    func mismatch(_ column: Int, wanted: String, found: DataType) -> PostgresError {
        PostgresError(
            .typeMismatch,
            "Column \(named(column)) is of type \(found), not \(wanted). Cast it in the SQL or read it as what it is.")
    }

    func unreadable(_ column: Int, _ type: DataType) -> PostgresError {
        PostgresError(
            .typeMismatch,
            "Column \(named(column)) of type \(type) holds a value that cannot be represented (infinity, or bytes that "
                + "are not of that type).")
    }
}

/// What reads most values by far, compiled for positions: a caller in another module has no other form of the generic methods above,
/// and those would look types up at every value.
extension Row {
    @usableFromInline
    func text(at position: Int) throws(PostgresError) -> String { try value(at: position) }

    @usableFromInline
    func int8(at position: Int) throws(PostgresError) -> Int64 { try value(at: position) }

    @usableFromInline
    func int(at position: Int) throws(PostgresError) -> Int { Int(try value(at: position, as: Int64.self)) }

    @usableFromInline
    func bool(at position: Int) throws(PostgresError) -> Bool { try value(at: position) }

    @usableFromInline
    func date(at position: Int) throws(PostgresError) -> Int {
        try value(at: position, as: DayCount.self).daysSince1970
    }

    @usableFromInline
    func timestamp(at position: Int) throws(PostgresError) -> Int64 {
        try value(at: position, as: MicrosecondCount.self).microsecondsSince1970
    }

    @usableFromInline
    func isNull(at position: Int) -> Bool { unsafe storage.field(index, position) == nil }
}
