public import Assistance
public import CanonicalJSON

/// An official list on which a region stands now, so that what is said of its end is known to be about that time.
public struct OpenDesignationRow: TableRow {
    public static let table = "open_designation"

    public struct Key: TableKey {
        public var region = RegionCode.central
        public var designation = Designation.povertyCounty

        public init() {}
        public init(_ region: RegionCode, _ designation: Designation) {
            self.region = region
            self.designation = designation
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("region", &region)
            try columns.column("designation", &designation)
        }
    }

    public var key = Key()
    public var since = CalendarDate.epoch

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("since", &since)
    }
}
