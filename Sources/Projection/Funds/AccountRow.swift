public import Assistance
public import CanonicalJSON

/// An account: what lies in it, and of which lots that consists, in the order in which they will leave it.
public struct AccountRow: TableRow {
    public static let table = "account"

    public struct Key: TableKey {
        /// Such as `holding:653001`.
        public var account = ""
        /// An ISO 4217 code.
        public var currency = ""

        public init() {}
        public init(_ account: String, _ currency: String) {
            self.account = account
            self.currency = currency
        }

        public func hash(into hasher: inout Hasher) { hasher.combine(account) }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("account", &account)
            try columns.column("currency", &currency)
        }
    }

    public var key = Key()
    public var kind = Account.Kind.donor
    /// A region's code, or the identifier of an agreement, transfer or project.
    public var owner = ""
    public var instrument = Instrument.fiscal
    /// Where the money is to have its effect: the place of the project, or the region that holds it; empty before that.
    public var place = ""
    public var scope = ""
    public var purpose = ""
    /// Minor units; below zero on the donor's side.
    public var balance: Int64 = 0
    /// All that ever came in, and all that ever went out, in minor units.
    public var totalIn: Int64 = 0
    public var totalOut: Int64 = 0
    public var lastOn = CalendarDate.epoch
    /// They sum to the balance.
    public var lots: [Lot] = []

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("kind", &kind)
        try columns.column("owner", &owner)
        try columns.column("instrument", &instrument)
        try columns.column("place", &place)
        try columns.column("scope", &scope)
        try columns.column("purpose", &purpose)
        try columns.column("balance", &balance)
        try columns.column("total_in", &totalIn)
        try columns.column("total_out", &totalOut)
        try columns.column("last_on", &lastOn)
        try visitLots(&columns)
    }

    /// A list for each of their parts.
    private mutating func visitLots<Visitor: ColumnVisitor>(_ columns: inout Visitor) throws {
        var pairings = OptionalTexts(lots.map(\.pairing))
        var agreements = OptionalTexts(lots.map(\.agreement))
        var transfers = OptionalTexts(lots.map(\.transfer))
        var fiscalYears = lots.map { Int64($0.fiscalYear) }
        var received = OptionalDates(lots.map(\.receivedOn))
        var since = OptionalDates(lots.map(\.since))
        var amounts = lots.map(\.amount)
        try columns.column("lot_pairing", &pairings)
        try columns.column("lot_agreement", &agreements)
        try columns.column("lot_transfer", &transfers)
        try columns.column("lot_fiscal_year", &fiscalYears)
        try columns.column("lot_received_on", &received)
        try columns.column("lot_since", &since)
        try columns.column("lot_amount", &amounts)
        guard Visitor.isReading else { return }
        let counts = [
            pairings.values.count, agreements.values.count, transfers.values.count, fiscalYears.count,
            received.values.count, since.values.count,
        ]
        guard counts.allSatisfy({ $0 == amounts.count }) else {
            throw UnlikelyValueError(text: "lists of \(counts) parts", expected: "one part for each lot")
        }
        lots = amounts.indices.map { index in
            Lot(
                pairing: pairings.values[index], agreement: agreements.values[index],
                transfer: transfers.values[index], fiscalYear: Int32(clamping: fiscalYears[index]),
                receivedOn: received.values[index], since: since.values[index], amount: amounts[index])
        }
    }
}
