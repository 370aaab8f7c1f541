public import CanonicalJSON

/// Which report stands for a period of an indicator, so that a later one of the same period is known to take its place.
public struct OutcomePeriodRow: TableRow {
    public static let table = "outcome_period"

    public struct Key: TableKey {
        public var indicator = ""
        public var periodStart = CalendarDate.epoch
        public var periodEnd = CalendarDate.epoch

        public init() {}
        init(_ report: OutcomeReportRow) {
            indicator = report.key.indicator
            periodStart = report.periodStart
            periodEnd = report.periodEnd
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("indicator", &indicator)
            try columns.column("period_start", &periodStart)
            try columns.column("period_end", &periodEnd)
        }
    }

    public var key = Key()
    /// Its number.
    public var report: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("report", &report)
    }
}
