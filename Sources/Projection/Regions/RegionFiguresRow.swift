/// What comparisons of regions look at of a ``RegionYearRow``.
public struct RegionFiguresRow: NarrowRow {
    public static let table = RegionYearRow.table

    public var key = RegionYearRow.Key()
    /// Persons below the poverty line of the year, at its end.
    public var povertyHeadcount: Int64?
    /// Their share in the rural population, in basis points.
    public var povertyRate: Int64?
    /// Disposable income per head of rural residents, in minor units of CNY.
    public var ruralIncomePerHead: Int64?
    /// Disposable income per head of urban residents, in minor units of CNY.
    public var urbanIncomePerHead: Int64?

    public init() {}

    public init(_ whole: RegionYearRow) {
        key = whole.key
        povertyHeadcount = whole.povertyHeadcount
        povertyRate = whole.povertyRate
        ruralIncomePerHead = whole.ruralIncomePerHead
        urbanIncomePerHead = whole.urbanIncomePerHead
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("poverty_headcount", &povertyHeadcount)
        try columns.column("poverty_rate", &povertyRate)
        try columns.column("rural_income_per_head", &ruralIncomePerHead)
        try columns.column("urban_income_per_head", &urbanIncomePerHead)
    }
}
