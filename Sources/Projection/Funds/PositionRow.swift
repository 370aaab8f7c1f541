public import Assistance

/// How far the money of a pairing and a fiscal year has come, of one instrument, in one place, for one purpose.
public struct PositionRow: TableRow {
    public static let table = "position"

    /// Of these, texts are empty and the year is 0 for what is not known, or not settled yet.
    public struct Key: TableKey {
        public var pairing = ""
        public var fiscalYear: Int32 = 0
        public var instrument = Instrument.fiscal
        public var currency = ""
        /// The region that holds the money, or where its project is, by its GB/T 2260 code.
        public var place = ""
        /// Whether a project is the place's own or one of several places.
        public var scope = ""
        public var purpose = ""

        public init() {}

        public func hash(into hasher: inout Hasher) {
            hasher.combine(pairing)
            hasher.combine(fiscalYear)
            hasher.combine(place)
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("pairing", &pairing)
            try columns.column("fiscal_year", &fiscalYear)
            try columns.column("instrument", &instrument)
            try columns.column("currency", &currency)
            try columns.column("place", &place)
            try columns.column("scope", &scope)
            try columns.column("purpose", &purpose)
        }
    }

    public var key = Key()
    public var stages = Stages()

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws { try stages.visit(&columns) }
}

/// How far some money has come, in minor units.
public struct Stages: Hashable, Sendable {
    /// What the donor gave, less what came back; it is all that the others sum to.
    public var given: Int64 = 0
    public var committed: Int64 = 0
    public var inTransit: Int64 = 0
    public var held: Int64 = 0
    public var allocated: Int64 = 0
    public var spent: Int64 = 0
    /// The part of all of them that no agreement promised.
    public var uncommitted: Int64 = 0

    public init() {}

    mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("given", &given)
        try columns.column("committed", &committed)
        try columns.column("in_transit", &inTransit)
        try columns.column("held", &held)
        try columns.column("allocated", &allocated)
        try columns.column("spent", &spent)
        try columns.column("uncommitted", &uncommitted)
    }

    /// Counts what an account of this kind gains, or loses.
    mutating func add(_ amount: Int64, to kind: Account.Kind, isPromised: Bool) {
        switch kind {
        case .donor:
            given -= amount
            return
        case .committed: committed += amount
        case .transit: inTransit += amount
        case .holding: held += amount
        case .project: allocated += amount
        case .spent: spent += amount
        }
        if !isPromised { uncommitted += amount }
    }

    /// Rows in which nothing lies any more are not kept.
    var isEmpty: Bool {
        given == 0 && committed == 0 && inTransit == 0 && held == 0 && allocated == 0 && spent == 0 && uncommitted == 0
    }
}
