public import Assistance

/// The persons in poverty of a region in the last year of which their number was stated, so that nobody who asks for it has to read all
/// years.
public struct RegionHeadcountRow: TableRow {
    public static let table = "region_headcount"

    public struct Key: TableKey {
        public var region = RegionCode.central

        public init() {}
        public init(_ region: RegionCode) { self.region = region }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("region", &region)
        }
    }

    public var key = Key()
    public var year: Int32 = 0
    /// Persons below the poverty line of the year, at its end.
    public var persons: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("year", &year)
        try columns.column("persons", &persons)
    }
}
