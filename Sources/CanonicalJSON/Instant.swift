internal import Glibc

/// A moment, to the microsecond, of the years 1 to 9999 in UTC; its canonical text is `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
///
/// As in POSIX and PostgreSQL, every day has 86,400 seconds: a leap second does not exist.
public struct Instant: Hashable, Sendable {
    /// Microseconds after 1970-01-01T00:00:00.000000Z, negative before it.
    public let microsecondsSince1970: Int64

    private static let microsecondsPerDay: Int64 = 86_400_000_000
    private static let first: Int64 = -719_162 * microsecondsPerDay
    private static let last: Int64 = (2_932_896 + 1) * microsecondsPerDay - 1

    /// `nil` outside the years 1 to 9999.
    public init?(microsecondsSince1970 microseconds: Int64) {
        guard (Self.first...Self.last).contains(microseconds) else { return nil }
        microsecondsSince1970 = microseconds
    }

    /// The first moment of a day in UTC.
    public init(startOf date: CalendarDate) {
        microsecondsSince1970 = Int64(date.daysSince1970) * Self.microsecondsPerDay
    }

    private init(clamping microseconds: Int64) {
        microsecondsSince1970 = min(max(microseconds, Self.first), Self.last)
    }

    /// What the system's clock shows, cut to the microsecond.
    public static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(clamping: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }

    /// The day of this moment in UTC.
    public var date: CalendarDate { split.date }

    /// The moment so many microseconds later (earlier if negative); `nil` outside the years 1 to 9999.
    public func adding(microseconds: Int64) -> Instant? {
        let (sum, overflow) = microsecondsSince1970.addingReportingOverflow(microseconds)
        return overflow ? nil : Instant(microsecondsSince1970: sum)
    }

    /// How many microseconds `other` is later than this moment; negative if it is earlier.
    public func microseconds(until other: Instant) -> Int64 { other.microsecondsSince1970 - microsecondsSince1970 }

    /// The day, and the microseconds after its midnight.
    private var split: (date: CalendarDate, microseconds: Int64) {
        let (quotient, remainder) = microsecondsSince1970.quotientAndRemainder(dividingBy: Self.microsecondsPerDay)
        let day = remainder < 0 ? quotient - 1 : quotient
        // The range of every initialiser is the range of CalendarDate, so the fallback is never reached.
        let date = CalendarDate(daysSince1970: Int(day)) ?? .epoch
        return (date, remainder < 0 ? remainder + Self.microsecondsPerDay : remainder)
    }
}

extension Instant: Comparable {
    public static func < (left: Instant, right: Instant) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }
}

extension Instant: LosslessStringConvertible {
    /// `YYYY-MM-DDTHH:MM:SS.ffffffZ` and nothing else; `nil` if the text is of another form or there is no such moment.
    public init?(_ canonical: String) {
        var canonical = canonical
        guard let instant = canonical.withUTF8({ Instant(utf8: $0) }) else { return nil }
        self = instant
    }

    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 27, bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A, bytes[19] == 0x2E,
            bytes[26] == 0x5A, let date = CalendarDate(utf8: UnsafeBufferPointer(rebasing: bytes[..<10])),
            let hour = bytes.number(at: 11, digits: 2), hour < 24,
            let minute = bytes.number(at: 14, digits: 2), minute < 60,
            let second = bytes.number(at: 17, digits: 2), second < 60,
            let microseconds = bytes.number(at: 20, digits: 6)
        else { return nil }
        let seconds = Int64((hour * 60 + minute) * 60 + second)
        microsecondsSince1970 =
            Instant(startOf: date).microsecondsSince1970 + seconds * 1_000_000 + Int64(microseconds)
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
    ///
    /// - Throws: ``CanonicalJSONError`` (`invalidInstant`, or `invalidDate` for its day) with the offset inside `text` and
    ///   the reason.
    public static func parse(_ text: String) throws(CanonicalJSONError) -> Instant {
        if let instant = Instant(text) { return instant }
        let bytes = Array(text.utf8)
        // Where a 0 stands here, there is a digit.
        let form: StaticString = "0000-00-00T00:00:00.000000Z"
        let length = form.utf8CodeUnitCount
        for index in 0..<length {
            let wanted = form.utf8Start[index]
            guard index < bytes.count, wanted == 0x30 ? bytes[index] &- 0x30 < 10 : bytes[index] == wanted else {
                throw wrongForm(text, at: index)
            }
        }
        guard bytes.count == length else { throw wrongForm(text, at: length) }
        _ = try CalendarDate.parse(String(decoding: bytes[..<10], as: UTF8.self))
        for (bound, offset, name) in [(24, 11, "hour"), (60, 14, "minute")] {
            let value = bytes.withUnsafeBufferPointer { $0.number(at: offset, digits: 2) }
            guard value.map({ $0 < bound }) == true else { throw outOfRange(text, at: offset, name, bound) }
        }
        throw outOfRange(text, at: 17, "second", 60)
    }

    private static func outOfRange(_ text: String, at offset: Int, _ name: String, _ bound: Int) -> CanonicalJSONError {
        CanonicalJSONError(
            .invalidInstant, at: offset, "\(text) does not exist: the \(name) goes from 00 to \(bound - 1)")
    }

    private static func wrongForm(_ text: String, at offset: Int) -> CanonicalJSONError {
        CanonicalJSONError(
            .invalidInstant, at: offset,
            "\"\(text)\" differs from the form YYYY-MM-DDTHH:MM:SS.ffffffZ at character \(offset + 1)")
    }
}

extension Instant: CustomStringConvertible {
    /// `YYYY-MM-DDTHH:MM:SS.ffffffZ`.
    public var description: String {
        let (date, microseconds) = split
        let seconds = microseconds / 1_000_000
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(date)T\(time).\(padded(microseconds % 1_000_000, 6))Z"
    }
}
