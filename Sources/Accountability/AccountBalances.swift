import Assistance
public import Journal
public import Projection

/// What lies in the accounts of a ledger, in minor units of its only currency.
public struct AccountBalances: Hashable, Sendable {
    /// What lay in an account before, and what came and went; all of it came before where no period is asked for.
    struct Line: Hashable, Sendable {
        var opening: Int64 = 0
        var gained: Int64 = 0
        var lost: Int64 = 0
    }

    /// Accounts in which nothing lies, and in which nothing moved, are left out.
    let lines: [Account: Line]
    /// Of all accounts, whichever are shown: zero, unless the ledger is damaged.
    let sum: Int128

    /// What lies in each account.
    var minorUnits: [Account: Int64] { lines.mapValues { $0.opening + $0.gained - $0.lost } }

    init(_ balances: some Sequence<(Account, Int64)>) {
        lines = Dictionary(uniqueKeysWithValues: balances.map { ($0, Line(opening: $1)) })
        sum = lines.values.reduce(0) { $0 + Int128($1.opening) }
    }

    private init(_ lines: [Account: Line], sum: Int128) {
        self.lines = lines.filter { $0.value != Line() }
        self.sum = sum
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
        self.init(minorUnits.map { ($0.key, $0.value) })
    }

    /// The part of each account's money that a filter lets through, of the accounts of read model "funds".
    public init(_ rows: [AccountRow], _ pairings: [PairingRow], _ filter: ReportFilter) {
        let scope = ReportScope(filter, pairings)
        var lines: [Account: Line] = [:]
        var sum: Int128 = 0
        for row in rows {
            sum += Int128(row.balance)
            guard let account = Account(row.key.account) else { continue }
            for lot in row.lots
            where scope.has(
                pairing: lot.pairing ?? "", place: row.place, instrument: row.instrument, purpose: row.purpose)
            {
                lines[account, default: Line()].opening += lot.amount
            }
        }
        self.init(lines, sum: sum)
    }

    /// Of what was counted while the log was folded.
    public init(_ counter: BalanceCounter) {
        let counted = counter.counted
        self.init(counted.lines, sum: counted.sum)
    }
}
