public import Assistance
public import CanonicalJSON

/// Money on its way, from a donor or from one tier to the next: both sides of it.
public struct TransferRow: TableRow {
    public static let table = "transfer"

    public struct Key: TableKey {
        public var transfer = ""

        public init() {}
        public init(_ transfer: String) { self.transfer = transfer }
        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("transfer", &transfer)
        }
    }

    public var key = Key()
    /// Nil for what a tier sent on to another.
    public var pairing: String?
    public var agreement: String?
    public var sender = RegionCode.central
    public var receiver = RegionCode.central
    public var instrument = Instrument.fiscal
    public var currency = ""
    /// Minor units; 0 when the sending was taken back.
    public var sent: Int64 = 0
    /// The part of `sent` that no agreement covered.
    public var uncommitted: Int64 = 0
    public var received: Int64 = 0
    /// What the receiver did not take, and the sender has again.
    public var rejected: Int64 = 0
    public var sentOn = CalendarDate.epoch
    public var firstReceivedOn: CalendarDate?
    public var lastReceivedOn: CalendarDate?
    /// The receiver expects no more.
    public var isClosed = false
    public var offPair: String?

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("pairing", &pairing)
        try columns.column("agreement", &agreement)
        try columns.column("sender", &sender)
        try columns.column("receiver", &receiver)
        try columns.column("instrument", &instrument)
        try columns.column("currency", &currency)
        try columns.column("sent", &sent)
        try columns.column("uncommitted", &uncommitted)
        try columns.column("received", &received)
        try columns.column("rejected", &rejected)
        try columns.column("sent_on", &sentOn)
        try columns.column("first_received_on", &firstReceivedOn)
        try columns.column("last_received_on", &lastReceivedOn)
        try columns.column("is_closed", &isClosed)
        try columns.column("off_pair", &offPair)
    }
}
