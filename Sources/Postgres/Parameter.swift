public import FoundationEssentials

/// A value for `$1`, `$2` … of a statement, or for a column of a COPY, in binary form and with its type.
///
/// Text is sent as UTF-8. A value that PostgreSQL has no form for (text with U+0000, an instant out of range) is
/// accepted here and refused with ``PostgresError/Code/misuse`` when the statement is run, before anything is sent.
public struct Parameter: Sendable {
    enum Storage: Sendable {
        case null
        /// The lowest `count` bytes of `bits`.
        case word(bits: UInt64, count: Int)
        case text(String)
        case jsonb(String)
        case bytes([UInt8])
        case refused(String)
    }

    public let type: DataType
    let storage: Storage

    init(_ type: DataType, _ storage: Storage) {
        self.type = type
        self.storage = storage
    }

    /// NULL of the given type.
    public static func null(_ type: DataType) -> Parameter {
        Parameter(type, .null)
    }

    public static func text(_ value: String?) -> Parameter {
        guard let value else { return null(.text) }
        return Parameter(.text, value.containsNul ? .refused(nulRefusal) : .text(value))
    }

    /// JSON text; the server parses it.
    public static func jsonb(_ value: String?) -> Parameter {
        guard let value else { return null(.jsonb) }
        return Parameter(.jsonb, value.containsNul ? .refused(nulRefusal) : .jsonb(value))
    }

    public static func int2(_ value: Int16?) -> Parameter {
        word(.int2, value.map { UInt64(UInt16(bitPattern: $0)) }, 2)
    }

    public static func int4(_ value: Int32?) -> Parameter {
        word(.int4, value.map { UInt64(UInt32(bitPattern: $0)) }, 4)
    }

    public static func int8(_ value: Int64?) -> Parameter {
        word(.int8, value.map { UInt64(bitPattern: $0) }, 8)
    }

    /// A Swift `Int` as `int8`.
    public static func int(_ value: Int?) -> Parameter {
        int8(value.map(Int64.init))
    }

    public static func bool(_ value: Bool?) -> Parameter {
        word(.bool, value.map { $0 ? 1 : 0 }, 1)
    }

    public static func float8(_ value: Double?) -> Parameter {
        word(.float8, value.map(\.bitPattern), 8)
    }

    public static func bytes(_ value: [UInt8]?) -> Parameter {
        value.map { Parameter(.bytea, .bytes($0)) } ?? null(.bytea)
    }

    public static func uuid(_ value: UUID?) -> Parameter {
        guard let value else { return null(.uuid) }
        let bytes = unsafe withUnsafeBytes(of: value.uuid) { unsafe [UInt8]($0) }
        return Parameter(.uuid, .bytes(bytes))
    }

    /// A calendar date as days since 1970-01-01.
    public static func date(daysSince1970 value: Int?) -> Parameter {
        guard let value else { return null(.date) }
        guard let days = PostgresEpoch.days(since1970: value) else { return Parameter(.date, .refused(dateRefusal)) }
        return word(.date, UInt64(UInt32(bitPattern: days)), 4)
    }

    /// An instant (`timestamptz`) as microseconds since 1970-01-01T00:00:00Z.
    public static func timestamp(microsecondsSince1970 value: Int64?) -> Parameter {
        guard let value else { return null(.timestamptz) }
        guard let microseconds = PostgresEpoch.microseconds(since1970: value) else {
            return Parameter(.timestamptz, .refused(timestampRefusal))
        }
        return word(.timestamptz, UInt64(bitPattern: microseconds), 8)
    }

    private static func word(_ type: DataType, _ bits: UInt64?, _ count: Int) -> Parameter {
        Parameter(type, bits.map { .word(bits: $0, count: count) } ?? .null)
    }

    static let nulRefusal = "text contains U+0000, which PostgreSQL cannot store"
    static let dateRefusal = "a date is outside PostgreSQL's range"
    static let timestampRefusal = "an instant is outside PostgreSQL's range"
}

/// PostgreSQL counts from 2000-01-01 and keeps the extremes for infinity.
enum PostgresEpoch {
    static let daysAfter1970 = 10_957
    static let microsecondsAfter1970: Int64 = 946_684_800_000_000

    static func days(since1970 value: Int) -> Int32? {
        let (days, overflow) = value.subtractingReportingOverflow(daysAfter1970)
        guard !overflow, let days = Int32(exactly: days), days != .max, days != .min else { return nil }
        return days
    }

    static func microseconds(since1970 value: Int64) -> Int64? {
        let (microseconds, overflow) = value.subtractingReportingOverflow(microsecondsAfter1970)
        guard !overflow, microseconds != .max, microseconds != .min else { return nil }
        return microseconds
    }
}

extension String {
    var containsNul: Bool {
        unsafe utf8.withContiguousStorageIfAvailable { unsafe $0.contains(0) } ?? utf8.contains(0)
    }
}
