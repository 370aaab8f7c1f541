extension CalendarDate: LosslessStringConvertible {
    /// `YYYY-MM-DD` and nothing else; `nil` if the text is of another form or there is no such day.
    public init?(_ iso: String) {
        var iso = iso
        guard let date = iso.withUTF8({ CalendarDate(utf8: $0) }) else { return nil }
        self = date
    }

    init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = bytes.number(at: 0, digits: 4),
            let month = bytes.number(at: 5, digits: 2), let day = bytes.number(at: 8, digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// - Throws: ``CanonicalJSONError/Code/invalidDate`` with the offset inside `text` and the reason, such as "2021-02-30
    ///   does not exist: February 2021 has 28 days".
    public static func parse(_ text: String) throws(CanonicalJSONError) -> CalendarDate {
        if let date = CalendarDate(text) { return date }
        let bytes = Array(text.utf8)
        let form: StaticString = "YYYY-MM-DD"
        for index in 0..<form.utf8CodeUnitCount {
            let isDash = form.utf8Start[index] == 0x2D
            guard index < bytes.count, isDash ? bytes[index] == 0x2D : (0x30...0x39).contains(bytes[index]) else {
                let expected = isDash ? "\"-\"" : "a digit"
                let found = index < bytes.count ? "has not \(expected) at character \(index + 1)" : "is too short"
                throw CanonicalJSONError(
                    .invalidDate, at: index, "\"\(text)\" \(found); write a date as YYYY-MM-DD, such as 2021-06-30")
            }
        }
        guard bytes.count == 10 else {
            throw CanonicalJSONError(
                .invalidDate, at: 10, "\"\(text)\" goes on after the date; write YYYY-MM-DD and nothing else")
        }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
        guard year >= 1 else {
            throw CanonicalJSONError(.invalidDate, at: 0, "\(text) does not exist: years go from 0001 to 9999")
        }
        guard (1...12).contains(month) else {
            throw CanonicalJSONError(.invalidDate, at: 5, "\(text) does not exist: months go from 01 to 12")
        }
        guard day >= 1 else {
            throw CanonicalJSONError(.invalidDate, at: 8, "\(text) does not exist: days go from 01")
        }
        let length = days(inMonth: month, of: year)
        throw CanonicalJSONError(
            .invalidDate, at: 8, "\(text) does not exist: \(monthNames[month - 1]) \(year) has \(length) days")
    }

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension UnsafeBufferPointer<UInt8> {
    /// The number that so many decimal digits are; nil where another byte stands among them.
    func number(at start: Int, digits count: Int) -> Int? {
        var number = 0
        for index in start..<start + count {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }
}

extension CalendarDate: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String { String(decoding: digits, as: UTF8.self) }

    private var digits: [UInt8] {
        func digit(_ number: Int) -> UInt8 { UInt8(0x30 + number % 10) }
        return [
            digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), 0x2D, digit(month / 10), digit(month),
            0x2D, digit(day / 10), digit(day),
        ]
    }
}
