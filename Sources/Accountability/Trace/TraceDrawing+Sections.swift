import Assistance
import CanonicalJSON
import Projection

extension TraceDrawing {
    /// What of the money lies in an account, or came to its end there.
    struct End {
        var amount: Int64 = 0
        var positions: Set<Int64> = []
    }

    /// By account.
    static func ends(of trace: Trace) -> [String: End] {
        var ends: [String: End] = [:]
        for node in trace.nodes where node.parts.isEmpty && node.kind != .late {
            for portion in node.portions {
                let hop = trace.trail.hops[portion.hop]
                ends[hop.target, default: End()].amount += portion.amount
                ends[hop.target]?.positions.insert(hop.position)
            }
        }
        return ends
    }

    /// Where the money is, by how far it has come.
    var endSection: Report.Section {
        var kinds: [Account.Kind: End] = [:]
        for (account, end) in ends {
            guard let kind = trace.accounts[account]?.kind else { continue }
            kinds[kind, default: End()].amount += end.amount
            kinds[kind]?.positions.formUnion(end.positions)
        }
        let late = trace.nodes.lazy.filter { $0.kind == .late }.reduce(0) { $0 + $1.amount }
        var rows = Account.Kind.allCases.compactMap { kind in
            kinds[kind].map { end in
                Report.Row(
                    [
                        .text(request.language(kind == .donor ? "with the donor again" : kind.holds)),
                        .amount(end.amount), .ratio(numerator: end.amount, denominator: trace.root.amount),
                    ], basis: .positions(end.positions.sorted()))
            }
        }
        if late > 0 {
            rows.append(
                Report.Row([
                    .text(request.language("stands in for what left before")), .amount(late),
                    .ratio(numerator: late, denominator: trace.root.amount),
                ]))
        }
        return Report.Section(
            key: "ends", title: "Where it is",
            columns: [
                .text("place", "Where"),
                .amount("amount", "Amount"),
                .percent("share", "Share", hasBar: true),
            ], rows: rows, total: total([.text(request.language("Total"))]))
    }

    private func total(_ cells: [Report.Cell]) -> Report.Row {
        let amount = trace.root.amount
        return Report.Row(cells + [.amount(amount), .ratio(numerator: amount, denominator: amount)])
    }

    // MARK: Sources

    private struct Source: Hashable, Comparable {
        let pairing: String
        let agreement: String
        let transfer: String

        static func < (a: Source, b: Source) -> Bool {
            (a.pairing, a.agreement, a.transfer) < (b.pairing, b.agreement, b.transfer)
        }
    }

    /// Who paid, by the agreement and the transfer that brought it.
    var sourceSection: Report.Section {
        var amounts: [Source: End] = [:]
        for portion in trace.root.portions {
            let hop = trace.trail.hops[portion.hop]
            let source = Source(
                pairing: hop.pairing ?? "", agreement: hop.agreement ?? "", transfer: hop.transfer ?? "")
            amounts[source, default: End()].amount += portion.amount
            amounts[source]?.positions.insert(hop.position)
        }
        let pairings = Dictionary(details.pairings.map { ($0.key.pairing, $0) }) { first, _ in first }
        return Report.Section(
            key: "sources", title: "Who paid for it",
            columns: [
                .text("donor", "Donor"),
                .text("pairing", "Pairing"),
                .text("agreement", "Agreement"),
                .text("transfer", "Transfer"),
                .amount("amount", "Amount"),
                .percent("share", "Share", hasBar: true),
            ],
            rows: amounts.sorted { $0.key < $1.key }.map { source, end in
                let sides = pairings[source.pairing]
                let donor = sides.map { "\($0.donor) \(request.name(of: $0.donor, on: $0.startsOn))" }
                let beyond = request.language(source.pairing.isEmpty ? "not known" : "beyond the promise")
                return Report.Row(
                    [
                        .text(donor ?? request.language("not known")), .text(source.pairing),
                        .text(source.agreement.isEmpty ? beyond : source.agreement), .text(source.transfer),
                        .amount(end.amount), .ratio(numerator: end.amount, denominator: trace.root.amount),
                    ], basis: .positions(end.positions.sorted()))
            },
            total: total([.text(request.language("Total")), .empty, .empty, .empty]))
    }

    // MARK: What it was for

    var projectSection: Report.Section {
        var own: [String: (unspent: Int64, spent: Int64)] = [:]
        if trace.isForward {
            for (name, end) in ends {
                guard let account = trace.accounts[name] else { continue }
                if account.kind == .project { own[account.owner, default: (0, 0)].unspent += end.amount }
                if account.kind == .spent { own[account.owner, default: (0, 0)].spent += end.amount }
            }
        }
        return Report.Section(
            key: "projects", title: "What it was for",
            columns: [
                .text("project", "Project"),
                .text("name", "Name"),
                .text("place", "Place"),
                .text("purpose", "Purpose"),
                .text("stage", "Stage"),
                .amount("traced_unspent", "Of it unspent"),
                .amount("traced_spent", "Of it spent"),
                .amount("allocated", "Allocated in all"),
                .amount("spent", "Spent in all"),
                .count("documents", "Documents"),
                .text("outcome", "Outcome"),
            ],
            rows: trace.projects.compactMap { projects[$0] }.map { project in
                let name = request.language == .chinese ? project.nameZH ?? project.name : project.name
                let purpose = request.language == .chinese ? project.purpose.chinese : project.purpose.english
                let part = own[project.key.project]
                let place = request.name(of: project.place, on: project.approvedOn ?? project.proposedOn)
                return Report.Row(
                    [
                        .text(project.key.project), .text(name), .text("\(project.place) \(place)"), .text(purpose),
                        .text(request.language(project.stage.rawValue)),
                        trace.isForward ? .amount(part?.unspent ?? 0) : .empty,
                        trace.isForward ? .amount(part?.spent ?? 0) : .empty, .amount(project.allocated),
                        .amount(project.spent), .count(project.documents),
                        outcomes(of: project.key.project).map { .text(request.language($0)) } ?? .empty,
                    ], basis: .streams(["project/\(project.key.project)"]))
            })
    }

    var outcomeSection: Report.Section {
        func cell(_ value: Int64?, _ indicator: IndicatorRow) -> Report.Cell {
            value.flatMap { Figure($0, indicator.scale) }.map { .text($0.description) } ?? .empty
        }
        // Rows are large: their numbers are sorted.
        let projects = Set(trace.projects)
        let indicators = details.indicators
        let order = indicators.indices.filter { indicators[$0].project.map(projects.contains) ?? false }.sorted {
            (indicators[$0].project ?? "", indicators[$0].key.indicator)
                < (indicators[$1].project ?? "", indicators[$1].key.indicator)
        }
        return Report.Section(
            key: "outcomes", title: "Outcomes",
            columns: [
                .text("indicator", "Indicator"),
                .text("project", "Project"),
                .text("name", "Name"),
                .text("unit", "Unit"),
                .text("target", "Target"),
                .date("due_on", "Due on"),
                .text("reported", "Reported"),
                .text("verified", "Verified"),
                .text("disputed", "Disputed"),
            ],
            rows: order.map { number in
                let row = indicators[number]
                return Report.Row(
                    [
                        .text(row.key.indicator), .text(row.project ?? ""),
                        .text(request.language == .chinese ? row.nameZH ?? row.name : row.name), .text(row.unit),
                        cell(row.target, row), .date("\(row.dueOn)"), cell(row.reported.value, row),
                        cell(row.verified.value, row), cell(row.disputed.value, row),
                    ], basis: .streams(["indicator/\(row.key.indicator)"]))
            })
    }
}
