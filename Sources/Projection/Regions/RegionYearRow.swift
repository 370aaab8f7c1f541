public import Assistance
public import CanonicalJSON
import Journal

/// How a region fared in a year, by the figures that were stated last.
public struct RegionYearRow: TableRow {
    public static let table = "region_year"

    public struct Key: TableKey {
        public var region = RegionCode.central
        public var year: Int32 = 0

        public init() {}
        public init(_ region: RegionCode, _ year: Int) {
            self.region = region
            self.year = Int32(clamping: year)
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("region", &region)
            try columns.column("year", &year)
        }
    }

    public var key = Key()
    /// Persons below the poverty line of the year, at its end.
    public var povertyHeadcount: Int64?
    /// Their share in the rural population, in basis points.
    public var povertyRate: Int64?
    /// Residents, at the end of the year.
    public var population: Int64?
    /// Disposable income per head of rural residents, in minor units of CNY.
    public var ruralIncomePerHead: Int64?
    /// Disposable income per head of urban residents, in minor units of CNY.
    public var urbanIncomePerHead: Int64?
    /// General public budget revenue of the region's own government, in minor units of CNY.
    public var fiscalRevenue: Int64?
    /// Gross regional product at current prices, in minor units of CNY.
    public var grossProduct: Int64?
    /// Where the figure stated last, of whatever kind, is taken from.
    public var source = ""
    /// The day on which it was stated.
    public var reportedOn = CalendarDate.epoch
    /// Of the event that states it.
    public var position: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("poverty_headcount", &povertyHeadcount)
        try columns.column("poverty_rate", &povertyRate)
        try columns.column("population", &population)
        try columns.column("rural_income_per_head", &ruralIncomePerHead)
        try columns.column("urban_income_per_head", &urbanIncomePerHead)
        try columns.column("fiscal_revenue", &fiscalRevenue)
        try columns.column("gross_product", &grossProduct)
        try columns.column("source", &source)
        try columns.column("reported_on", &reportedOn)
        try columns.column("position", &position)
    }

    /// The figure of a kind, in its unit; nil when none was stated.
    public subscript(indicator: RegionIndicator) -> Int64? {
        get { self[keyPath: RegionYearRow.column(of: indicator)] }
        set { self[keyPath: RegionYearRow.column(of: indicator)] = newValue }
    }

    private static func column(of indicator: RegionIndicator) -> WritableKeyPath<RegionYearRow, Int64?> {
        switch indicator {
        case .povertyHeadcount: \.povertyHeadcount
        case .povertyRate: \.povertyRate
        case .population: \.population
        case .ruralIncomePerHead: \.ruralIncomePerHead
        case .urbanIncomePerHead: \.urbanIncomePerHead
        case .fiscalRevenue: \.fiscalRevenue
        case .grossProduct: \.grossProduct
        }
    }

    /// A later statement of a figure takes the place of an earlier one.
    mutating func take(_ reported: RegionIndicatorReported, _ event: ProjectedEvent) {
        self[reported.indicator] = reported.value
        source = reported.source
        reportedOn = event.record.effectiveOn
        position = event.record.position
    }
}
