public import Assistance
public import CanonicalJSON

/// A pairing: who helps whom, under which programme, and when.
public struct PairingRow: TableRow {
    public static let table = "pairing"

    public struct Key: TableKey {
        public var pairing = ""

        public init() {}
        public init(_ pairing: String) { self.pairing = pairing }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("pairing", &pairing)
        }
    }

    public var key = Key()
    public var programme = ""
    public var donor = RegionCode.central
    public var recipient = RegionCode.central
    public var startsOn = CalendarDate.epoch
    /// Its last day; nil while no end is known.
    public var endsOn: CalendarDate?
    /// The pairing that took its place.
    public var successor: String?

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("programme", &programme)
        try columns.column("donor", &donor)
        try columns.column("recipient", &recipient)
        try columns.column("starts_on", &startsOn)
        try columns.column("ends_on", &endsOn)
        try columns.column("successor", &successor)
    }
}
