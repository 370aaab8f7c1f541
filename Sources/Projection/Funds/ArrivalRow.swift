/// What of a pairing's money of a fiscal year has come to a place: what is held, allocated or spent there.
public struct ArrivalRow: TableRow {
    public static let table = PositionSumRow.table

    /// Empty, or 0, for what is not known.
    public struct Key: TableKey {
        public var pairing = ""
        public var fiscalYear: Int32 = 0
        /// By its GB/T 2260 code.
        public var place = ""

        public init() {}

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("pairing", &pairing)
            try columns.column("fiscal_year", &fiscalYear)
            try columns.column("place", &place)
        }
    }

    public var key = Key()
    /// In minor units.
    public var paidIn: Int64 = 0

    public init() {}

    public init(_ row: PositionRow) {
        key.pairing = row.key.pairing
        key.fiscalYear = row.key.fiscalYear
        key.place = row.key.place
        let stages = row.stages
        paidIn = Int64(clamping: Int128(stages.held) + Int128(stages.allocated) + Int128(stages.spent))
    }

    /// It is only read: added up where it is stored, as that is quicker than to hand over three columns of very many rows.
    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("held + allocated + spent", &paidIn)
    }
}
