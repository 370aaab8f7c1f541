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

/// Accounts of a kind in which something lies: how many there are, and what lies in all of them.
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
    /// - Parameters:
    ///   - kinds: what accounts' names begin with, before the colon: all that there are, each with another first letter.
    ///   - most: how many accounts are named, the first by the order of kinds and their names; nil for all. The groups count all.
    /// - Throws: `.unknownLedger`.
    public func accounts(
        of kinds: [String], most: Int? = nil
    ) async throws(JournalError) -> (balances: [AccountBalance], groups: [AccountGroup], recorded: Int64) {
        try await withTransaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            let groups = try accountGroups(kinds, on: session)
            var balances: [AccountBalance] = []
            for kind in kinds where groups.contains(where: { $0.kind == kind }) {
                let room = most.map { $0 - balances.count }
                if let room, room <= 0 { break }
                balances += try accounts(of: kind, most: room, on: session)
            }
            return (balances, groups, recorded)
        }
    }

    /// By the first letter, which is sooner told of very many names than all before the colon.
    private func accountGroups(_ kinds: [String], on session: Session) throws -> [AccountGroup] {
        let letters = Dictionary(uniqueKeysWithValues: kinds.map { ($0.unicodeScalars.first?.value, $0) })
        return try session.query(
            """
            SELECT ascii(account), count(*), sum(balance)::text FROM pairledger.account
            WHERE ledger = $1 AND balance <> 0 GROUP BY 1
            """, [.text(ledger.description)]
        ).map { row in
            let letter = UInt32(clamping: try row.int(0))
            let kind = letters[letter] ?? Unicode.Scalar(letter).map { String($0) } ?? ""
            return AccountGroup(kind: kind, count: try row.int(1), balance: Int128(try row.text(2)) ?? 0)
        }
    }

    /// The first accounts of a kind by their names, found through the key, so that of many no more are looked at.
    private func accounts(of kind: String, most: Int?, on session: Session) throws -> [AccountBalance] {
        // ";" is what comes after ":".
        try session.query(
            """
            SELECT account, currency, balance FROM pairledger.account
            WHERE ledger = $1 AND account > $2 AND account < $3 AND balance <> 0 ORDER BY account LIMIT $4
            """,
            [
                .text(ledger.description), .text("\(kind):"), .text("\(kind);"),
                most.map { .int8(Int64($0)) } ?? .null(.int8),
            ]
        ).map { AccountBalance(account: try $0.text(0), currency: try $0.text(1), balance: try $0.int8(2)) }
    }
}
