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
    /// What lies in accounts, and the number of events that this comes of, all of the same moment. An account in which nothing lies is
    /// left out.
    ///
    /// - Parameters:
    ///   - kinds: what accounts' names begin with, before the colon: all that there are, each with another first letter.
    ///   - many: those of which there are very many accounts; of others all are named.
    ///   - most: with how many named there are enough, the first of these by the order of kinds and their names; nil for all, 0 for none of
    ///     any kind.
    /// - Returns: the accounts that are named; by kind what lies in all, named or not.
    /// - Throws: `.unknownLedger`.
    public func accounts(
        of kinds: [String], many: Set<String> = [], most: Int? = nil
    ) async throws(JournalError) -> (balances: [AccountBalance], groups: [AccountGroup], recorded: Int64) {
        try await withTransaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            let unnamed = most.map { most in most == 0 ? kinds : kinds.filter(many.contains) } ?? []
            var (balances, groups) = try accounts(kinds, unnamed: unnamed, on: session)
            var room = (most ?? 0) - balances.count
            for kind in unnamed where room > 0 && groups.contains(where: { $0.kind == kind }) {
                let named = try accounts(of: kind, most: room, on: session)
                balances += named
                room -= named.count
            }
            return (balances, groups, recorded)
        }
    }

    /// All accounts are gone through once. Kinds are told by their first letters, which is sooner done than by all before the colon; what is
    /// not to be named has no name to be told apart by.
    private func accounts(
        _ kinds: [String], unnamed: [String], on session: Session
    ) throws -> ([AccountBalance], [AccountGroup]) {
        let letters = Dictionary(uniqueKeysWithValues: kinds.map { (Int64($0.unicodeScalars.first?.value ?? 0), $0) })
        let rows = try session.query(
            """
            SELECT ascii(account), count(*), sum(balance)::text,
                   CASE WHEN ascii(account) <> ALL ($2) THEN account || ' ' || currency END
            FROM pairledger.account WHERE ledger = $1 AND balance <> 0 GROUP BY 1, 4
            """,
            [
                .text(ledger.description),
                .int8s(letters.filter { unnamed.contains($0.value) }.map(\.key)),
            ])
        var balances: [AccountBalance] = []
        var groups: [Int64: AccountGroup] = [:]
        for row in rows {
            let (letter, balance) = (try row.int8(0), Int128(try row.text(2)) ?? 0)
            let kind = letters[letter] ?? Unicode.Scalar(UInt32(clamping: letter)).map { String($0) } ?? ""
            let group = groups[letter] ?? AccountGroup(kind: kind, count: 0, balance: 0)
            groups[letter] = AccountGroup(
                kind: kind, count: group.count + (try row.int(1)), balance: group.balance + balance)
            guard try !row.isNull(3) else { continue }
            let name = try row.text(3).split(separator: " ").map(String.init)
            balances.append(
                AccountBalance(
                    account: name.first ?? "", currency: name.last ?? "", balance: Int64(clamping: balance)))
        }
        return (balances, groups.sorted { $0.key < $1.key }.map(\.value))
    }

    /// The first accounts of a kind by their names, found through the key, so that of many no more are looked at.
    private func accounts(of kind: String, most: Int, on session: Session) throws -> [AccountBalance] {
        // ";" is what comes after ":".
        try session.query(
            """
            SELECT account, currency, balance FROM pairledger.account
            WHERE ledger = $1 AND account > $2 AND account < $3 AND balance <> 0 ORDER BY account LIMIT $4
            """,
            [.text(ledger.description), .text("\(kind):"), .text("\(kind);"), .int8(Int64(most))]
        ).map { AccountBalance(account: try $0.text(0), currency: try $0.text(1), balance: try $0.int8(2)) }
    }
}
