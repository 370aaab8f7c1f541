import Assistance
import CanonicalJSON
import Projection

/// The trial balance: what lies in every account, by kind, and that all of it together is nothing. With a period, what lay there before, what
/// came and went in it, and what lies there at its end.
public enum BalanceReport {
    /// - Parameters:
    ///   - prefix: only accounts whose names begin with it; empty for all.
    ///   - recorded: the number of events in the ledger, of which the request's horizon may leave out the last.
    ///   - notes: what the reader must know of the balances.
    public static func make(
        _ balances: AccountBalances, _ request: ReportRequest, prefix: String = "", recorded: Int64,
        notes: [String] = []
    ) -> Report {
        let drawing = BalanceDrawing(balances, request, prefix: prefix)
        let input = ReportInput(rows: NoRows(), knownTo: request.horizon.end(recorded: recorded), recorded: recorded)
        let check = Report.Fact(
            key: "check", label: "All accounts together", value: .amount(Int64(clamping: balances.sum)))
        return Report(
            name: "balance", title: "Trial balance", facts: request.facts(input) + [check],
            sections: [drawing.section],
            notes: notes
                + (balances.sum == 0 ? [] : ["THE TRIAL BALANCE IS NOT ZERO: no figure above can be relied on"]))
    }

    /// Balances are no rows of read models.
    private struct NoRows: RowSource {
        func rows<Row: TableRow>(_: Row.Type) -> [Row] { [] }
    }
}

/// Balances, and how they are written down.
private struct BalanceDrawing {
    private let lines: [(name: String, account: Account, line: AccountBalances.Line)]
    private let request: ReportRequest
    private let prefix: String
    private let hasPeriod: Bool
    private let others: [Account.Kind: AccountBalances.Others]

    init(_ balances: AccountBalances, _ request: ReportRequest, prefix: String) {
        lines = balances.lines.map { ($0.key.description, $0.key, $0.value) }
            .filter { $0.0.hasPrefix(prefix) }.sorted { $0.0 < $1.0 }
        self.request = request
        self.prefix = prefix
        hasPeriod = request.period.from != nil
        others = balances.others
    }

    /// What all accounts of a kind have together, or of all kinds.
    private func sum(of kind: Account.Kind? = nil) -> BalanceSum {
        let own = lines.lazy.filter { kind == nil || $0.account.kind == kind }
        let sum = own.reduce(into: BalanceSum()) { $0.add(BalanceSum($1.line)) }
        return others.filter { kind == nil || $0.key == kind }.values.reduce(into: sum) { $0.add(BalanceSum($1)) }
    }

    var section: Report.Section {
        var rows: [Report.Row] = []
        var omitted = 0
        // All kinds are shown, however many accounts there are.
        var room = request.limit.map { max(0, $0 - Account.Kind.allCases.count) } ?? .max
        for kind in Account.Kind.allCases {
            let own = lines.filter { $0.account.kind == kind }
            guard prefix.isEmpty || !own.isEmpty else { continue }
            let below = request.isTree == false ? 0 : 1
            if below == 1 {
                rows.append(
                    row(kind.rawValue, request.language(kind.holds), sum(of: kind), basis: MoneyBasis(kinds: [kind])))
            }
            guard request.depth ?? .max > 1 else { continue }
            if request.isTree == true, kind == .donor || kind == .holding {
                rows += regions(kind, own)
            } else {
                let wanted = own.prefix(room)
                room -= wanted.count
                omitted += own.count - wanted.count + (others[kind]?.count ?? 0)
                rows += wanted.map {
                    row($0.name, nil, BalanceSum($0.line), depth: below, basis: MoneyBasis(account: $0.name))
                }
            }
        }
        let total = prefix.isEmpty ? request.language("Total") : "\(request.language("Total of")) \(prefix)…"
        return Report.Section(
            key: "accounts", title: "Accounts",
            columns: [
                .text("account", "Account"),
                .text("meaning", "Meaning"),
            ] + figureColumns, rows: rows, omitted: omitted, total: row(total, nil, sum(), basis: nil))
    }

    private var figureColumns: [Report.Column] {
        guard hasPeriod else { return [.amount("balance", "Balance")] }
        return [
            .amount("opening", "Opening balance"),
            .amount("in", "In"),
            .amount("out", "Out"),
            .amount("balance", "Closing balance"),
        ]
    }

    private func row(
        _ name: String, _ meaning: String?, _ sum: BalanceSum, depth: Int = 0, basis: MoneyBasis?
    ) -> Report.Row {
        let figures = hasPeriod ? [sum.opening, sum.gained, sum.lost, sum.closing] : [sum.closing]
        return Report.Row(
            [.text(name), meaning.map(Report.Cell.text) ?? .empty] + figures.map { .amount(Int64(clamping: $0)) },
            depth: depth, basis: basis.map(Basis.money))
    }

    // MARK: Regions

    /// The accounts of regions, each below the regions that it lies in.
    private func regions(
        _ kind: Account.Kind, _ own: [(name: String, account: Account, line: AccountBalances.Line)]
    ) -> [Report.Row] {
        var tree = RegionTree<BalanceSum>()
        var accounts: [RegionCode: [(name: String, line: AccountBalances.Line)]] = [:]
        for line in own {
            guard let region = RegionCode(line.account.owner) else { continue }
            tree.add(BalanceSum(line.line), to: region)
            accounts[region, default: []].append((line.name, line.line))
        }
        let levels = (request.depth ?? .max) - 1
        let nodes = tree.nodes()
        let heads = Set(nodes.compactMap(\.region.parent))
        return nodes.flatMap { node -> [Report.Row] in
            guard node.depth < levels else { return [] }
            let region = request.name(of: node.region)
            let held = accounts[node.region] ?? []
            if held.count == 1, let only = held.first, !heads.contains(node.region) {
                return [
                    row(only.name, region, node.figures, depth: node.depth + 1, basis: MoneyBasis(account: only.name))
                ]
            }
            let head = row(
                node.region.description, region, node.figures, depth: node.depth + 1,
                basis: MoneyBasis(kinds: [kind], region: node.region))
            guard node.depth + 1 < levels else { return [head] }
            return [head]
                + held.map { account in
                    row(
                        account.name, nil, BalanceSum(account.line), depth: node.depth + 2,
                        basis: MoneyBasis(account: account.name))
                }
        }
    }
}

/// Of more than 64 bits, as amounts that a damaged table has may be any.
private struct BalanceSum: Summable {
    var opening: Int128 = 0
    var gained: Int128 = 0
    var lost: Int128 = 0
    var closing: Int128 { opening + gained - lost }

    init() {}

    init(_ line: AccountBalances.Line) {
        opening = Int128(line.opening)
        gained = Int128(line.gained)
        lost = Int128(line.lost)
    }

    init(_ others: AccountBalances.Others) { opening = others.balance }

    mutating func add(_ other: BalanceSum) {
        opening += other.opening
        gained += other.gained
        lost += other.lost
    }
}
