public import Assistance
import Journal

/// Read model "position": where every yuan is now, per pairing, place and purpose.
///
/// Money is followed by lots, first in, first out: each keeps the pairing and agreement it came from through every account, so
/// that money of two donors in one treasury stays told apart, and the split is always the same and sums exactly.
public enum PositionModel: ReadModel {
    public static let name = "position"
    public static let version = 2

    public enum Key: Hashable, Sendable {
        /// What lies in an account, in one currency.
        case account(String, currency: String)
        case pairing(Identifier)
        case project(Identifier)
    }

    public enum Row: Hashable, Sendable {
        case lots([Lot])
        case pairing(PositionPairing)
        case project(PositionProject)
    }

    public static func keys(for event: ProjectedEvent) -> Set<Key> {
        var keys = Set(event.record.postings.map { Key.account($0.account, currency: $0.currency) })
        if let subject = subject(of: event) { keys.insert(subject) }
        return keys
    }

    public static func apply(_ event: ProjectedEvent, to rows: inout [Key: Row]) throws(ReadModelError) {
        switch event.event {
        case .pairingFormed(let pairing):
            if let key = try newSubject(of: event, in: rows) { rows[key] = .pairing(PositionPairing(pairing)) }
        case .projectApproved(let project):
            if let key = try newSubject(of: event, in: rows) {
                rows[key] = .project(PositionProject(project, approvedOn: event.record.effectiveOn))
            }
        case .workReported(let work):
            try change(event, in: &rows) { $0.report(work, on: event.record.effectiveOn) }
        case .budgetRevised(let budget):
            try change(event, in: &rows) { $0.revise(budget) }
        default: break
        }
        try move(event, in: &rows)
    }

    private static func change(
        _ event: ProjectedEvent, in rows: inout [Key: Row], _ change: (inout PositionProject) -> Void
    ) throws(ReadModelError) {
        guard let key = subject(of: event), case .project(var project) = rows[key] else {
            throw ReadModelError("\(event.record.type) stands in \(event.record.stream), which was never approved")
        }
        change(&project)
        rows[key] = .project(project)
    }

    /// The same for an event that can only be the first about it.
    private static func newSubject(of event: ProjectedEvent, in rows: [Key: Row]) throws(ReadModelError) -> Key? {
        guard let key = subject(of: event) else { return nil }
        guard rows[key] == nil else {
            throw ReadModelError("\(event.record.type) stands a second time in \(event.record.stream)")
        }
        return key
    }

    /// What the event is about, by the name in its stream.
    private static func identifier(of event: ProjectedEvent) -> Identifier? {
        event.record.stream.split(separator: "/", maxSplits: 1).last.flatMap { Identifier(String($0)) }
    }

    /// The pairing or project that the event is about, where the model keeps a row of it.
    private static func subject(of event: ProjectedEvent) -> Key? {
        guard let name = identifier(of: event) else { return nil }
        switch event.event {
        case .pairingFormed: return .pairing(name)
        case .projectApproved, .workReported, .budgetRevised: return .project(name)
        default: return nil
        }
    }

    /// Carries lots from the accounts that lose money to those that gain it, in the order of the postings: first in, first out. What
    /// is taken back is what came last, and goes where it was taken from.
    private static func move(_ event: ProjectedEvent, in rows: inout [Key: Row]) throws(ReadModelError) {
        let direction = Direction(of: event.event)
        var carried: [String: [Lot]] = [:]
        for posting in event.record.postings where posting.amount < 0 {
            let taken: [Lot]
            if posting.account.hasPrefix("donor:") {
                taken = [try origin(of: event, event.event, amount: -posting.amount)]
                rows.update(posting) { lots in
                    for lot in taken { lots.merge(lot.negated) }
                }
            } else {
                taken = try rows.update(posting) { lots throws(ReadModelError) in
                    if direction.takesLast { return try lots.takeLast(-posting.amount, for: posting.account) }
                    return try lots.take(-posting.amount, for: posting.account, preferring: preference(of: event))
                }
            }
            carried[posting.currency, default: []] += taken
        }
        for posting in event.record.postings where posting.amount > 0 {
            let given = try carried[posting.currency, default: []].takeFirst(posting.amount, for: posting.account)
            rows.update(posting) { lots in
                if posting.account.hasPrefix("donor:") {
                    for lot in given { lots.merge(lot) }
                } else if direction.putsFirst {
                    lots.prepend(merging: given)
                } else {
                    for lot in given { lots.append(merging: lot) }
                }
            }
        }
    }

    /// From which end of an account lots are taken, and at which they are put. What a transfer carried beyond a promise stands behind
    /// the rest of it, and is the first that goes back when it is rejected.
    private struct Direction {
        var takesLast = false
        var putsFirst = false

        init(of event: AssistanceEvent) {
            switch event {
            case .fundsRejected: takesLast = true
            case .entryReversed(let reversed):
                takesLast = true
                if case .fundsRejected = reversed.original { break }
                putsFirst = true
            default: break
            }
        }
    }

    /// What goes back to a donor is that donor's, as far as there is any: of the agreement named first, then of its pairing.
    private static func preference(of event: ProjectedEvent) -> (Lot) -> Int {
        guard case .fundsReturned(let returned) = event.event else { return { _ in 0 } }
        return { lot in lot.agreement == returned.agreement ? 0 : lot.pairing == returned.pairing ? 1 : 2 }
    }

    /// Where money that leaves a donor belongs.
    private static func origin(
        of event: ProjectedEvent, _ meaning: AssistanceEvent, amount: Int64
    ) throws(ReadModelError) -> Lot {
        switch meaning {
        case .fundsCommitted(let committed):
            return Lot(pairing: committed.pairing, agreement: identifier(of: event), amount: amount)
        case .commitmentRevised(let revised):
            return Lot(pairing: revised.pairing, agreement: identifier(of: event), amount: amount)
        case .commitmentCancelled(let cancelled):
            return Lot(pairing: cancelled.pairing, agreement: identifier(of: event), amount: amount)
        case .fundsTransferred(let transferred):
            return Lot(pairing: transferred.pairing, agreement: nil, amount: amount)
        case .fundsReturned(let returned):
            return Lot(pairing: returned.pairing, agreement: returned.agreement, amount: amount)
        case .fundsRejected(let rejected):
            guard let pairing = rejected.pairing else {
                throw ReadModelError("a rejection gives money to a donor without saying under which pairing")
            }
            return Lot(pairing: pairing, agreement: nil, amount: amount)
        case .entryReversed(let reversed):
            return try origin(of: event, reversed.original, amount: amount)
        default:
            throw ReadModelError("\(event.record.type) takes money from a donor without saying under which pairing")
        }
    }
}

extension [PositionModel.Key: PositionModel.Row] {
    fileprivate mutating func update<Answer, Failure: Error>(
        _ posting: EntryPosting, _ change: (inout [Lot]) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let key = Key.account(posting.account, currency: posting.currency)
        var lots = lots(under: key)
        let answer = try change(&lots)
        self[key] = lots.isEmpty ? nil : .lots(lots)
        return answer
    }

    private func lots(under key: Key) -> [Lot] {
        if case .lots(let lots) = self[key] { lots } else { [] }
    }
}
