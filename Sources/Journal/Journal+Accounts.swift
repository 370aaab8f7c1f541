public import Postgres

/// What lies in an account, as the ledger's table of accounts has it.
public struct AccountBalance: Hashable, Sendable {
    /// Such as `holding:653001`.
    public let account: String
    /// An ISO 4217 code.
    public let currency: String
    /// In minor units of the currency.
    public let balance: Int64

    public init(account: String, currency: String, balance: Int64) {
        self.account = account
        self.currency = currency
        self.balance = balance
    }

    /// Of a row of account, currency and balance.
    public init(_ row: Row) throws {
        self.init(account: try row.text(0), currency: try row.text(1), balance: try row.int8(2))
    }
}

extension Journal {
    /// What lies in every account, and the number of events that this comes of, both of the same moment. An account in which nothing lies is
    /// left out.
    ///
    /// - Throws: `.unknownLedger`.
    public func accounts() async throws(JournalError) -> (balances: [AccountBalance], recorded: Int64) {
        try await withTransaction(isolation: .repeatableRead, readOnly: true) { session in
            try session.ask(
                Question(
                    "SELECT account, currency, balance FROM pairledger.account WHERE ledger = $1 AND balance <> 0",
                    [.text(ledger.description)]
                ) { try $0.map(AccountBalance.init) }, Journal.nextPosition(of: ledger))
        }
    }
}
