/// The month of a dated revision of the GB/T 2260 codes, such as 2014-12.
public struct RevisionMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Year and month as the number yyyymm, the form the table has them in.
    let number: Int32

    init(number: Int32) {
        self.number = number
    }

    /// The month of the given year; `nil` unless the year has four digits and the month is 1 to 12.
    public init?(year: Int, month: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month) else { return nil }
        number = Int32(year * 100 + month)
    }

    /// The year, four digits.
    public var year: Int { Int(number / 100) }

    /// The month, 1 to 12.
    public var month: Int { Int(number % 100) }

    /// `YYYY-MM`.
    public var description: String {
        month < 10 ? "\(year)-0\(month)" : "\(year)-\(month)"
    }

    public static func < (left: RevisionMonth, right: RevisionMonth) -> Bool {
        left.number < right.number
    }
}
