import Postgres

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
}

extension Journal {
    /// What lies in all accounts, and the number of events that this comes of, all of the same moment. An account in which nothing
    /// lies is left out.
    ///
    /// - Throws: `.unknownLedger`.
    public func accounts() async throws(JournalError) -> (balances: [AccountBalance], recorded: Int64) {
        try await withTransaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            let sql =
                "SELECT account, currency, balance FROM pairledger.account WHERE ledger = $1 AND balance <> 0"
            let balances = try session.query(sql, [.text(ledger.description)]).map {
                AccountBalance(account: try $0.text(0), currency: try $0.text(1), balance: try $0.int8(2))
            }
            return (balances, recorded)
        }
    }
}
