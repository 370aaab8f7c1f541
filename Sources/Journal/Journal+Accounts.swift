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

/// Accounts of the same beginning in which something lies, such as `holding:`: how many there are, and what lies in all of them.
public struct AccountGroup: Hashable, Sendable {
    /// Such as `holding`.
    public let kind: String
    public let count: Int
    /// In minor units.
    public let balance: Int128

    public init(kind: String, count: Int, balance: Int128) {
        self.kind = kind
        self.count = count
        self.balance = balance
    }
}

extension Journal {
    /// What lies in all accounts, and the number of events that this comes of, all of the same moment. An account in which nothing
    /// lies is left out.
    ///
    /// - Parameter most: how many accounts of each kind are named, the first by their names; nil for all. The groups count all.
    /// - Throws: `.unknownLedger`.
    public func accounts(
        most: Int? = nil
    ) async throws(JournalError) -> (balances: [AccountBalance], groups: [AccountGroup], recorded: Int64) {
        try await withTransaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            let groups = try session.query(
                """
                SELECT split_part(account, ':', 1), count(*), sum(balance)::text FROM pairledger.account
                WHERE ledger = $1 AND balance <> 0 GROUP BY 1
                """, [.text(ledger.description)]
            ).map { AccountGroup(kind: try $0.text(0), count: try $0.int(1), balance: Int128(try $0.text(2)) ?? 0) }
            // Through the key, so that of many accounts only these are looked at; ";" is what comes after ":".
            let balances = try session.query(
                """
                SELECT named.account, named.currency, named.balance FROM unnest($2::text[]) AS kinds(kind)
                CROSS JOIN LATERAL (
                    SELECT account, currency, balance FROM pairledger.account
                    WHERE ledger = $1 AND account > kind || ':' AND account < kind || ';' AND balance <> 0
                    ORDER BY account LIMIT $3
                ) AS named
                """,
                [.text(ledger.description), .texts(groups.map(\.kind)), most.map { .int8(Int64($0)) } ?? .null(.int8)]
            ).map { AccountBalance(account: try $0.text(0), currency: try $0.text(1), balance: try $0.int8(2)) }
            return (balances, groups, recorded)
        }
    }
}
