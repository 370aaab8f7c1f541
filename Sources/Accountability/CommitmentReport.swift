import Assistance
import CanonicalJSON
import Projection

/// What donors promised beside what arrived of it, by the day on which it was due: what is fulfilled, due, overdue and not due yet.
///
/// A promise is fulfilled when the recipient has confirmed all of it (rule R03, shortfall of commitments, tells it likewise). Money sent
/// beyond a promise fulfils none.
public enum CommitmentReport {
    public static func make(_ input: ReportInput, _ request: ReportRequest) throws -> Report {
        let figures = try CommitmentFigures(input, request)
        var facts = request.facts(input)
        if let day = figures.day { facts.append(.init(key: "due_by", label: "Due as of", value: .date("\(day)"))) }
        var notes = input.notes(request)
        if figures.agreements.contains(where: { $0.state == .due }) {
            notes.append("due is what falls due within 30 days")
        }
        var sections = [
            stateSection(figures, request), agreementSection(figures, request), donorSection(figures, request),
            yearSection(figures, request),
        ]
        if request.step != nil { sections.append(timeSection(figures, request)) }
        return Report(
            name: "commitments", title: "Commitments: promised against delivered", facts: facts, sections: sections,
            charts: request.charts([chart(figures, request)]), notes: notes)
    }

    // MARK: Sections

    private static func stateSection(_ figures: CommitmentFigures, _ request: ReportRequest) -> Report.Section {
        Report.Section(
            key: "states", title: "By state",
            columns: [.text("state", "State")] + sumColumns,
            rows: CommitmentFigures.State.allCases.compactMap { state in
                let own = figures.agreements.filter { $0.state == state }
                guard !own.isEmpty else { return nil }
                return Report.Row([.text(request.language(state.rawValue))] + sums(own), basis: basis(own))
            }, total: total(figures, request, before: 0))
    }

    /// By pairing in a tree, or the agreements one below the other, those due first before the others.
    private static func agreementSection(_ figures: CommitmentFigures, _ request: ReportRequest) -> Report.Section {
        var rows: [Report.Row] = []
        if request.isTree == true {
            let pairings = Dictionary(grouping: figures.agreements, by: \.row.pairing)
            for (pairing, own) in pairings.sorted(by: { $0.key < $1.key }) {
                let sides = figures.pairings[pairing]
                let name = sides.map {
                    "\(request.name(of: $0.donor, on: $0.startsOn)) → \(request.name(of: $0.recipient, on: $0.startsOn))"
                }
                rows.append(
                    Report.Row(
                        [.text(pairing), .text(name ?? ""), .empty, .empty, .empty, .empty, .empty] + Self.figures(own),
                        basis: basis(own)))
                if request.depth ?? .max > 1 { rows += own.map { row($0, request, depth: 1) } }
            }
        } else {
            rows = figures.agreements.map { row($0, request, depth: 0) }
        }
        return Report.Section(
            key: "agreements", title: "By agreement",
            columns: [
                .text("agreement", "Agreement"),
                .text("pairing", "Pairing"),
                .text("fiscal_year", "Year"),
                .date("agreed_on", "Agreed on"),
                .date("due_on", "Due on"),
                .text("state", "State"),
                .count("days_overdue", "Days overdue"),
            ] + figureColumns, rows: rows,
            total: Report.Row(
                [.text(request.language("Total")), .empty, .empty, .empty, .empty, .empty, .empty]
                    + Self.figures(figures.agreements)))
    }

    private static func row(
        _ agreement: CommitmentFigures.OfAgreement, _ request: ReportRequest, depth: Int
    ) -> Report.Row {
        let row = agreement.row
        return Report.Row(
            [
                .text(row.key.agreement), .text(row.pairing), .text("\(row.fiscalYear)"), .date("\(row.agreedOn)"),
                row.dueOn.map { .date("\($0)") } ?? .empty, .text(request.language(agreement.state.rawValue)),
                agreement.daysOverdue.map { .count(Int64($0)) } ?? .empty,
            ] + figures([agreement]), depth: depth, basis: basis([agreement]))
    }

    private static func donorSection(_ figures: CommitmentFigures, _ request: ReportRequest) -> Report.Section {
        var tree = RegionTree<CommitmentFigures.Sums>()
        for agreement in figures.agreements {
            guard let donor = figures.pairings[agreement.row.pairing]?.donor else { continue }
            tree.add(.init([agreement]), to: donor)
        }
        return Report.Section(
            key: "donors", title: "By donor",
            columns: [
                .text("region", "Code"),
                .text("name", "Donor"),
            ] + sumColumns,
            rows: tree.nodes(request, isTree: false).map { node in
                let own = figures.agreements.filter {
                    figures.pairings[$0.row.pairing]?.donor.isWithin(node.region) ?? false
                }
                return Report.Row(
                    [.text(node.region.description), .text(request.name(of: node.region, on: figures.day))]
                        + cells(node.figures), depth: node.depth, basis: basis(own))
            }, total: total(figures, request, before: 1))
    }

    private static func yearSection(_ figures: CommitmentFigures, _ request: ReportRequest) -> Report.Section {
        let years = Dictionary(grouping: figures.agreements, by: \.row.fiscalYear)
        return Report.Section(
            key: "years", title: "By fiscal year",
            columns: [.text("fiscal_year", "Year")] + sumColumns,
            rows: years.sorted { $0.key < $1.key }.map { year, own in
                Report.Row([.text("\(year)")] + sums(own), basis: basis(own))
            }, total: total(figures, request, before: 0))
    }

    /// By when they fall due.
    private static func timeSection(_ figures: CommitmentFigures, _ request: ReportRequest) -> Report.Section {
        let times = Dictionary(grouping: figures.agreements) { agreement in
            agreement.row.dueOn.flatMap { request.step?.start(of: $0) }
        }
        let order = times.keys.compactMap { $0 }.sorted()
        let undated = times[nil].map { [(request.language("no due date"), $0)] } ?? []
        let parts = order.map { (request.step?.name(of: $0) ?? "\($0)", times[$0] ?? []) } + undated
        return Report.Section(
            key: "times", title: "By due date",
            columns: [.text("time", "Time")] + sumColumns,
            rows: parts.map { name, own in Report.Row([.text(name)] + sums(own), basis: basis(own)) },
            total: total(figures, request, before: 0))
    }

    // MARK: Cells

    private static let figureColumns: [Report.Column] = [
        .amount("promised", "Promised"),
        .amount("sent", "Sent"),
        .amount("received", "Received"),
        .amount("returned", "Returned"),
        .amount("uncommitted", "Beyond it"),
        .amount("missing", "Missing"),
        .percent("delivered_share", "Delivered", hasBar: true),
    ]

    private static let sumColumns =
        [.count("agreements", "Agreements")] + figureColumns
        + [.amount("overdue", "Overdue")]

    private static func figures(_ agreements: [CommitmentFigures.OfAgreement]) -> [Report.Cell] {
        figures(CommitmentFigures.Sums(agreements))
    }

    private static func figures(_ sums: CommitmentFigures.Sums) -> [Report.Cell] {
        [
            .amount(sums.promised), .amount(sums.sent), .amount(sums.received), .amount(sums.returned),
            .amount(sums.uncommitted), .amount(sums.missing),
            .ratio(numerator: sums.delivered, denominator: sums.promised),
        ]
    }

    private static func sums(_ agreements: [CommitmentFigures.OfAgreement]) -> [Report.Cell] {
        cells(CommitmentFigures.Sums(agreements))
    }

    private static func cells(_ sums: CommitmentFigures.Sums) -> [Report.Cell] {
        [.count(sums.count)] + figures(sums) + [.amount(sums.overdue)]
    }

    private static func total(_ figures: CommitmentFigures, _ request: ReportRequest, before empty: Int) -> Report.Row {
        Report.Row(
            [.text(request.language("Total"))] + Array(repeating: .empty, count: empty) + sums(figures.agreements))
    }

    private static func basis(_ agreements: [CommitmentFigures.OfAgreement]) -> Basis {
        .all(
            agreements.map { .money(.init(agreement: $0.row.key.agreement)) } + [
                .streams(agreements.map { "agreement/\($0.row.key.agreement)" })
            ])
    }

    /// How far each pairing's promises are kept.
    private static func chart(_ figures: CommitmentFigures, _ request: ReportRequest) -> Chart? {
        let pairings = Dictionary(grouping: figures.agreements, by: \.row.pairing)
        let bars = pairings.sorted { $0.key < $1.key }.map { pairing, own in
            let sums = CommitmentFigures.Sums(own)
            return Chart.Stacked.Bar(
                label: pairing,
                values: [sums.delivered, sums.overdue, max(0, sums.missing - sums.overdue)])
        }.filter { bar in bar.values.contains { $0 > 0 } && bar.values.allSatisfy { $0 >= 0 } }
        guard !bars.isEmpty else { return nil }
        return .stacked(
            .init(title: "Promised and delivered", parts: ["Delivered", "Overdue", "Not due yet"], bars: bars))
    }
}
