public import CanonicalJSON

/// All indicators of one place, purpose and unit added up, and the money of their projects.
public struct OutcomeGroupRow: TableRow {
    public static let table = "outcome_group"

    /// Texts are empty for what there is not: a place before the project has one, a purpose of what a region is to reach; and the unit of
    /// the row of all indicators of a place and purpose, those among them that cannot be added up.
    public struct Key: TableKey {
        /// A region's GB/T 2260 code.
        public var place = ""
        public var purpose = ""
        public var unit = ""

        public init() {}
        init(_ place: String, _ purpose: String, _ unit: String) {
            self.place = place
            self.purpose = purpose
            self.unit = unit
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("place", &place)
            try columns.column("purpose", &purpose)
            try columns.column("unit", &unit)
        }
    }

    public var key = Key()
    public var sums = OutcomeSums()
    /// By their projects, each of which counts once. Minor units.
    public var spent: Int64 = 0
    /// The last day on which one of them was defined, or its project approved.
    public var latestOn = CalendarDate.epoch

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("indicators", &sums.indicators)
        try columns.column("baseline", &sums.baseline)
        try columns.column("target", &sums.target)
        try columns.column("reported", &sums.reported)
        try columns.column("verified", &sums.verified)
        try columns.column("verified_baseline", &sums.verifiedBaseline)
        try columns.column("disputed", &sums.disputed)
        try columns.column("verified_indicators", &sums.verifiedIndicators)
        try columns.column("persons", &sums.persons)
        try columns.column("spent", &spent)
        try columns.column("latest_on", &latestOn)
    }
}
