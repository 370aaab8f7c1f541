public import Assistance
import CanonicalJSON
public import Projection

/// The way of some money as a tree: forward from an agreement or a transfer to where it lies, backward from a payment or a project to the
/// donors. The parts of every node sum to the node.
public struct Trace: Sendable {
    /// What is traced: an agreement, transfer, project or payment.
    public let subject: StreamName
    public let trail: MoneyTrail
    public let root: Node
    /// The root and all nodes below it, each before what is below itself.
    public let nodes: [Node]
    /// The accounts that the money came through, by their names.
    public let accounts: [String: Account]
    /// The projects that it came through, sorted.
    public let projects: [String]

    /// Forward means that what comes later stands below.
    public var isForward: Bool { Trace.isForward(subject.kind) }

    /// Whether things of a kind are traced to where their money went, rather than to where it came from.
    public static func isForward(_ kind: StreamName.Kind) -> Bool { kind == .agreement || kind == .transfer }

    public struct Node: Sendable, Equatable {
        public enum Kind: Sendable, Hashable {
            /// What is traced.
            case subject
            /// An event that moved the money.
            case event
            /// Money that lies where the event above brought it.
            case rest
            /// Money that stands in for what had left an account before any had come.
            case late
            /// The donor that the money is from.
            case donor
            /// Money whose trail ends: it left an account before any had come.
            case unknown
        }

        public let kind: Kind
        /// Of the event; nil where there is none.
        public let position: Int64?
        /// What of each hop is in it, in minor units. For a donor and where the trail ends they are the hops that brought it from there.
        public let portions: [Portion]
        public var parts: [Node] = []
        /// Minor units.
        public var amount: Int64 { portions.reduce(0) { $0 + $1.amount } }
    }

    public struct Portion: Sendable, Equatable {
        public let hop: Int
        /// Minor units.
        public let amount: Int64
    }

    /// - Parameters:
    ///   - movements: as ``MoneyTrail/init(_:turns:)`` wants them.
    ///   - positions: of the events that sent the transfer or made the payment; none for an agreement or a project.
    ///   - transfers: those under the agreement.
    public init(
        _ subject: StreamName, _ movements: [MovementRow], turns: [Int64: MoneyTrail.Turn], positions: Set<Int64> = [],
        transfers: Set<String> = []
    ) {
        self.subject = subject
        let trail = MoneyTrail(movements, turns: turns)
        self.trail = trail
        let id = subject.identifier.description
        let isOwn: (String, Set<Account.Kind>) -> Bool = { account, kinds in
            Account(account).map { kinds.contains($0.kind) && $0.owner == id } ?? false
        }
        var portions: [Portion] = []
        for (index, hop) in trail.hops.enumerated() {
            let amount: Int64
            switch subject.kind {
            case .agreement:
                guard hop.parent == nil else { continue }
                let account = Account(hop.target)
                let isGiven = account?.kind == .committed && account?.owner == id
                let isBeyond = account?.kind == .transit && transfers.contains(account?.owner ?? "")
                amount = isGiven || isBeyond ? hop.amount : 0
            case .transfer:
                let isSent = positions.contains(hop.position) || hop.parent == nil
                amount = isSent && isOwn(hop.target, [.transit]) ? hop.amount : 0
            case .payment: amount = positions.contains(hop.position) ? hop.amount : 0
            default: amount = isOwn(hop.target, [.project, .spent]) ? hop.rest : 0
            }
            guard amount > 0 else { continue }
            // What a project has is told by what brought it there, and not by how it was paid.
            let hop = subject.kind == .project ? Self.climb(index, trail) { isOwn($0, [.project, .spent]) } : index
            portions.append(Portion(hop: hop, amount: amount))
        }
        var root = Node(kind: .subject, position: nil, portions: portions)
        switch subject.kind {
        case .agreement, .transfer: root.parts = Self.forward(portions, trail)
        case .project: root.parts = Self.events(portions, trail)
        default: root.parts = Self.backward(portions, trail)
        }
        self.root = root
        nodes = root.all
        var names: Set<String> = []
        for portion in nodes.lazy.flatMap(\.portions) {
            names.insert(trail.hops[portion.hop].source)
            names.insert(trail.hops[portion.hop].target)
        }
        accounts = names.reduce(into: [:]) { $0[$1] = Account($1) }
        projects = Set(accounts.values.lazy.filter { $0.kind == .project || $0.kind == .spent }.map(\.owner)).sorted()
    }

    /// The hop by which money of a hop came from outside.
    private static func climb(_ index: Int, _ trail: MoneyTrail, _ isInside: (String) -> Bool) -> Int {
        var index = index
        while isInside(trail.hops[index].source), let parent = trail.hops[index].parent { index = parent }
        return index
    }

    // MARK: Forward

    private static func forward(_ portions: [Portion], _ trail: MoneyTrail) -> [Node] {
        var next: [Int64: [Portion]] = [:]
        var rests: [Portion] = []
        var late: [Portion] = []
        for portion in portions {
            let hop = trail.hops[portion.hop]
            for child in trail.children[portion.hop] {
                next[trail.hops[child].position, default: []].append(
                    Portion(hop: child, amount: trail.hops[child].amount))
            }
            if hop.rest > 0 { rests.append(Portion(hop: portion.hop, amount: hop.rest)) }
            if hop.late > 0 { late.append(Portion(hop: portion.hop, amount: hop.late)) }
        }
        var nodes = next.sorted { $0.key < $1.key }.map { position, portions in
            Node(kind: .event, position: position, portions: portions, parts: forward(portions, trail))
        }
        if !late.isEmpty { nodes.append(Node(kind: .late, position: nil, portions: late)) }
        let isEnd = nodes.isEmpty && rests.allSatisfy { trail.hops[$0.hop].isEnd }
        if !rests.isEmpty, !isEnd { nodes.append(Node(kind: .rest, position: nil, portions: rests)) }
        return nodes
    }

    // MARK: Backward

    private static func backward(_ portions: [Portion], _ trail: MoneyTrail) -> [Node] {
        let above = portions.compactMap { portion in
            trail.hops[portion.hop].parent.map { Portion(hop: $0, amount: portion.amount) }
        }
        let first = portions.filter { trail.hops[$0.hop].parent == nil }
        let given = Dictionary(grouping: first.filter { trail.hops[$0.hop].isGiven }) { trail.hops[$0.hop].source }
        var nodes = given.sorted { $0.key < $1.key }.map { Node(kind: .donor, position: nil, portions: $0.value) }
        let unknown = first.filter { !trail.hops[$0.hop].isGiven }
        if !unknown.isEmpty { nodes.append(Node(kind: .unknown, position: nil, portions: unknown)) }
        return events(above, trail) + nodes
    }

    /// The events of some hops, each with what came before it.
    private static func events(_ portions: [Portion], _ trail: MoneyTrail) -> [Node] {
        Dictionary(grouping: portions) { trail.hops[$0.hop].position }.sorted { $0.key < $1.key }.map {
            position, some in
            Node(kind: .event, position: position, portions: some, parts: backward(some, trail))
        }
    }
}

extension MoneyTrail.Hop {
    /// Whether money that lies where it came to has nowhere to go on.
    var isEnd: Bool { target.hasPrefix("donor:") || target.hasPrefix("spent:") }

    /// Whether a donor gave it.
    var isGiven: Bool { source.hasPrefix("donor:") }
}

extension Trace.Node {
    /// The node and all below it, each before what is below itself.
    fileprivate var all: [Trace.Node] {
        var all: [Trace.Node] = []
        collect(into: &all)
        return all
    }

    private func collect(into all: inout [Trace.Node]) {
        all.append(self)
        for part in parts { part.collect(into: &all) }
    }
}

extension Trace {
    /// The events that it shows.
    public var positions: [Int64] {
        Set(nodes.compactMap(\.position) + [subjectPosition].compactMap { $0 }).sorted()
    }

    /// Of the event that is the thing itself, where there is only one.
    var subjectPosition: Int64? {
        let positions = Set(root.portions.map { trail.hops[$0.hop].position })
        return subject.kind == .project || positions.count != 1 ? nil : positions.first
    }

    /// Whose money it is, where that is known, sorted.
    var pairings: [String] {
        Set(nodes.lazy.flatMap(\.portions).compactMap { trail.hops[$0.hop].pairing }).sorted()
    }
}

extension Trace {
    /// Of which origin money is that is traced.
    public struct Origins: Sendable, Hashable {
        public var agreements: Set<String> = []
        /// Of what no agreement promised.
        public var transfers: Set<String> = []

        /// Of rows that moved it.
        public init(_ rows: some Sequence<MovementRow>) {
            for row in rows {
                if let agreement = row.agreement {
                    agreements.insert(agreement)
                } else if let transfer = row.transfer {
                    transfers.insert(transfer)
                } else if let account = Account(row.target), account.kind == .transit {
                    transfers.insert(account.owner)
                }
            }
        }

        public func contains(_ row: MovementRow) -> Bool { !isDisjoint(with: Origins([row])) }

        private func isDisjoint(with other: Origins) -> Bool {
            agreements.isDisjoint(with: other.agreements) && transfers.isDisjoint(with: other.transfers)
        }
    }
}
