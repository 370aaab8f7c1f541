public import CanonicalJSON

/// What the ledger knows of a region beyond its code and name: what it was designated as, and its yearly figures.
public struct RegionRecord: Hashable, Sendable {
    /// By designation, the times for which it had it, in the order in which they were recorded; they do not overlap.
    public internal(set) var designations: [Designation: [Period]] = [:]
    /// By indicator and year, the newest figure.
    public internal(set) var figures: [RegionIndicator: [Int: Figure]] = [:]

    public init() {}

    /// A time for which a region had a designation.
    public struct Period: Hashable, Sendable {
        public let since: CalendarDate
        /// The last day; nil while it goes on.
        public internal(set) var lastDay: CalendarDate?

        func contains(_ date: CalendarDate) -> Bool { date >= since && lastDay.map { date <= $0 } ?? true }
    }

    /// A figure of one year.
    public struct Figure: Hashable, Sendable {
        /// In the unit of its indicator.
        public let value: Int64
        public let reportedOn: CalendarDate
    }

    /// Whether the region had the designation on the date.
    public func was(_ designation: Designation, on date: CalendarDate) -> Bool {
        designations[designation]?.contains { $0.contains(date) } ?? false
    }

    /// The time that goes on.
    func openPeriod(of designation: Designation) -> Period? { designations[designation]?.first { $0.lastDay == nil } }
}
