public import Assistance
public import CanonicalJSON
public import Projection

/// Money on its way through accounts, in parts: each part is tied to the one that it was cut from, so that it can be followed forward to
/// where it is and backward to the donor.
///
/// The rows of movements say of which origin (pairing, agreement, transfer) the money is that an event moved. Within an origin a part
/// leaves an account in the order in which it came (first in, first out); what is rejected or taken back is what came last, and what is
/// taken back stands in front again.
public struct MoneyTrail: Sendable {
    /// One part that one event moved.
    public struct Hop: Hashable, Sendable {
        public let position: Int64
        public let on: CalendarDate
        public let source: String
        public let target: String
        /// Minor units.
        public let amount: Int64
        public let pairing: String?
        public let agreement: String?
        /// The donor's transfer; nil before it is sent.
        public let transfer: String?
        /// Since when it had lain in the account that it left; nil where that does not matter.
        public let since: CalendarDate?
        /// When it first came into a holding, by the time at which it moves; nil before that.
        public let receivedOn: CalendarDate?
        /// The hop that brought it to where it left; nil for money of a donor, and for money that left before any had come.
        public let parent: Int?
        /// Since when it lies where it came to, and when it first came into a holding.
        public let lies: Age
        /// The part of it that still lies where it came to, in minor units.
        public internal(set) var rest: Int64
        /// The part that stands in for money that had left the account before any had come.
        public internal(set) var late: Int64 = 0
    }

    public struct Age: Hashable, Sendable {
        public var receivedOn: CalendarDate?
        public var since: CalendarDate?
    }

    /// How an event takes money out of an account and puts it into another, where that is not first in, first out.
    public struct Turn: Hashable, Sendable {
        public var takesLast: Bool
        public var putsFirst: Bool
        public var isReversal: Bool

        /// Nil for an event that moves money on in the usual way.
        public init?(_ event: AssistanceEvent) {
            switch event {
            case .fundsRejected: (takesLast, putsFirst, isReversal) = (true, false, false)
            case .entryReversed(let reversed):
                (takesLast, putsFirst, isReversal) = (true, true, true)
                if case .fundsRejected = reversed.original { putsFirst = false }
            default: return nil
            }
        }

        /// The types of events for which there is one.
        public static let types = [FundsRejected.type, EntryReversed.type]
    }

    public private(set) var hops: [Hop] = []
    /// For each hop those that carried parts of it on.
    public private(set) var children: [[Int]] = []

    /// - Parameters:
    ///   - movements: in order; of every account that the money came through, all that went in or out of these origins.
    ///   - turns: by the positions of events.
    public init(_ movements: [MovementRow], turns: [Int64: Turn]) {
        var replay = Replay(turns)
        var start = movements.startIndex
        while start < movements.endIndex {
            let position = movements[start].key.position
            let end = movements[start...].firstIndex { $0.key.position != position } ?? movements.endIndex
            replay.take(movements[start..<end])
            start = end
        }
        hops = replay.finished
        children = Array(repeating: [], count: hops.count)
        for (index, hop) in hops.enumerated() { if let parent = hop.parent { children[parent].append(index) } }
    }
}

// MARK: Replay

/// Moves parts through the accounts, event by event.
private struct Replay {
    /// Money of one origin in one account.
    private struct Place: Hashable {
        let account: String
        let pairing: String?
        let agreement: String?
        let transfer: String?

        /// Few origins have money in an account at once.
        func hash(into hasher: inout Hasher) {
            hasher.combine(account)
            hasher.combine(transfer)
        }

        /// Whether nobody can say where it comes from.
        var isUnknown: Bool { pairing == nil && agreement == nil && transfer == nil }
    }

    private struct Part {
        /// Nil for money that no hop brought.
        let hop: Int?
        var amount: Int64
    }

    private let turns: [Int64: MoneyTrail.Turn]
    /// Money comes to most accounts more than once.
    private var accounts: [String: Account?] = [:]
    private var hops: [MoneyTrail.Hop] = []
    private var queues: [Place: [Part]] = [:]
    /// What left an account before it had come, in minor units.
    private var debts: [String: Int64] = [:]

    init(_ turns: [Int64: MoneyTrail.Turn]) { self.turns = turns }

    /// With what lies where it came to.
    var finished: [MoneyTrail.Hop] {
        var hops = hops
        for parts in queues.values { for part in parts { if let hop = part.hop { hops[hop].rest += part.amount } } }
        return hops
    }

    /// Takes the rows of one event.
    mutating func take(_ rows: ArraySlice<MovementRow>) {
        guard let first = rows.first else { return }
        let turn = turns[first.key.position]
        if rows.count == 1 {
            let target = account(first.target)
            let taken = withdraw(first.amount, from: Self.source(of: first), takesLast: turn?.takesLast ?? false)
            let parts = taken.map { Part(hop: hop(first, $0, turn, to: target), amount: $0.amount) }
            return deposit(parts, at: Self.target(of: first, target), putsFirst: turn?.putsFirst ?? false)
        }
        // First everything is taken out, since what an event puts in it does not take out again.
        var amounts: [Place: Int64] = [:]
        for row in rows { amounts[Self.source(of: row), default: 0] += row.amount }
        var taken = Dictionary(
            uniqueKeysWithValues: amounts.map { ($0, withdraw($1, from: $0, takesLast: turn?.takesLast ?? false)) })
        var arrivals: [(Place, [Part])] = []
        for row in rows {
            let target = account(row.target)
            let parts = Self.split(row.amount, from: &taken[Self.source(of: row), default: []]).map { part in
                Part(hop: hop(row, part, turn, to: target), amount: part.amount)
            }
            arrivals.append((Self.target(of: row, target), parts))
        }
        if turn?.putsFirst ?? false { arrivals.reverse() }
        for (place, parts) in arrivals { deposit(parts, at: place, putsFirst: turn?.putsFirst ?? false) }
    }

    private mutating func account(_ name: String) -> Account? {
        if let known = accounts[name] { return known }
        let account = Account(name)
        accounts[name] = .some(account)
        return account
    }

    private static func source(of row: MovementRow) -> Place {
        Place(account: row.source, pairing: row.pairing, agreement: row.agreement, transfer: row.transfer)
    }

    /// A promise that gets money back does not know any more by which transfer it was sent.
    private static func target(of row: MovementRow, _ account: Account?) -> Place {
        let transfer =
            switch account?.kind {
            case .donor, .committed: nil as String?
            case .transit: row.transfer ?? account?.owner
            default: row.transfer
            }
        return Place(account: row.target, pairing: row.pairing, agreement: row.agreement, transfer: transfer)
    }

    private static func split(_ amount: Int64, from parts: inout [Part]) -> [Part] {
        var missing = amount
        var taken: [Part] = []
        while missing > 0, let part = parts.first {
            let some = min(missing, part.amount)
            taken.append(Part(hop: part.hop, amount: some))
            missing -= some
            parts[0].amount -= some
            if parts[0].amount == 0 { parts.removeFirst() }
        }
        return taken
    }

    private mutating func withdraw(_ amount: Int64, from place: Place, takesLast: Bool) -> [Part] {
        guard !place.account.hasPrefix("donor:") else { return [Part(hop: nil, amount: amount)] }
        var taken: [Part] = []
        // In place, so that it is not copied.
        if let index = queues.index(forKey: place) {
            if takesLast { queues.values[index].reverse() }
            taken = Self.split(amount, from: &queues.values[index])
            if takesLast {
                queues.values[index].reverse()
                taken.reverse()
            }
        }
        let missing = amount - taken.reduce(0) { $0 + $1.amount }
        guard missing > 0 else { return taken }
        if place.isUnknown { debts[place.account, default: 0] += missing }
        return taken + [Part(hop: nil, amount: missing)]
    }

    private mutating func deposit(_ parts: [Part], at place: Place, putsFirst: Bool) {
        guard !place.account.hasPrefix("donor:") else {
            for part in parts { if let hop = part.hop { hops[hop].rest += part.amount } }
            return
        }
        var parts = parts
        for index in parts.indices where !debts.isEmpty {
            let owed = min(debts[place.account] ?? 0, parts[index].amount)
            guard owed > 0, !putsFirst else { continue }
            debts[place.account, default: 0] -= owed
            parts[index].amount -= owed
            if let hop = parts[index].hop { hops[hop].late += owed }
        }
        parts.removeAll { $0.amount == 0 }
        if putsFirst {
            queues[place, default: []].insert(contentsOf: parts, at: 0)
        } else {
            queues[place, default: []] += parts
        }
    }

    /// Puts a hop on record.
    private mutating func hop(
        _ row: MovementRow, _ part: Part, _ turn: MoneyTrail.Turn?, to account: Account?
    ) -> Int {
        let before = part.hop.map { hops[$0].lies }
        var lies = MoneyTrail.Age(receivedOn: before?.receivedOn, since: row.effectiveOn)
        let isBack = turn?.isReversal ?? false
        switch account?.kind {
        case .donor, .committed: lies = MoneyTrail.Age()
        case .transit: if isBack, row.transfer == account?.owner { lies.receivedOn = nil }
        case .holding, .project:
            lies.receivedOn = before?.receivedOn ?? row.effectiveOn
            if isBack { lies.since = lies.receivedOn }
        case .spent: lies.since = nil
        case nil: break
        }
        hops.append(
            MoneyTrail.Hop(
                position: row.key.position, on: row.effectiveOn, source: row.source, target: row.target,
                amount: part.amount, pairing: row.pairing, agreement: row.agreement, transfer: row.transfer,
                since: row.since, receivedOn: before?.receivedOn, parent: part.hop, lies: lies, rest: 0))
        return hops.count - 1
    }
}
