public import CanonicalJSON

/// Money of one lot that an event moved from one account to another. All of them together are the register of every account, and
/// the trace of every yuan.
public struct MovementRow: TableRow {
    public static let table = "movement"

    public struct Key: TableKey {
        /// Of the event.
        public var position: Int64 = 0
        /// From 0 within the event.
        public var ordinal: Int32 = 0

        public init() {}
        public init(_ position: Int64, _ ordinal: Int32) {
            self.position = position
            self.ordinal = ordinal
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("position", &position)
            try columns.column("ordinal", &ordinal)
        }
    }

    public var key = Key()
    public var effectiveOn = CalendarDate.epoch
    public var source = ""
    public var target = ""
    public var currency = ""
    /// Minor units.
    public var amount: Int64 = 0
    public var pairing: String?
    public var agreement: String?
    public var transfer: String?
    public var fiscalYear: Int32 = 0
    /// Since when it had lain in the account that it left.
    public var since: CalendarDate?

    public init() {}

    init(_ key: Key, on date: CalendarDate, _ lot: Lot, from source: AccountRow.Key, to target: String, amount: Int64) {
        self.key = key
        effectiveOn = date
        self.source = source.account
        self.target = target
        currency = source.currency
        self.amount = amount
        pairing = lot.pairing
        agreement = lot.agreement
        transfer = lot.transfer
        fiscalYear = lot.fiscalYear
        since = lot.since
    }

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("effective_on", &effectiveOn)
        try columns.column("from_account", &source)
        try columns.column("to_account", &target)
        try columns.column("currency", &currency)
        try columns.column("amount", &amount)
        try columns.column("pairing", &pairing)
        try columns.column("agreement", &agreement)
        try columns.column("transfer", &transfer)
        try columns.column("fiscal_year", &fiscalYear)
        try columns.column("since", &since)
    }
}
