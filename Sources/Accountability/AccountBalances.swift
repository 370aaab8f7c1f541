import Assistance
public import Journal

/// What lies in every account of a ledger in which something lies, in minor units of its only currency.
public struct AccountBalances: Hashable, Sendable {
    let minorUnits: [Account: Int64]

    init(_ balances: some Sequence<(Account, Int64)>) {
        minorUnits = Dictionary(uniqueKeysWithValues: balances.map { ($0, $1) })
    }

    /// Of the ledger's table of accounts.
    ///
    /// - Throws: ``LogDefect`` for a row that no program of this version can have written.
    public init(_ rows: [AccountBalance]) throws(LogDefect) {
        var minorUnits: [Account: Int64] = [:]
        for row in rows where row.balance != 0 {
            guard let account = Account(row.account), Currency(row.currency) != nil else {
                throw LogDefect(
                    "the table of accounts has \(row.account) in \(row.currency), which is none of the ledger")
            }
            minorUnits[account] = row.balance
        }
        self.minorUnits = minorUnits
    }
}
