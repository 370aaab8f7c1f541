public import Assistance
public import CanonicalJSON

/// A time in which a region stood on an official list.
public struct RegionDesignationRow: TableRow {
    public static let table = "region_designation"

    public struct Key: TableKey {
        public var region = RegionCode.central
        public var designation = Designation.povertyCounty
        /// The first day on which it has the designation.
        public var since = CalendarDate.epoch

        public init() {}
        public init(_ region: RegionCode, _ designation: Designation, since: CalendarDate) {
            self.region = region
            self.designation = designation
            self.since = since
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("region", &region)
            try columns.column("designation", &designation)
            try columns.column("since", &since)
        }
    }

    public var key = Key()
    /// The last day on which it has the designation; nil while it was not delisted.
    public var lastDay: CalendarDate?
    /// The list or decision by which it was designated.
    public var basis = ""
    /// The decision by which it was delisted.
    public var delistedBasis: String?

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("last_day", &lastDay)
        try columns.column("basis", &basis)
        try columns.column("delisted_basis", &delistedBasis)
    }
}

extension Designation: ColumnValue {}
