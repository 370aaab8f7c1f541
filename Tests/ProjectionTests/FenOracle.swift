import Assistance
import CanonicalJSON

@testable import Projection

/// Where every single fen is, said in the plainest way: a queue of fen for each place, moved one by one as each kind of event
/// tells in its own words. Postings and lots do not occur.
struct FenOracle {
    /// Where a fen comes from.
    struct Origin: Hashable {
        let pairing: Identifier
        /// Nil when no agreement promised it.
        let agreement: Identifier?
    }

    private var queues: [String: [Origin]] = [:]
    /// How many fen each donor has given, by their origin.
    private var given: [String: [Origin: Int64]] = [:]
    private var donors: [Identifier: RegionCode] = [:]
    private(set) var pairings: [Identifier: PairingFormed] = [:]
    private(set) var projects: [Identifier: ProjectApproved] = [:]
    /// The figures of the latest day.
    private(set) var work: [Identifier: (on: String, aid: Int64, total: Int64)] = [:]
    private var destinations: [Identifier: RegionCode] = [:]
    private var senders: [Identifier: Sender] = [:]
    /// Of each agreement.
    private var instruments = Instruments()

    private enum Sender {
        case transfer((agreement: Identifier, pairing: Identifier))
        case region(RegionCode)
    }

    private struct Instruments {
        private var all: [Identifier: Instrument] = [:]

        subscript(agreement: Identifier) -> Instrument {
            get { all[agreement] ?? .fiscal }
            set { all[agreement] = newValue }
        }
    }

    mutating func take(_ decided: DecidedEvent) {
        let subject = decided.stream.identifier
        switch decided.event {
        case .pairingFormed(let event):
            donors[subject] = event.donor
            pairings[subject] = event
        case .fundsCommitted(let event):
            instruments[subject] = event.instrument
            give(
                event.amount.minorUnits, Origin(pairing: event.pairing, agreement: subject),
                name("committed", subject, event.instrument), event.instrument)
        case .fundsTransferred(let event):
            let beyond = event.uncommitted.minorUnits
            move(
                event.amount.minorUnits - beyond, name("committed", event.agreement, event.instrument),
                name("transit", subject, event.instrument))
            give(
                beyond, Origin(pairing: event.pairing, agreement: nil), name("transit", subject, event.instrument),
                event.instrument)
            destinations[subject] = event.to
            senders[subject] = .transfer((event.agreement, event.pairing))
        case .fundsForwarded(let event):
            move(
                event.amount.minorUnits, name("holding", event.from, event.instrument),
                name("transit", subject, event.instrument))
            destinations[subject] = event.to
            senders[subject] = .region(event.from)
        case .fundsReceived(let event):
            guard let destination = destinations[subject] else { return }
            move(
                event.amount.minorUnits, name("transit", subject, event.instrument),
                name("holding", destination, event.instrument))
        case .projectApproved(let event): projects[subject] = event
        case .fundsAllocated(let event):
            move(
                event.amount.minorUnits, name("holding", event.from, event.instrument),
                name("project", subject, event.instrument))
        case .fundsSpent(let event):
            move(
                event.amount.minorUnits, name("project", subject, event.instrument),
                name("spent", subject, event.instrument))
        case .fundsReleased(let event):
            move(
                event.amount.minorUnits, name("project", subject, event.instrument),
                name("holding", event.to, event.instrument))
        case .fundsReturned(let event):
            let returned = takeBack(
                event.amount.minorUnits, name("holding", event.from, event.instrument), event.agreement, event.pairing)
            let donor = name("donor", event.to, event.instrument)
            for origin in returned { given[donor, default: [:]][origin, default: 0] -= 1 }
        case .workReported(let event):
            let day = decided.effectiveOn.description
            if let last = work[subject], last.on > day { return }
            work[subject] = (day, event.aidDone.minorUnits, event.totalDone.minorUnits)
        case .commitmentRevised(let event):
            let more = event.amount.minorUnits - event.previous.minorUnits
            let committed = name("committed", subject, instruments[subject])
            if more > 0 {
                give(more, Origin(pairing: event.pairing, agreement: subject), committed, instruments[subject])
            } else {
                giveBack(takeOut(-more, committed), event.pairing, instruments[subject])
            }
        case .commitmentCancelled(let event):
            let committed = name("committed", subject, instruments[subject])
            giveBack(takeOut(event.amount.minorUnits, committed), event.pairing, instruments[subject])
        case .fundsRejected(let event):
            var back = takeLast(event.amount.minorUnits, name("transit", subject, event.instrument))
            guard case .transfer(let sender)? = senders[subject] else {
                if case .region(let region)? = senders[subject] {
                    queues[name("holding", region, event.instrument), default: []] += back
                }
                return
            }
            let beyond = back.suffix(Int(event.uncommitted.minorUnits))
            back.removeLast(beyond.count)
            queues[name("committed", sender.agreement, event.instrument), default: []] += back
            giveBack(Array(beyond), sender.pairing, event.instrument)
        case .entryReversed(let event): undo(event.original, subject)
        default: break  // Nothing of it is in the position.
        }
    }

    /// What came last goes back to where it was taken from.
    private mutating func undo(_ original: AssistanceEvent, _ subject: Identifier) {
        switch original {
        case .fundsCommitted(let event):
            let committed = name("committed", subject, event.instrument)
            giveBack(takeLast(event.amount.minorUnits, committed), event.pairing, event.instrument)
        case .commitmentRevised(let event):
            let more = event.amount.minorUnits - event.previous.minorUnits
            let committed = name("committed", subject, instruments[subject])
            if more > 0 {
                giveBack(takeLast(more, committed), event.pairing, instruments[subject])
            } else {
                giveAgain(-more, Origin(pairing: event.pairing, agreement: subject), committed, instruments[subject])
            }
        case .commitmentCancelled(let event):
            giveAgain(
                event.amount.minorUnits, Origin(pairing: event.pairing, agreement: subject),
                name("committed", subject, instruments[subject]), instruments[subject])
        case .fundsTransferred(let event):
            var back = takeLast(event.amount.minorUnits, name("transit", subject, event.instrument))
            let beyond = back.suffix(Int(event.uncommitted.minorUnits))
            back.removeLast(beyond.count)
            queues[name("committed", event.agreement, event.instrument), default: []].insert(contentsOf: back, at: 0)
            giveBack(Array(beyond), event.pairing, event.instrument)
        case .fundsForwarded(let event):
            moveBack(event.amount, "transit", subject, "holding", event.from, event.instrument)
        case .fundsReceived(let event):
            moveBack(event.amount, "holding", event.region, "transit", subject, event.instrument)
        case .fundsAllocated(let event):
            moveBack(event.amount, "project", subject, "holding", event.from, event.instrument)
        case .fundsSpent(let event):
            moveBack(event.amount, "spent", subject, "project", subject, event.instrument)
        case .fundsReleased(let event):
            moveBack(event.amount, "holding", event.to, "project", subject, event.instrument)
        case .fundsReturned(let event):
            giveAgain(
                event.amount.minorUnits, Origin(pairing: event.pairing, agreement: event.agreement),
                name("holding", event.from, event.instrument), event.instrument)
        case .fundsRejected(let event):
            let transit = name("transit", subject, event.instrument)
            switch senders[subject] {
            case .region(let region):
                let again = takeLast(event.amount.minorUnits, name("holding", region, event.instrument))
                queues[transit, default: []] += again
            case .transfer(let sender):
                let covered = event.amount.minorUnits - event.uncommitted.minorUnits
                let again = takeLast(covered, name("committed", sender.agreement, event.instrument))
                queues[transit, default: []] += again
                give(
                    event.uncommitted.minorUnits, Origin(pairing: sender.pairing, agreement: nil), transit,
                    event.instrument)
            case nil: break
            }
        default: break
        }
    }

    private mutating func moveBack(
        _ amount: Money, _ kind: String, _ owner: some CustomStringConvertible, _ sourceKind: String,
        _ source: some CustomStringConvertible, _ instrument: Instrument
    ) {
        let back = takeLast(amount.minorUnits, name(kind, owner, instrument))
        queues[name(sourceKind, source, instrument), default: []].insert(contentsOf: back, at: 0)
    }

    /// Fen that a donor has again.
    private mutating func giveBack(_ fen: [Origin], _ pairing: Identifier, _ instrument: Instrument) {
        guard let donor = donors[pairing] else { return }
        for origin in fen { given[name("donor", donor, instrument), default: [:]][origin, default: 0] -= 1 }
    }

    /// Fen that a donor had again, and gives once more: in front.
    private mutating func giveAgain(_ amount: Int64, _ origin: Origin, _ account: String, _ instrument: Instrument) {
        guard let donor = donors[origin.pairing] else { return }
        given[name("donor", donor, instrument), default: [:]][origin, default: 0] += amount
        queues[account, default: []].insert(contentsOf: Array(repeating: origin, count: Int(amount)), at: 0)
    }

    private mutating func takeLast(_ amount: Int64, _ account: String) -> [Origin] {
        let taken = Array(queue(account).suffix(Int(amount)))
        queues[account] = Array(queue(account).dropLast(Int(amount)))
        return taken
    }

    /// The fen of an account, in the order in which they will leave it.
    func queue(_ account: String) -> [Origin] { queues[account] ?? [] }

    /// All that is not nothing: per account and origin, the donors' side below zero.
    var amounts: [String: [Origin: Int64]] {
        var all = given.mapValues { $0.filter { $0.value != 0 }.mapValues { -$0 } }
        for (account, origins) in queues { all[account] = origins.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
        return all.filter { !$0.value.isEmpty }
    }

    private func name(_ kind: String, _ owner: some CustomStringConvertible, _ instrument: Instrument) -> String {
        "\(kind):\(owner)" + (instrument == .fiscal ? "" : "/\(instrument.rawValue)")
    }

    private mutating func give(_ amount: Int64, _ origin: Origin, _ account: String, _ instrument: Instrument) {
        guard amount > 0, let donor = donors[origin.pairing] else { return }
        given[name("donor", donor, instrument), default: [:]][origin, default: 0] += amount
        queues[account, default: []] += Array(repeating: origin, count: Int(amount))
    }

    private mutating func move(_ amount: Int64, _ source: String, _ target: String) {
        queues[target, default: []] += takeOut(amount, source)
    }

    /// Fen by fen: one of the agreement if there is any left, else one of its pairing, else the first.
    private mutating func takeBack(
        _ amount: Int64, _ account: String, _ agreement: Identifier, _ pairing: Identifier
    ) -> [Origin] {
        (0..<amount).compactMap { _ in
            let fen = queue(account)
            let index =
                fen.firstIndex { $0.agreement == agreement } ?? fen.firstIndex { $0.pairing == pairing }
                ?? fen.indices.first
            return index.flatMap { queues[account]?.remove(at: $0) }
        }
    }

    private mutating func takeOut(_ amount: Int64, _ account: String) -> [Origin] {
        let taken = Array(queue(account).prefix(Int(amount)))
        queues[account] = Array(queue(account).dropFirst(Int(amount)))
        return taken
    }
}

extension FenOracle.Origin {
    init?(_ lot: Lot) {
        guard let pairing = lot.pairing.flatMap({ Identifier($0) }) else { return nil }
        self.init(pairing: pairing, agreement: lot.agreement.flatMap { Identifier($0) })
    }
}

extension Funds {
    /// Per account and origin.
    var amounts: [String: [FenOracle.Origin: Int64]] {
        var all: [String: [FenOracle.Origin: Int64]] = [:]
        for (key, row) in accounts.rows {
            for lot in row.lots {
                guard let origin = FenOracle.Origin(lot) else { continue }
                all[key.account, default: [:]][origin, default: 0] += lot.amount
            }
        }
        return all
    }

    /// The fen of an account from which money leaves in turn.
    func queue(_ account: String) -> [FenOracle.Origin] {
        (accounts.rows[.init(account, "CNY")]?.lots ?? []).flatMap { lot in
            Array(repeating: lot, count: Int(lot.amount)).compactMap(FenOracle.Origin.init)
        }
    }
}
