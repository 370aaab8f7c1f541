public import CanonicalJSON

/// From which day to which something must have happened to count; nil for no limit.
public struct Period: Hashable, Sendable {
    public var from: CalendarDate?
    public var to: CalendarDate?

    public init(from: CalendarDate? = nil, to: CalendarDate? = nil) {
        self.from = from
        self.to = to
    }

    public func contains(_ date: CalendarDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
    }
}

/// How time is divided.
public enum TimeStep: String, CaseIterable, Sendable {
    case year, quarter, month

    /// The first day of the part of time that a day is in.
    public func start(of date: CalendarDate) -> CalendarDate {
        let month =
            switch self {
            case .year: 1
            case .quarter: (date.month - 1) / 3 * 3 + 1
            case .month: date.month
            }
        return CalendarDate(year: date.year, month: month, day: 1) ?? date
    }

    /// What the part of time that begins on a day is called: `2021`, `2021-Q2`, `2021-04`.
    public func name(of start: CalendarDate) -> String {
        let month = start.month
        return switch self {
        case .year: "\(start.year)"
        case .quarter: "\(start.year)-Q\((month - 1) / 3 + 1)"
        case .month: "\(start.year)-\(month < 10 ? "0" : "")\(month)"
        }
    }
}

extension TimeStep {
    /// The last day of the part of time that begins on a day.
    func end(from start: CalendarDate) -> CalendarDate {
        let months = self == .year ? 12 : self == .quarter ? 3 : 1
        let month = start.month + months
        let next = CalendarDate(year: start.year + (month > 12 ? 1 : 0), month: month > 12 ? month - 12 : month, day: 1)
        return next?.adding(days: -1) ?? start
    }
}
