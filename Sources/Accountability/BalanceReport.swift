import Assistance
public import Projection

/// The trial balance: what lies in every account, by kind, and that all of it together is nothing.
public enum BalanceReport {
    /// - Parameters:
    ///   - prefix: only accounts whose names begin with it; empty for all.
    ///   - hasAccounts: whether the accounts stand under their kinds.
    ///   - recorded: the number of events in the ledger.
    public static func make(
        _ balances: AccountBalances, ledger: String, prefix: String = "", hasAccounts: Bool = true, horizon: Horizon,
        recorded: Int64
    ) -> Report {
        let shown =
            prefix.isEmpty
            ? balances.minorUnits : balances.minorUnits.filter { $0.key.description.hasPrefix(prefix) }
        let kinds = Dictionary(grouping: shown, by: \.key.kind)
        var rows: [Report.Row] = []
        for kind in Account.Kind.allCases {
            let accounts = kinds[kind] ?? []
            guard prefix.isEmpty || !accounts.isEmpty else { continue }
            rows.append(row(kind.rawValue, .text(kind.holds), sum(accounts.map(\.value))))
            guard hasAccounts else { continue }
            rows += accounts.map { ($0.key.description, $0.value) }.sorted { $0.0 < $1.0 }.map {
                row($0.0, .empty, Int128($0.1), depth: 1)
            }
        }
        let total = sum(balances.minorUnits.values)
        return Report(
            name: "balance", title: "Trial balance",
            facts: [Report.Fact(key: "ledger", label: "Ledger", value: .text(ledger))]
                + horizon.facts(recorded: recorded),
            sections: [
                Report.Section(
                    key: "accounts", title: "Accounts",
                    columns: [
                        Report.Column(key: "account", label: "Account", kind: .text),
                        Report.Column(key: "meaning", label: "Meaning", kind: .text),
                        Report.Column(key: "balance", label: "Balance", kind: .amount),
                    ],
                    rows: rows,
                    total: row(prefix.isEmpty ? "Total" : "Total of \(prefix)…", .empty, sum(shown.values)))
            ],
            notes: total == 0 ? [] : ["THE TRIAL BALANCE IS NOT ZERO: no figure above can be relied on"])
    }

    private static func row(_ name: String, _ meaning: Report.Cell, _ balance: Int128, depth: Int = 0) -> Report.Row {
        Report.Row([.text(name), meaning, .amount(Int64(clamping: balance))], depth: depth)
    }

    /// Of more than 64 bits, as amounts that a damaged table has may be any.
    private static func sum(_ balances: some Sequence<Int64>) -> Int128 { balances.reduce(0) { $0 + Int128($1) } }
}
