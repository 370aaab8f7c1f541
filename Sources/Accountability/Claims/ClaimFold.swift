import Assistance
import CanonicalJSON
public import Journal
public import Projection

/// Holds claims against the log: takes up its events one by one, and keeps for each claim what they add up to.
///
/// Money promised, sent and received counts in full, even if it was returned to the donor later. Whose money a project has is told
/// by its lots, as in the read model "funds", and what a project gave back counts no more.
public struct ClaimFold {
    /// A claim, and what the ledger has of it.
    struct Held {
        let event: RecordedEvent
        let claim: ClaimPublished
        /// Minor units, by what is counted; under an empty name where money itself is.
        var amounts: [String: Int64] = [:]

        /// What the ledger has: minor units, or how many things have money.
        var recorded: Int64 {
            claim.measure.isMoney ? amounts[""] ?? 0 : Int64(amounts.values.count { $0 > 0 })
        }
    }

    /// In the order in which they were recorded.
    private(set) var claims: [Held]
    private let horizon: Horizon
    private var funds = Funds()
    /// By their agreements.
    private var promises: [String: FundsCommitted] = [:]
    /// The transfers that donors sent, by their streams; those from one tier to the next are none.
    private var transfers: [String: FundsTransferred] = [:]

    /// - Parameter claims: events, of which only claims within the horizon are taken.
    /// - Throws: `ReadModelError` for an event that this program does not know.
    public init(_ claims: [RecordedEvent], horizon: Horizon = Horizon()) throws {
        self.horizon = horizon
        funds.movements.isKept = false
        self.claims = try claims.filter(horizon.reaches).compactMap { record in
            guard case .claimPublished(let claim) = try ProjectedEvent(record).meaning() else { return nil }
            return Held(event: record, claim: claim)
        }
    }

    /// Takes up the next event of the log.
    ///
    /// - Throws: `ReadModelError` for one that this program does not know, or that cannot follow what came before.
    public mutating func take(_ record: RecordedEvent) throws {
        // What happened later is taken up too, as money recorded in between may rest on it, but does not count.
        guard Horizon(knownAt: horizon.knownAt).reaches(record) else { return }
        let event = ProjectedEvent(record)
        let before = funds.origins(of: record)
        let meaning: AssistanceEvent
        do throws(ReadModelError) {
            meaning = try event.meaning()
            try funds.apply(event)
        } catch {
            throw ReadModelError("position \(record.position): \(error.description)")
        }
        note(meaning, of: event)
        guard horizon.reaches(record) else { return }
        countStages(meaning, of: record)
        countLots(meaning, of: record, before)
    }

    /// Keeps what later events refer to.
    private mutating func note(_ meaning: AssistanceEvent, of event: ProjectedEvent) {
        switch meaning {
        case .fundsCommitted(let committed): promises[event.subject] = committed
        case .fundsTransferred(let transferred): transfers[event.record.stream] = transferred
        default: break
        }
    }

    /// Counts what was promised, sent and received. An entry that is reversed counts as if it had not been.
    private mutating func countStages(_ event: AssistanceEvent, of record: RecordedEvent, times sign: Int64 = 1) {
        let date = record.effectiveOn
        switch event {
        case .fundsCommitted(let committed): promise(committed.amount.minorUnits * sign, in: record)
        case .commitmentRevised(let revised):
            promise((revised.amount.minorUnits - revised.previous.minorUnits) * sign, in: record)
        case .commitmentCancelled(let cancelled): promise(-cancelled.amount.minorUnits * sign, in: record)
        case .fundsTransferred(let sent): add(sent.amount.minorUnits * sign, to: .sent, by: Move(sent, on: date))
        case .fundsRejected(let rejected):
            guard let sent = transfers[record.stream] else { return }
            add(-rejected.amount.minorUnits * sign, to: .sent, by: Move(sent, on: date))
        case .fundsReceived(let received):
            guard let sent = transfers[record.stream] else { return }
            add(received.amount.minorUnits * sign, to: .received, by: Move(sent, on: date))
        case .entryReversed(let reversed): countStages(reversed.original, of: record, times: -sign)
        default: break
        }
    }

    /// An agreement promises so much more.
    private mutating func promise(_ amount: Int64, in record: RecordedEvent) {
        let agreement = EventRecord(record).subject
        guard let promise = promises[agreement],
            let recipient = funds.pairing(promise.pairing.description)?.recipient
        else { return }
        let origin = Origin(pairing: promise.pairing.description, agreement: agreement)
        let move = Move(origin, promise.instrument, at: recipient, on: record.effectiveOn)
        add(amount, to: .committed, by: move)
        add(amount, of: promise.pairing.description, to: .pairings, by: move)
        if recipient.tier == .county { add(amount, of: recipient.description, to: .counties, by: move) }
    }

    /// Counts what came into counties and projects, by the lots that were there before and are there now.
    private mutating func countLots(
        _ meaning: AssistanceEvent, of record: RecordedEvent, _ before: [String: [Origin: Int64]]
    ) {
        for (name, now) in funds.origins(of: record) {
            guard let account = Account(name) else { continue }
            let then = before[name] ?? [:]
            for origin in Set(now.keys).union(then.keys) {
                let change = now[origin, default: 0] - then[origin, default: 0]
                switch account.kind {
                case .holding where meaning.isReceipt: arrive(change, of: origin, in: account, record)
                case .project, .spent: give(change, of: origin, to: account, record)
                default: break
                }
            }
        }
    }

    private mutating func arrive(_ amount: Int64, of origin: Origin, in holding: Account, _ record: RecordedEvent) {
        guard let region = RegionCode(holding.owner), region.tier == .county else { return }
        let move = Move(origin, holding.instrument, at: region, on: record.effectiveOn)
        add(amount, of: holding.owner, to: .counties, by: move)
    }

    /// What a project spends leaves its account for the other, and so counts once.
    private mutating func give(_ amount: Int64, of origin: Origin, to account: Account, _ record: RecordedEvent) {
        guard let place = funds.place(ofProject: account.owner) else { return }
        let move = Move(origin, account.instrument, at: place, on: record.effectiveOn)
        add(amount, to: .allocated, by: move)
        add(amount, of: account.owner, to: .projects, by: move)
        if account.kind == .spent { add(amount, to: .spent, by: move) }
    }

    /// Adds money to the claims of a measure that it fits; of things that are counted each has its own.
    private mutating func add(_ amount: Int64, of thing: String = "", to measure: ClaimMeasure, by move: Move) {
        for index in claims.indices where claims[index].claim.measure == measure && fits(move, claims[index].claim) {
            claims[index].amounts[thing, default: 0] += amount
        }
    }

    private func fits(_ move: Move, _ claim: ClaimPublished) -> Bool {
        switch claim.time {
        case .fiscalYear(let year):
            guard let agreement = move.origin.agreement, promises[agreement]?.fiscalYear == year else { return false }
        case .period(let from, let to):
            guard from <= move.date, move.date <= to else { return false }
        }
        return claim.scope.fits(
            move.origin.pairing, funds.pairing(move.origin.pairing), move.instrument, at: move.place)
    }

    /// The claims, and what was added up for each.
    public var held: HeldClaims { HeldClaims(claims: claims, pairings: Array(funds.pairings.rows.values)) }
}
