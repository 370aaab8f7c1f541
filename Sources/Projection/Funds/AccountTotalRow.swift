public import Assistance

/// What lies in all accounts of a kind, so that nobody has to add up very many.
public struct AccountTotalRow: TableRow {
    public static let table = "account_total"

    public struct Key: TableKey {
        public var kind = Account.Kind.donor
        /// An ISO 4217 code.
        public var currency = ""

        public init() {}
        public init(_ kind: Account.Kind, _ currency: String) {
            self.kind = kind
            self.currency = currency
        }

        public mutating func visit(_ columns: inout some ColumnVisitor) throws {
            try columns.column("kind", &kind)
            try columns.column("currency", &currency)
        }
    }

    public var key = Key()
    /// In how many something lies.
    public var accounts: Int64 = 0
    /// Minor units; below zero on the donor's side.
    public var balance: Int64 = 0

    public init() {}

    public mutating func visit(_ columns: inout some ColumnVisitor) throws {
        try columns.column("accounts", &accounts)
        try columns.column("balance", &balance)
    }

    /// Counts that what lies in one account has changed; false for an amount beyond all bounds.
    mutating func note(from before: Int64, to after: Int64) -> Bool {
        accounts += (after == 0 ? 0 : 1) - (before == 0 ? 0 : 1)
        return balance.gain(after - before)
    }
}
