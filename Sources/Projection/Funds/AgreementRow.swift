public import Assistance
public import CanonicalJSON

/// A promise of a donor, and how much of it was kept.
public struct AgreementRow: TableRow {
    public static let table = "agreement"

    public struct Key: TableKey {
        public var agreement = ""

        public init() {}
        public init(_ agreement: String) { self.agreement = agreement }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("agreement", &agreement)
        }
    }

    public var key = Key()
    public var pairing = ""
    public var fiscalYear: Int32 = 0
    public var instrument = Instrument.fiscal
    public var currency = ""
    public var agreedOn = CalendarDate.epoch
    public var dueOn: CalendarDate?
    public var mode: DeliveryMode?
    public var offPair: String?
    /// What is promised, as revised last; all in minor units.
    public var promised: Int64 = 0
    /// What was sent under it, the part beyond the promise included.
    public var sent: Int64 = 0
    /// The part of `sent` that was more than promised.
    public var uncommitted: Int64 = 0
    /// What the recipient confirmed of what was sent.
    public var received: Int64 = 0
    /// What came back to the donor.
    public var returned: Int64 = 0
    public var lastSentOn: CalendarDate?
    public var lastReceivedOn: CalendarDate?

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("pairing", &pairing)
        try columns.column("fiscal_year", &fiscalYear)
        try columns.column("instrument", &instrument)
        try columns.column("currency", &currency)
        try columns.column("agreed_on", &agreedOn)
        try columns.column("due_on", &dueOn)
        try columns.column("mode", &mode)
        try columns.column("off_pair", &offPair)
        try columns.column("promised", &promised)
        try columns.column("sent", &sent)
        try columns.column("uncommitted", &uncommitted)
        try columns.column("received", &received)
        try columns.column("returned", &returned)
        try columns.column("last_sent_on", &lastSentOn)
        try columns.column("last_received_on", &lastReceivedOn)
    }
}
