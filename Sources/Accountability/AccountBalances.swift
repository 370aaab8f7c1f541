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
    /// Those of each kind that are not among the lines, as nobody asks for them one by one.
    private(set) var others: [Account.Kind: Others] = [:]
    /// Of all accounts, whichever are shown: zero, unless the ledger is damaged.
    let sum: Int128

    struct Others: Hashable, Sendable {
        var count = 0
        /// Minor units.
        var balance: Int128 = 0
    }

    /// What lies in each account.
    var minorUnits: [Account: Int64] { lines.mapValues { $0.opening + $0.gained - $0.lost } }

    init(_ balances: some Sequence<(Account, Int64)>, others: [Account.Kind: Others] = [:]) {
        lines = Dictionary(uniqueKeysWithValues: balances.map { ($0, Line(opening: $1)) })
        self.others = others
        sum = others.values.reduce(lines.values.reduce(0) { $0 + Int128($1.opening) }) { $0 + $1.balance }
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
        self.init(minorUnits.map { ($0.key, $0.value) }, others: [:])
    }

    /// Of read model "funds": the first accounts, with all of each kind added up.
    ///
    /// - Throws: ``LogDefect`` for an account that no projection wrote.
    public init(_ rows: [AccountBalance], _ totals: [AccountTotalRow]) throws(LogDefect) {
        let named = try AccountBalances(rows)
        var others: [Account.Kind: Others] = [:]
        for total in totals {
            others[total.key.kind, default: Others()].count += Int(total.accounts)
            others[total.key.kind, default: Others()].balance += Int128(total.balance)
        }
        for (account, line) in named.lines {
            others[account.kind, default: Others()].count -= 1
            others[account.kind, default: Others()].balance -= Int128(line.opening)
        }
        self.init(named.minorUnits.map { ($0.key, $0.value) }, others: others.filter { $0.value != Others() })
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
