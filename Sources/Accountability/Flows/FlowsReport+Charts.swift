import Assistance
import CanonicalJSON
import Projection

extension FlowsReport {
    private static let donorsMax = 10
    private static let recipientsMax = 12
    private static let panelsMax = 12

    /// What stands at the right: what the money is for, or why it is for nothing yet.
    private enum End: Hashable {
        case purpose(Purpose)
        case held, inTransit, notSent

        static let all: [End] = Purpose.allCases.map(End.purpose) + [.held, .inTransit, .notSent]

        func label(_ request: ReportRequest) -> String {
            switch self {
            case .purpose(let purpose): request.language == .chinese ? purpose.chinese : purpose.english
            case .held: request.language("held, no project yet")
            case .inTransit: request.language("in transit")
            case .notSent: request.language("not yet sent")
            }
        }
    }

    /// One of the nodes at the left or in the middle.
    private enum Side: Hashable {
        case region(RegionCode)
        case unknown, others

        init(_ region: RegionCode?) { self = region.map(Side.region) ?? .unknown }

        func label(_ request: ReportRequest) -> String {
            switch self {
            case .region(let region): request.name(of: region)
            case .unknown: request.language("not known")
            case .others: request.language("others")
            }
        }

        /// By size, the rest last.
        static func sorted(_ sizes: [Side: Int128]) -> [Side] {
            func rank(_ side: Side) -> (Int, Int128, String) {
                switch side {
                case .region(let region): (0, -(sizes[side] ?? 0), region.description)
                case .unknown: (1, 0, "")
                case .others: (2, 0, "")
                }
            }
            return sizes.keys.sorted { rank($0) < rank($1) }
        }

        /// The largest, with the rest as one; all where they are few enough.
        static func largest(_ sizes: [Side: Int128], _ max: Int) -> [Side: Side] {
            let sorted = sorted(sizes)
            let kept = sorted.count <= max ? sorted.count : max - 1
            return Dictionary(
                uniqueKeysWithValues: sorted.enumerated().map { ($0.element, $0.offset < kept ? $0.element : .others) })
        }
    }

    private struct Link<From: Hashable, To: Hashable>: Hashable {
        let from: From
        let to: To
    }

    // MARK: Sankey

    /// From donors to recipients to purposes. Where every movement is counted, what was sent, and what projects were given: one need not
    /// be as much as the other. Otherwise all that was given, with what is for nothing yet.
    static func sankey(_ table: FlowTable) -> Chart? {
        let coarse = coarseness(of: table)
        var left: [Link<Side, Side>: Int128] = [:]
        var right: [Link<Side, End>: Int128] = [:]
        for (path, figures) in table.paths {
            let (donor, recipient) = (Side(path.donor), Side(path.recipient.map(coarse)))
            var ends: [(End, Int128)] = []
            if let purpose = path.purpose { ends.append((.purpose(purpose), figures[.allocated])) }
            if !table.isGross {
                ends += [(.held, figures.held), (.inTransit, figures.inTransit), (.notSent, figures.notSent)]
            }
            for (end, amount) in ends { right[Link(from: recipient, to: end), default: 0] += amount }
            left[Link(from: donor, to: recipient), default: 0] +=
                table.isGross && table.request.filter.purpose == nil
                ? figures[.sent] : ends.reduce(0) { $0 + $1.1 }
        }
        return chart(left.filter { $0.value > 0 }, right.filter { $0.value > 0 }, table.request)
    }

    /// Recipients as they are; where they are too many, their prefectures, and then their provinces.
    private static func coarseness(of table: FlowTable) -> (RegionCode) -> RegionCode {
        let recipients = Set(table.paths.compactMap(\.path.recipient))
        let steps: [(RegionCode) -> RegionCode] = [{ $0 }, { $0.prefecture ?? $0 }]
        return steps.first { Set(recipients.map($0)).count <= recipientsMax } ?? { $0.province }
    }

    private static func chart(
        _ left: [Link<Side, Side>: Int128], _ right: [Link<Side, End>: Int128], _ request: ReportRequest
    ) -> Chart? {
        guard !left.isEmpty else { return nil }
        func sizes(_ side: (Link<Side, Side>) -> Side) -> [Side: Int128] {
            left.reduce(into: [:]) { $0[side($1.key), default: 0] += $1.value }
        }
        var middle = sizes(\.to)
        for (link, amount) in right where middle[link.from] == nil { middle[link.from] = amount }
        let donors = Side.largest(sizes(\.from), donorsMax)
        let recipients = Side.largest(middle, recipientsMax)
        var toRecipients: [Link<Side, Side>: Int128] = [:]
        for (link, amount) in left {
            toRecipients[Link(from: donors[link.from] ?? .others, to: recipients[link.to] ?? .others), default: 0] +=
                amount
        }
        var toEnds: [Link<Side, End>: Int128] = [:]
        for (link, amount) in right {
            toEnds[Link(from: recipients[link.from] ?? .others, to: link.to), default: 0] += amount
        }

        var nodes: [Chart.Sankey.Node] = []
        func place<Key: Hashable>(_ keys: [Key], column: Int, _ label: (Key) -> String) -> [Key: Int] {
            var places: [Key: Int] = [:]
            for key in keys {
                places[key] = nodes.count
                nodes.append(.init(label: label(key), column: column))
            }
            return places
        }
        let donorSizes = toRecipients.reduce(into: [:]) { $0[$1.key.from, default: 0] += $1.value }
        var recipientSizes = toRecipients.reduce(into: [:]) { $0[$1.key.to, default: 0] += $1.value }
        for (link, amount) in toEnds where recipientSizes[link.from] == nil { recipientSizes[link.from] = amount }
        let ends = Set(toEnds.keys.map(\.to))
        let first = place(Side.sorted(donorSizes), column: 0) { $0.label(request) }
        let second = place(Side.sorted(recipientSizes), column: 1) { $0.label(request) }
        let third = place(End.all.filter(ends.contains), column: 2) { $0.label(request) }
        var links: [Chart.Sankey.Link] = []
        for (link, amount) in toRecipients {
            guard let source = first[link.from], let target = second[link.to] else { continue }
            links.append(.init(source: source, target: target, amount: Int64(clamping: amount)))
        }
        for (link, amount) in toEnds {
            guard let source = second[link.from], let target = third[link.to] else { continue }
            links.append(.init(source: source, target: target, amount: Int64(clamping: amount)))
        }
        return .sankey(
            .init(
                title: "From donors to recipients to purposes", nodes: nodes,
                links: links.sorted { ($0.source, $0.target) < ($1.source, $1.target) }))
    }

    // MARK: Time

    /// What the largest donors sent, and what of their money was received and spent, over time.
    static func multiples(_ table: FlowTable) -> Chart? {
        let times = table.times.keys.sorted()
        guard let step = table.request.step, !times.isEmpty else { return nil }
        let lines: [FlowMeasure] =
            table.request.filter.purpose == nil ? [.sent, .received, .spent] : [.allocated, .spent]
        var sizes: [Side: Int128] = [:]
        for donors in table.times.values {
            for (donor, figures) in donors { sizes[Side(donor), default: 0] += figures[lines[0]] }
        }
        let panels = Side.sorted(sizes).prefix(panelsMax).map { side in
            Chart.Multiples.Panel(
                label: side.label(table.request),
                values: lines.map { measure in
                    times.map { time in
                        let donors = table.times[time] ?? [:]
                        return donors.first { Side($0.key) == side }.map { Int64(clamping: $0.value[measure]) }
                    }
                })
        }
        return .multiples(
            .init(
                title: "By donor and time", times: times.map(step.name),
                lines: lines.map {
                    $0 == .sent
                        ? "Sent" : $0 == .received ? "Received" : $0 == .spent ? "Spent" : "Allocated to projects"
                },
                panels: panels))
    }
}
