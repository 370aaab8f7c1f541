import CanonicalJSON
import PairLedgerTesting
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    @Test("every day of 1600 to 2400 agrees with a count by hand, day by day")
    func bruteForce() throws {
        var days = -135_140  // 1600-01-01
        for year in 1600...2400 {
            let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
            for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    let date = try #require(CalendarDate(year: year, month: index + 1, day: day))
                    try #require(date.daysSince1970 == days, "\(date)")
                    try #require(CalendarDate(daysSince1970: days) == date, "\(date)")
                    try #require(CalendarDate(date.description) == date, "\(date)")
                    days += 1
                }
                #expect(CalendarDate(year: year, month: index + 1, day: length + 1) == nil)
            }
        }
        #expect(CalendarDate(year: 1970, month: 1, day: 1)?.daysSince1970 == 0)
    }

    @Test("the years 1 to 9999 and no others")
    func bounds() throws {
        let first = try #require(CalendarDate("0001-01-01"))
        let last = try #require(CalendarDate("9999-12-31"))
        #expect(first.daysSince1970 == -719_162 && last.daysSince1970 == 2_932_896)
        #expect(CalendarDate(daysSince1970: first.daysSince1970) == first)
        #expect(CalendarDate(daysSince1970: last.daysSince1970) == last)
        #expect(first.adding(days: -1) == nil && last.adding(days: 1) == nil && last.adding(days: .max) == nil)
        #expect(first.adding(days: first.days(until: last)) == last)
        #expect(CalendarDate(year: 0, month: 1, day: 1) == nil && CalendarDate(year: 10_000, month: 1, day: 1) == nil)
        #expect(first < last && !(last < first) && first.description == "0001-01-01")
    }

    @Test("arithmetic crosses months, years and leap days")
    func arithmetic() throws {
        let date = try #require(CalendarDate("2024-02-28"))
        #expect(date.adding(days: 1)?.description == "2024-02-29")
        #expect(date.adding(days: 2)?.description == "2024-03-01")
        #expect(date.adding(days: -59)?.description == "2023-12-31")
        #expect(try date.days(until: #require(CalendarDate("2025-02-28"))) == 366)
        #expect(try date.days(until: #require(CalendarDate("2024-02-27"))) == -1)
    }

    @Test(
        "text that is no date says why, and where",
        arguments: [
            ("2021-02-30", 8, "2021-02-30 does not exist: February 2021 has 28 days"),
            ("1900-02-29", 8, "1900-02-29 does not exist: February 1900 has 28 days"),
            ("2021-04-31", 8, "2021-04-31 does not exist: April 2021 has 30 days"),
            ("2021-13-01", 5, "2021-13-01 does not exist: months go from 01 to 12"),
            ("2021-00-01", 5, "2021-00-01 does not exist: months go from 01 to 12"),
            ("2021-01-00", 8, "2021-01-00 does not exist: days go from 01"),
            ("0000-01-01", 0, "0000-01-01 does not exist: years go from 0001 to 9999"),
            (
                "2021/06/30", 4,
                "\"2021/06/30\" has not \"-\" at character 5; write a date as YYYY-MM-DD, such as 2021-06-30"
            ),
            (
                "2021-6-30", 6,
                "\"2021-6-30\" has not a digit at character 7; write a date as YYYY-MM-DD, such as 2021-06-30"
            ),
            ("2021-06", 7, "\"2021-06\" is too short; write a date as YYYY-MM-DD, such as 2021-06-30"),
            ("", 0, "\"\" is too short; write a date as YYYY-MM-DD, such as 2021-06-30"),
            ("2021-06-30 ", 10, "\"2021-06-30 \" goes on after the date; write YYYY-MM-DD and nothing else"),
        ] as [(String, Int, String)])
    func refusals(_ text: String, _ offset: Int, _ message: String) throws {
        let error = try #require(throws: CanonicalJSONError.self) { try CalendarDate.parse(text) }
        #expect(error == CanonicalJSONError(.invalidDate, at: offset, message))
        #expect(CalendarDate(text) == nil)
    }
}

@Suite("Instants")
struct InstantTests {
    @Test(
        "canonical text both ways",
        arguments: [
            ("1970-01-01T00:00:00.000000Z", 0), ("2026-01-05T08:30:00.123456Z", 1_767_601_800_123_456),
            ("1969-12-31T23:59:59.999999Z", -1), ("0001-01-01T00:00:00.000000Z", -62_135_596_800_000_000),
            ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
        ] as [(String, Int64)])
    func text(_ text: String, _ microseconds: Int64) throws {
        let instant = try #require(Instant(text))
        #expect(instant.microsecondsSince1970 == microseconds)
        #expect(instant.description == text)
        #expect(Instant(microsecondsSince1970: microseconds) == instant)
        #expect(instant.date.description == text.prefix(10))
    }

    @Test("random instants come back from their text")
    func random() throws {
        let seed: UInt64 = 4_711
        var random = SplitMix64(seed: seed)
        for _ in 0..<5_000 {
            let microseconds = Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random)
            let instant = try #require(Instant(microsecondsSince1970: microseconds))
            try #require(Instant(instant.description) == instant, "seed \(seed): \(instant)")
        }
    }

    @Test(
        "text of another form, or of no moment, is refused with its offset",
        arguments: [
            ("2026-01-05T08:30:00Z", 19, CanonicalJSONError.Code.invalidInstant),
            ("2026-01-05T08:30:00.123Z", 23, .invalidInstant), ("2026-01-05 08:30:00.123456Z", 10, .invalidInstant),
            ("2026-01-05T08:30:00.123456z", 26, .invalidInstant), ("2026-01-05T08:30:00.123456+", 26, .invalidInstant),
            ("2026-01-05T08:30:00.123456ZZ", 27, .invalidInstant), ("", 0, .invalidInstant),
            ("2026-01-05T24:00:00.000000Z", 11, .invalidInstant), ("2026-01-05T08:60:00.000000Z", 14, .invalidInstant),
            ("2016-12-31T23:59:60.000000Z", 17, .invalidInstant), ("2026-02-29T00:00:00.000000Z", 8, .invalidDate),
        ] as [(String, Int, CanonicalJSONError.Code)])
    func refusals(_ text: String, _ offset: Int, _ code: CanonicalJSONError.Code) throws {
        let error = try #require(throws: CanonicalJSONError.self) { try Instant.parse(text) }
        #expect(error.code == code && error.offset == offset, "\(error)")
        #expect(Instant(text) == nil)
    }

    @Test("arithmetic stays inside the years 1 to 9999")
    func arithmetic() throws {
        let first = try #require(Instant("0001-01-01T00:00:00.000000Z"))
        let last = try #require(Instant("9999-12-31T23:59:59.999999Z"))
        #expect(first.adding(microseconds: -1) == nil && last.adding(microseconds: 1) == nil)
        #expect(last.adding(microseconds: .max) == nil && Instant(microsecondsSince1970: .min) == nil)
        #expect(first.adding(microseconds: first.microseconds(until: last)) == last)
        #expect(first < last && Instant(startOf: first.date) == first)
        let now = Instant.now()
        #expect(try now > #require(Instant("2020-01-01T00:00:00.000000Z")))
        #expect(now <= Instant.now())
    }
}
