public import Assistance
public import CanonicalJSON
public import Postgres

/// A value that a column of a read model holds.
public protocol ColumnValue: Hashable, Sendable {
    static var dataType: DataType { get }
    var parameter: Parameter { get }
    /// - Throws: `PostgresError` when the column does not hold such a value.
    init(_ row: Row, _ column: Int) throws
}

extension String: ColumnValue {
    public static var dataType: DataType { .text }
    public var parameter: Parameter { .text(self) }
    public init(_ row: Row, _ column: Int) throws { self = try row.text(column) }
}

extension Int64: ColumnValue {
    public static var dataType: DataType { .int8 }
    public var parameter: Parameter { .int8(self) }
    public init(_ row: Row, _ column: Int) throws { self = try row.int8(column) }
}

extension Int32: ColumnValue {
    public static var dataType: DataType { .int4 }
    public var parameter: Parameter { .int4(self) }
    public init(_ row: Row, _ column: Int) throws { self = Int32(clamping: try row.int8(column)) }
}

extension Bool: ColumnValue {
    public static var dataType: DataType { .bool }
    public var parameter: Parameter { .bool(self) }
    public init(_ row: Row, _ column: Int) throws { self = try row.bool(column) }
}

extension CalendarDate: ColumnValue {
    public static var dataType: DataType { .date }
    public var parameter: Parameter { .date(daysSince1970: daysSince1970) }
    public init(_ row: Row, _ column: Int) throws {
        let days = try row.date(column)
        guard let date = CalendarDate(daysSince1970: days) else {
            throw UnlikelyValueError(text: "\(days) days after 1970-01-01", expected: "a day of the years 1 to 9999")
        }
        self = date
    }
}

extension Instant: ColumnValue {
    public static var dataType: DataType { .timestamptz }
    public var parameter: Parameter { .timestamp(microsecondsSince1970: microsecondsSince1970) }
    public init(_ row: Row, _ column: Int) throws {
        let microseconds = try row.timestamp(column)
        guard let instant = Instant(microsecondsSince1970: microseconds) else {
            throw UnlikelyValueError(
                text: "\(microseconds) µs after 1970", expected: "an instant of the years 1 to 9999")
        }
        self = instant
    }
}

extension RegionCode: ColumnValue {
    public static var dataType: DataType { .text }
    public var parameter: Parameter { .text(description) }
    public init(_ row: Row, _ column: Int) throws { self = try row.parsed(column, "a region's code") }
}

/// What has one of a few names, stored as text.
extension ColumnValue where Self: RawRepresentable<String> {
    public static var dataType: DataType { .text }
    public var parameter: Parameter { .text(rawValue) }
    public init(_ row: Row, _ column: Int) throws {
        let text = try row.text(column)
        guard let value = Self(rawValue: text) else { throw UnlikelyValueError(text: text, expected: "a known value") }
        self = value
    }
}

extension Instrument: ColumnValue {}
extension Purpose: ColumnValue {}
extension Place.Scope: ColumnValue {}
extension DeliveryMode: ColumnValue {}
extension Account.Kind: ColumnValue {}

extension Optional: ColumnValue where Wrapped: ColumnValue {
    public static var dataType: DataType { Wrapped.dataType }
    public var parameter: Parameter { self?.parameter ?? .null(Wrapped.dataType) }
    public init(_ row: Row, _ column: Int) throws { self = try row.isNull(column) ? nil : Wrapped(row, column) }
}

extension [Int64]: ColumnValue {
    public static var dataType: DataType { .int8Array }
    public var parameter: Parameter { .int8s(self) }
    public init(_ row: Row, _ column: Int) throws { self = try row.int8Array(column) }
}

/// A list of texts, some of which may be missing.
struct OptionalTexts: ColumnValue {
    var values: [String?] = []

    static var dataType: DataType { .textArray }
    var parameter: Parameter { .texts(values) }
    init(_ values: [String?]) { self.values = values }
    init(_ row: Row, _ column: Int) throws { values = try row.optionalTextArray(column) }
}

/// A list of days, some of which may be missing.
struct OptionalDates: ColumnValue {
    var values: [CalendarDate?] = []

    static var dataType: DataType { .dateArray }
    var parameter: Parameter { .dates(daysSince1970: values.map { $0?.daysSince1970 }) }
    init(_ values: [CalendarDate?]) { self.values = values }
    init(_ row: Row, _ column: Int) throws {
        values = try row.optionalDateArray(column).map { days in
            try days.map { days in
                guard let date = CalendarDate(daysSince1970: days) else {
                    throw UnlikelyValueError(text: "\(days) days after 1970-01-01", expected: "a day")
                }
                return date
            }
        }
    }
}

/// A value in a read model's table that cannot be what the projection wrote there.
struct UnlikelyValueError: Error, CustomStringConvertible {
    let text: String
    let expected: String

    var description: String {
        "a read model's table has \"\(text)\" where \(expected) belongs: somebody changed it by hand"
    }
}

extension Row {
    fileprivate func parsed<Value: LosslessStringConvertible>(_ column: Int, _ expected: String) throws -> Value {
        let text = try text(column)
        guard let value = Value(text) else { throw UnlikelyValueError(text: text, expected: expected) }
        return value
    }
}
