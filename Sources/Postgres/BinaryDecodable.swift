import FoundationEssentials

/// A Swift value that PostgreSQL's binary form of some types can be read as.
protocol BinaryDecodable {
    /// What the types are called in an error.
    static var wanted: String { get }
    static func accepts(_ type: DataType) -> Bool
    /// nil when the bytes are not a value of the type, or one that Swift's type cannot hold.
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> Self?
}

extension UnsafeRawBufferPointer {
    @inline(__always)
    func integer<Integer: FixedWidthInteger>(_: Integer.Type = Integer.self) -> Integer? {
        guard count == MemoryLayout<Integer>.size else { return nil }
        return unsafe Integer(bigEndian: loadUnaligned(as: Integer.self))
    }
}

extension Int64: BinaryDecodable {
    static var wanted: String { "int8, int4 or int2" }

    static func accepts(_ type: DataType) -> Bool {
        switch type {
        case .int8, .int4, .int2, .oid: true
        default: false
        }
    }

    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> Int64? {
        switch type {
        case .int8: unsafe bytes.integer(Int64.self)
        case .int4: unsafe bytes.integer(Int32.self).map(Int64.init)
        case .int2: unsafe bytes.integer(Int16.self).map(Int64.init)
        default: unsafe bytes.integer(UInt32.self).map(Int64.init)
        }
    }
}

extension Bool: BinaryDecodable {
    static var wanted: String { "bool" }
    static func accepts(_ type: DataType) -> Bool { type == .bool }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> Bool? {
        unsafe bytes.integer(UInt8.self).map { $0 != 0 }
    }
}

extension Double: BinaryDecodable {
    static var wanted: String { "float8 or float4" }
    static func accepts(_ type: DataType) -> Bool { type == .float8 || type == .float4 }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> Double? {
        type == .float8
            ? unsafe bytes.integer(UInt64.self).map(Double.init(bitPattern:))
            : unsafe bytes.integer(UInt32.self).map { Double(Float(bitPattern: $0)) }
    }
}

extension String: BinaryDecodable {
    static var wanted: String { "text, varchar, char, name, json or jsonb" }
    static func accepts(_ type: DataType) -> Bool { type.isText || type == .jsonb }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> String? {
        guard type == .jsonb else { return unsafe text(bytes) }
        guard unsafe bytes.first == 1 else { return nil }
        return unsafe text(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
    }

    /// Several times as fast as `String.init(validating:as:)`, which is not compiled for raw bytes.
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        unsafe bytes.withMemoryRebound(to: UInt8.self) { bytes in
            guard let text = try? UTF8Span(validating: unsafe bytes.span) else { return nil }
            return String(copying: text)
        }
    }
}

extension [UInt8]: BinaryDecodable {
    static var wanted: String { "bytea" }
    static func accepts(_ type: DataType) -> Bool { type == .bytea }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> [UInt8]? { unsafe [UInt8](bytes) }
}

extension UUID: BinaryDecodable {
    static var wanted: String { "uuid" }
    static func accepts(_ type: DataType) -> Bool { type == .uuid }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> UUID? {
        guard bytes.count == 16 else { return nil }
        return UUID(uuid: unsafe bytes.loadUnaligned(as: uuid_t.self))
    }
}

/// Days since 1970-01-01.
struct DayCount: BinaryDecodable {
    let daysSince1970: Int

    static var wanted: String { "date" }
    static func accepts(_ type: DataType) -> Bool { type == .date }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> DayCount? {
        guard let days = unsafe bytes.integer(Int32.self), days != .max, days != .min else { return nil }
        return DayCount(daysSince1970: Int(days) + PostgresEpoch.daysAfter1970)
    }
}

/// Microseconds since 1970-01-01T00:00:00Z.
struct MicrosecondCount: BinaryDecodable {
    let microsecondsSince1970: Int64

    static var wanted: String { "timestamptz or timestamp" }
    static func accepts(_ type: DataType) -> Bool { type == .timestamptz || type == .timestamp }
    static func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType) -> MicrosecondCount? {
        guard let count = unsafe bytes.integer(Int64.self), count != .max, count != .min else { return nil }
        let (sum, overflow) = count.addingReportingOverflow(PostgresEpoch.microsecondsAfter1970)
        return overflow ? nil : MicrosecondCount(microsecondsSince1970: sum)
    }
}
