import Foundation

/// Follows money by the entries of a log alone: every account is a queue of parts, and every part carries all that ever happened to it. It
/// shares nothing with what it is held against, not even the reader of entries.
struct TraceOracle {
    struct Step: Hashable {
        let position: Int
        let source: String
        let target: String
    }

    /// Money that went one way.
    struct Part {
        var amount: Int
        var way: [Step]
        let agreement: String
        let pairing: String
    }

    /// A row of a tree: how deep it stands, at which event, and how much.
    struct Row: Hashable, CustomStringConvertible {
        let depth: Int
        /// Nil where there is no event.
        let position: Int?
        let amount: Int

        var description: String { "\(depth):\(position.map(String.init) ?? "-"):\(amount)" }
    }

    private(set) var queues: [String: [Part]] = [:]
    /// What each event moved.
    private var moved: [Int: [Part]] = [:]
    private let entries: [[String: Any]]
    private var transfers: [String: Set<String>] = [:]
    private var sent: [String: Int] = [:]
    private var paid: [String: [Int]] = [:]

    init(_ lines: String) throws {
        entries = try lines.split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
        }
        for entry in entries { take(entry) }
    }

    // MARK: Moving

    private mutating func take(_ entry: [String: Any]) {
        let type = entry["type"] as? String ?? ""
        let data = entry["data"] as? [String: Any] ?? [:]
        let subject = String((entry["stream"] as? String ?? "").drop { $0 != "/" }.dropFirst())
        let position = (entry["position"] as? NSNumber)?.intValue ?? -1
        let isReversal = type == "EntryReversed"
        let original = isReversal ? data["original_type"] as? String ?? "" : type
        let said = isReversal ? data["original_data"] as? [String: Any] ?? [:] : data
        note(type, subject, data, position)
        let postings = (entry["postings"] as? [[String: Any]] ?? []).map {
            ($0["account"] as? String ?? "", ($0["amount"] as? NSNumber)?.intValue ?? 0)
        }
        var carried: [(source: String, part: Part)] = []
        for (account, amount) in postings where amount < 0 {
            guard !account.hasPrefix("donor:") else {
                let promises = ["FundsCommitted", "CommitmentRevised", "CommitmentCancelled"]
                let agreement =
                    promises.contains(original) ? subject : original == "FundsReturned" ? said["agreement"] : nil
                let part = Part(
                    amount: -amount, way: [], agreement: agreement as? String ?? "",
                    pairing: said["pairing"] as? String ?? "")
                carried.append((account, part))
                continue
            }
            let rank: (Part) -> Int = { part in
                guard type == "FundsReturned" else { return 0 }
                return part.agreement == data["agreement"] as? String
                    ? 0 : part.pairing == data["pairing"] as? String ? 1 : 2
            }
            let isLast = isReversal || type == "FundsRejected"
            carried += withdraw(-amount, account, isLast: isLast, rank).map { (account, $0) }
        }
        for (account, amount) in postings where amount > 0 {
            var arrived: [Part] = []
            var missing = amount
            while missing > 0, !carried.isEmpty {
                var part = carried[0].part
                part.amount = min(part.amount, missing)
                part.way.append(Step(position: position, source: carried[0].source, target: account))
                arrived.append(part)
                missing -= part.amount
                carried[0].part.amount -= part.amount
                if carried[0].part.amount == 0 { carried.removeFirst() }
            }
            moved[position, default: []] += arrived
            let isFirst = isReversal && original != "FundsRejected"
            queues[account] = isFirst ? arrived + (queues[account] ?? []) : (queues[account] ?? []) + arrived
        }
    }

    private mutating func note(_ type: String, _ subject: String, _ data: [String: Any], _ position: Int) {
        switch type {
        case "FundsTransferred":
            transfers[data["agreement"] as? String ?? "", default: []].insert(subject)
            sent[subject] = position
        case "FundsForwarded": sent[subject] = position
        case "FundsSpent": paid[data["payment"] as? String ?? "", default: []].append(position)
        default: break
        }
    }

    private mutating func withdraw(_ amount: Int, _ account: String, isLast: Bool, _ rank: (Part) -> Int) -> [Part] {
        var queue = queues[account] ?? []
        let order = queue.indices.sorted { (rank(queue[$0]), $0) < (rank(queue[$1]), $1) }
        var missing = amount
        var taken: [Part] = []
        for index in isLast ? order.reversed() : order where missing > 0 {
            var part = queue[index]
            part.amount = min(part.amount, missing)
            queue[index].amount -= part.amount
            missing -= part.amount
            taken.append(part)
        }
        precondition(missing == 0, "\(account) lacks \(missing)")
        queues[account] = queue.filter { $0.amount > 0 }
        return isLast ? taken.reversed() : taken
    }

    // MARK: What is there

    func names(_ kind: String) -> [String] {
        switch kind {
        case "agreement": Set(entries.filter { $0["type"] as? String == "FundsCommitted" }.map(Self.subject)).sorted()
        case "transfer": sent.keys.sorted()
        case "project": Set(entries.filter { $0["type"] as? String == "ProjectApproved" }.map(Self.subject)).sorted()
        default: paid.keys.sorted()
        }
    }

    private static func subject(_ entry: [String: Any]) -> String {
        String((entry["stream"] as? String ?? "").drop { $0 != "/" }.dropFirst())
    }

    private static func owner(_ account: String) -> String {
        String(account.drop { $0 != ":" }.dropFirst().prefix { $0 != "/" })
    }

    private static func isOf(_ account: String, _ kinds: [String], _ owner: String) -> Bool {
        kinds.contains { account.hasPrefix("\($0):") } && self.owner(account) == owner
    }

    // MARK: Trees

    /// The rows of the tree of a thing.
    func rows(_ kind: String, _ id: String) -> [Row] {
        var rows: [Row] = []
        switch kind {
        case "agreement", "transfer":
            let parts = queues.values.joined().compactMap { part -> Part? in
                guard let start = start(of: part, kind, id) else { return nil }
                var part = part
                part.way.removeFirst(start)
                return part
            }
            rows.append(Row(depth: 0, position: nil, amount: parts.reduce(0) { $0 + $1.amount }))
            forward(parts, step: 0, depth: 1, &rows)
        case "project":
            let isInside = { (account: String) in Self.isOf(account, ["project", "spent"], id) }
            let parts = queues.filter { isInside($0.key) }.values.joined().map { part in
                var part = part
                while part.way.count > 1, let last = part.way.last, isInside(last.source) { part.way.removeLast() }
                return part
            }
            rows.append(Row(depth: 0, position: nil, amount: parts.reduce(0) { $0 + $1.amount }))
            backward(parts, depth: 1, &rows)
        default:
            let parts = (paid[id] ?? []).flatMap { moved[$0] ?? [] }
            rows.append(Row(depth: 0, position: nil, amount: parts.reduce(0) { $0 + $1.amount }))
            above(parts, depth: 1, &rows)
        }
        return rows
    }

    /// With which step of its way a part becomes money of the thing.
    private func start(of part: Part, _ kind: String, _ id: String) -> Int? {
        guard kind == "transfer" else {
            guard let first = part.way.first else { return nil }
            let isBeyond =
                Self.isOf(first.target, ["transit"], Self.owner(first.target))
                && (transfers[id] ?? []).contains(Self.owner(first.target))
            return Self.isOf(first.target, ["committed"], id) || isBeyond ? 0 : nil
        }
        return part.way.indices.first { index in
            Self.isOf(part.way[index].target, ["transit"], id) && (part.way[index].position == sent[id] || index == 0)
        }
    }

    private func forward(_ parts: [Part], step: Int, depth: Int, _ rows: inout [Row]) {
        let next = Dictionary(grouping: parts.filter { $0.way.count > step + 1 }) { $0.way[step + 1].position }
        for (position, some) in next.sorted(by: { $0.key < $1.key }) {
            rows.append(Row(depth: depth, position: position, amount: some.reduce(0) { $0 + $1.amount }))
            forward(some, step: step + 1, depth: depth + 1, &rows)
        }
        let rest = parts.filter { $0.way.count == step + 1 }
        let isEnd = rest.allSatisfy { part in
            part.way[step].target.hasPrefix("donor:") || part.way[step].target.hasPrefix("spent:")
        }
        guard !rest.isEmpty, !(next.isEmpty && isEnd) else { return }
        rows.append(Row(depth: depth, position: nil, amount: rest.reduce(0) { $0 + $1.amount }))
    }

    private func backward(_ parts: [Part], depth: Int, _ rows: inout [Row]) {
        let events = Dictionary(grouping: parts) { $0.way.last?.position ?? -1 }
        for (position, some) in events.sorted(by: { $0.key < $1.key }) {
            rows.append(Row(depth: depth, position: position, amount: some.reduce(0) { $0 + $1.amount }))
            above(some, depth: depth + 1, &rows)
        }
    }

    /// What came before the last steps of some parts, and the donors of those that begin with it.
    private func above(_ parts: [Part], depth: Int, _ rows: inout [Row]) {
        let shortened = parts.filter { $0.way.count > 1 }.map { part in
            var part = part
            part.way.removeLast()
            return part
        }
        backward(shortened, depth: depth, &rows)
        let given = Dictionary(grouping: parts.filter { $0.way.count == 1 }) { $0.way[0].source }
        for (_, some) in given.sorted(by: { $0.key < $1.key }) {
            rows.append(Row(depth: depth, position: nil, amount: some.reduce(0) { $0 + $1.amount }))
        }
    }
}
