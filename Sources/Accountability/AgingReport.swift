import Assistance
import CanonicalJSON
import Projection

/// How long money has waited since it was received (or, while it is on its way, since it was sent): by place in the chain, by holder and by
/// pairing, in bands whose upper ones are those of rule R01, idle funds.
public enum AgingReport {
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        let figures = try AgingFigures(input, request)
        var facts = request.facts(input)
        if let day = figures.day { facts.append(.init(key: "ages_on", label: "Ages on", value: .date("\(day)"))) }
        return Report(
            name: "aging", title: "Aging: how long money has waited", facts: facts,
            sections: [
                chainSection(figures, request),
                request.isTree == true ? regionSection(figures, request) : holderSection(figures, request),
                pairingSection(figures, request),
            ], charts: request.charts([chart(figures, request)]), notes: input.notes(request))
    }

    // MARK: Sections

    private static func chainSection(_ figures: AgingFigures, _ request: ReportRequest) -> Report.Section {
        var stages: [AgingFigures.Stage: AgingFigures.Ages] = [:]
        for holder in figures.holders { stages[holder.stage, default: .init()].add(holder.ages) }
        return Report.Section(
            key: "chain", title: "By place in the chain",
            columns: [.text("stage", "Where")] + bandColumns,
            rows: AgingFigures.Stage.allCases.compactMap { stage in
                stages[stage].map { ages in
                    let accounts = figures.holders.lazy.filter { $0.stage == stage }
                    return Report.Row(
                        [.text(request.language(stage.rawValue))] + cells(ages, figures),
                        basis: request.basis(.all(accounts.map { .money(.init(account: $0.account)) })))
                }
            }, total: Report.Row([.text(request.language("Total"))] + cells(figures.all, figures)))
    }

    private static func holderSection(_ figures: AgingFigures, _ request: ReportRequest) -> Report.Section {
        let rows = request.rows(figures.holders) { holder in
            Report.Row(
                [
                    .text(holder.account), .text(holder.region.map { request.name(of: $0, on: figures.day) } ?? ""),
                    .text(request.language(holder.stage.rawValue)),
                    holder.ages.oldest.map { .date("\($0)") } ?? .empty,
                    holder.liesSince.map { .date("\($0)") } ?? .empty,
                ] + cells(holder.ages, figures), basis: request.basis(.money(.init(account: holder.account))))
        }
        return Report.Section(
            key: "holders", title: "By holder, oldest first",
            columns: [
                .text("account", "Account"),
                .text("name", "Holder"),
                .text("stage", "Where"),
                .date("since", "Since"),
                .date("lies_since", "Lies there since"),
            ] + bandColumns,
            rows: rows.shown, omitted: rows.omitted,
            total: Report.Row(
                [.text(request.language("Total")), .empty, .empty, .empty, .empty] + cells(figures.all, figures)))
    }

    /// By the region that holds the money, that it is on its way to, or where its project is.
    private static func regionSection(_ figures: AgingFigures, _ request: ReportRequest) -> Report.Section {
        var tree = RegionTree<AgingFigures.Ages>()
        var unknown = AgingFigures.Ages()
        for holder in figures.holders {
            if let region = holder.region { tree.add(holder.ages, to: region) } else { unknown.add(holder.ages) }
        }
        var rows = tree.nodes(request, isTree: true).map { node in
            Report.Row(
                [.text(node.region.description), .text(request.name(of: node.region, on: figures.day))]
                    + cells(node.figures, figures), depth: node.depth,
                basis: request.basis(
                    .all(
                        figures.holders.filter { $0.region?.isWithin(node.region) ?? false }.map {
                            .money(.init(account: $0.account))
                        })))
        }
        if unknown.total != 0 {
            rows.append(Report.Row([.empty, .text(request.language("not known"))] + cells(unknown, figures)))
        }
        return Report.Section(
            key: "regions", title: "By region",
            columns: [
                .text("region", "Code"),
                .text("name", "Region"),
            ] + bandColumns, rows: rows,
            total: Report.Row([.text(request.language("Total")), .empty] + cells(figures.all, figures)))
    }

    private static func pairingSection(_ figures: AgingFigures, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "pairings", title: "By pairing",
            columns: [.text("pairing", "Pairing")] + bandColumns,
            rows: figures.pairings.sorted { $0.key < $1.key }.map { pairing, ages in
                Report.Row(
                    [.text(pairing.isEmpty ? request.language("not known") : pairing)] + cells(ages, figures),
                    basis: .money(.init(kinds: [.transit, .holding, .project], pairing: pairing)))
            }, total: Report.Row([.text(request.language("Total"))] + cells(figures.all, figures)))
    }

    // MARK: Cells

    private static let bandColumns =
        AgingFigures.bands.map { Report.Column(key: $0.key, label: $0.label, kind: .amount) } + [
            .amount("total", "Together"),
            .percent("share", "Share", hasBar: true),
            .count("oldest_days", "Oldest, days"),
        ]

    private static func cells(_ ages: AgingFigures.Ages, _ figures: AgingFigures) -> [Report.Cell] {
        ages.amounts.map(Report.Cell.amount) + [
            .amount(ages.total), .ratio(numerator: ages.total, denominator: figures.all.total),
            figures.days(since: ages.oldest).map { .count(Int64($0)) } ?? .empty,
        ]
    }

    /// A bar for every place in the chain.
    private static func chart(_ figures: AgingFigures, _ request: ReportRequest) -> Chart? {
        var stages: [AgingFigures.Stage: AgingFigures.Ages] = [:]
        for holder in figures.holders { stages[holder.stage, default: .init()].add(holder.ages) }
        let bars = AgingFigures.Stage.allCases.compactMap { stage in
            stages[stage].map { Chart.Stacked.Bar(label: request.language(stage.rawValue), values: $0.amounts) }
        }.filter { bar in bar.values.contains { $0 > 0 } && bar.values.allSatisfy { $0 >= 0 } }
        guard !bars.isEmpty else { return nil }
        return .stacked(.init(title: "Money by age", parts: AgingFigures.bands.map(\.label), bars: bars))
    }
}
