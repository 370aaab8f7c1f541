import Assistance
import CanonicalJSON
import Projection

extension TraceDrawing {
    /// The money as it runs from account to account, one column a step; what is small of a step is put together.
    var chart: Chart? {
        var counter = FlowPicture(title: trace.isForward ? "Where it went" : "Where it came from")
        let root = request.language(trace.subject.kind.rawValue) + " \(trace.subject.identifier)"
        counter.add(trace.root, label: root, step: 0) { node in
            let hops = node.portions.map { trace.trail.hops[$0.hop] }
            switch node.kind {
            case .rest: return nil
            case .late, .unknown: return request.language("not known")
            case .donor: return hops.first.map { label($0.source, $0.on) }
            default: return hops.first.map { label($0.target, $0.on) }
            }
        }
        return counter.chart(isReversed: !trace.isForward, others: request.language("others"))
    }

    private func label(_ account: String, _ date: CalendarDate) -> String {
        guard let name = name(of: account, on: date) else { return account }
        return "\(account) \(name)"
    }
}

/// Adds a tree up to a Sankey diagram: nodes of one step that are called the same are one.
private struct FlowPicture {
    private struct Link: Hashable {
        let step: Int
        let source: String
        let target: String
    }

    let title: String
    private var amounts: [Link: Int64] = [:]

    /// How many nodes of a step have a name of their own.
    private static let nodesMax = 12

    init(title: String) { self.title = title }

    /// - Parameter name: what a node is called; nil for one that stays where it is.
    mutating func add(_ node: Trace.Node, label: String, step: Int, name: (Trace.Node) -> String?) {
        for part in node.parts {
            guard let target = name(part) else { continue }
            amounts[Link(step: step, source: label, target: target), default: 0] += part.amount
            add(part, label: target, step: step + 1, name: name)
        }
    }

    func chart(isReversed: Bool, others: String) -> Chart? {
        guard let last = amounts.keys.map(\.step).max() else { return nil }
        // The largest of every step keep their names.
        var sizes: [Int: [String: Int64]] = [:]
        for (link, amount) in amounts { sizes[link.step + 1, default: [:]][link.target, default: 0] += amount }
        let named = sizes.mapValues { sizes in
            Set(sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.nodesMax).map(\.key))
        }
        func label(_ name: String, _ step: Int) -> String {
            named[step].map { $0.contains(name) ? name : others } ?? name
        }
        var merged: [Link: Int64] = [:]
        for (link, amount) in amounts {
            let key = Link(
                step: link.step, source: label(link.source, link.step), target: label(link.target, link.step + 1))
            merged[key, default: 0] += amount
        }
        var nodes: [Chart.Sankey.Node] = []
        func index(_ name: String, _ step: Int) -> Int {
            let node = Chart.Sankey.Node(label: name, column: isReversed ? last + 1 - step : step)
            if let index = nodes.firstIndex(of: node) { return index }
            nodes.append(node)
            return nodes.count - 1
        }
        let links = merged.sorted {
            ($0.key.step, $0.key.source, $1.value, $0.key.target) < (
                $1.key.step, $1.key.source, $0.value, $1.key.target
            )
        }.map { link, amount in
            let (source, target) = (index(link.source, link.step), index(link.target, link.step + 1))
            return Chart.Sankey.Link(
                source: isReversed ? target : source, target: isReversed ? source : target, amount: amount)
        }
        let order = nodes.indices.sorted { (nodes[$0].column, $0) < (nodes[$1].column, $1) }
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        return .sankey(
            .init(
                title: title, nodes: order.map { nodes[$0] },
                links: links.map {
                    .init(source: places[$0.source] ?? 0, target: places[$0.target] ?? 0, amount: $0.amount)
                }
            ))
    }
}
