import Assistance
import Projection

extension FlowsReport {
    /// How many recipients can stand beside one another; of more, their provinces do.
    private static let recipientsMax = 12

    // MARK: Donors and recipients

    static func sideMatrix(_ table: FlowTable, _ measure: FlowMeasure) -> Report.Section {
        let request = table.request
        let sides = sides(table, measure)
        let recipients = Set(sides.map(\.recipient))
        let isByProvince = recipients.count > recipientsMax
        func column(_ recipient: RegionCode?) -> RegionCode? { isByProvince ? recipient?.province : recipient }
        var cells: [RegionCode?: [RegionCode?: Int128]] = [:]
        for (donor, recipient, amount) in sides {
            cells[donor, default: [:]][column(recipient), default: 0] += amount
        }
        let columns = Set(recipients.map(column)).sorted { ($0?.number ?? .max) < ($1?.number ?? .max) }
        func amounts(_ row: [RegionCode?: Int128]) -> [Report.Cell] {
            columns.map { row[$0].map(Report.Cell.amount) ?? .empty } + [.amount(row.values.reduce(0, +))]
        }
        let sums = cells.values.reduce(into: [RegionCode?: Int128]()) { $0.merge($1, uniquingKeysWith: +) }
        return Report.Section(
            key: "donors_recipients", title: "\(title(measure)), from donors to recipients",
            columns: [
                .text("donor", "Code"),
                .text("name", "Donor"),
            ]
                + columns.map { recipient in
                    Report.Column(
                        key: "to_\(recipient?.description ?? "unknown")",
                        label: recipient.map { request.name(of: $0) } ?? request.language("not known"), kind: .amount)
                } + [.amount("total", "Total")],
            rows: cells.sorted { ($0.key?.number ?? .max) < ($1.key?.number ?? .max) }.map { donor, row in
                Report.Row(
                    [
                        .text(donor?.description ?? ""),
                        .text(donor.map { request.name(of: $0) } ?? request.language("not known")),
                    ] + amounts(row),
                    basis: .money(donor.map { MoneyBasis(donor: $0) } ?? MoneyBasis(pairing: "")))
            }, total: Report.Row([.text(request.language("Total")), .empty] + amounts(sums)))
    }

    /// What went from one to another, each once.
    private static func sides(
        _ table: FlowTable, _ measure: FlowMeasure
    ) -> [(donor: RegionCode?, recipient: RegionCode?, amount: Int128)] {
        var sides: [(donor: RegionCode?, recipient: RegionCode?, amount: Int128)] = []
        // Paths of the same sides follow one another.
        for (path, figures) in table.paths {
            if let last = sides.last, last.donor == path.donor, last.recipient == path.recipient {
                sides[sides.count - 1].amount += figures[measure]
            } else {
                sides.append((path.donor, path.recipient, figures[measure]))
            }
        }
        return sides
    }

    private static func title(_ measure: FlowMeasure) -> String {
        switch measure {
        case .given: "Given"
        case .sent: "Sent"
        case .received: "Received"
        case .allocated: "Allocated to projects"
        case .spent: "Spent"
        }
    }

    // MARK: Places and purposes

    /// Short enough for six of them to stand beside one another.
    private static func heading(_ purpose: Purpose, _ request: ReportRequest) -> String {
        guard request.language == .english else { return purpose.chinese }
        return switch purpose {
        case .housingInfrastructure: "Infrastructure"
        case .education: "Education"
        case .employmentTraining: "Employment"
        case .industry: "Industry"
        case .cadresTalent: "Talent"
        case .socialServices: "Social services"
        }
    }

    private struct Purposes: Summable {
        /// By the rank of the purpose; nil where there is no project for it.
        var amounts = InlineArray<6, Int128?>(repeating: nil)
        var held: Int128 = 0

        mutating func add(_ other: Purposes) {
            for index in amounts.indices {
                if let amount = other.amounts[index] { amounts[index] = (amounts[index] ?? 0) + amount }
            }
            held += other.held
        }

        var total: Int128 { amounts.indices.reduce(held) { $0 + (amounts[$1] ?? 0) } }
    }

    /// Money of projects by where they are and what they are for. Where things stand, what a place holds without a project stands beside it.
    static func purposeMatrix(_ table: FlowTable, _ measure: FlowMeasure) -> Report.Section {
        let request = table.request
        let shown: FlowMeasure = measure == .spent ? .spent : .allocated
        let hasHeld = !table.isGross && shown == .allocated && request.filter.purpose == nil
        var tree = RegionTree<Purposes>()
        for (path, figures) in table.paths {
            guard let place = path.place else { continue }
            var own = Purposes()
            let amount = figures[shown]
            if let purpose = path.purpose { own.amounts[purpose.rank] = amount }
            if hasHeld { own.held = figures.held }
            if path.purpose != nil && amount != 0 || own.held != 0 { tree.add(own, to: place) }
        }
        func cells(_ own: Purposes) -> [Report.Cell] {
            Purpose.allCases.map { own.amounts[$0.rank].map(Report.Cell.amount) ?? .empty }
                + (hasHeld ? [.amount(own.held)] : []) + [.amount(own.total)]
        }
        let isTree = request.isTree == true
        let rows = request.rows(tree.nodes(request, isTree: false)) { node in
            Report.Row(
                [.text(node.region.description), .text(request.name(of: node.region))] + cells(node.figures),
                depth: node.depth,
                basis: request.basis(
                    isTree
                        ? .money(MoneyBasis(kinds: [.holding, .project, .spent], region: node.region))
                        : .money(in: node.region)))
        }
        return Report.Section(
            key: "places_purposes", title: "\(title(shown)), by place and purpose",
            columns: [
                .text("place", "Code"),
                .text("name", "Place"),
            ]
                + Purpose.allCases.map { purpose in
                    Report.Column(
                        key: purpose.rawValue.replacing("-", with: "_"),
                        label: heading(purpose, request), kind: .amount)
                } + (hasHeld ? [.amount("held", "No project yet")] : [])
                + [.amount("total", "Total")],
            rows: rows.shown, omitted: rows.omitted,
            total: Report.Row([.text(request.language("Total")), .empty] + cells(tree.total)))
    }
}
