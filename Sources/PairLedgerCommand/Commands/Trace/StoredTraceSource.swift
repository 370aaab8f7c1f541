import Accountability
import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal
import Projection

/// A trace from the tables: all that is known to be of the origins at once, and then, account by account, what may be.
struct StoredTraceSource: TraceSource {
    private let snapshot: Snapshot
    private let ledger: LedgerName

    init(_ snapshot: Snapshot, ledger: LedgerName) {
        self.snapshot = snapshot
        self.ledger = ledger
    }

    func has(_ kind: StreamName.Kind, _ identifier: String) throws -> Bool {
        switch kind {
        case .agreement: try !snapshot.rows(AgreementRow.self, where: "agreement", isIn: [identifier]).isEmpty
        case .transfer: try !snapshot.rows(TransferRow.self, where: "transfer", isIn: [identifier]).isEmpty
        case .project: try !snapshot.rows(ProjectRow.self, where: "project", isIn: [identifier]).isEmpty
        default: try !payments(identifier).isEmpty
        }
    }

    func movements(of accounts: [String]) throws -> [MovementRow] { try snapshot.movements(of: accounts) }
    func movements(at positions: [Int64]) throws -> [MovementRow] { try snapshot.movements(at: positions) }

    func movements(of origins: Trace.Origins) throws -> [MovementRow] {
        let (agreements, transfers) = (origins.agreements.sorted(), origins.transfers.sorted())
        var (rows, mayBeMore) = try snapshot.ask(
            snapshot.movements(ofAgreements: agreements, transfers: transfers), snapshot.hasMovementsOfNobody)
        guard mayBeMore else { return rows.inOrder }
        var seen: Set<String> = []
        var next = Set(
            agreements.flatMap { Account.names(.committed, $0) } + transfers.flatMap { Account.names(.transit, $0) })
        next.formUnion(accounts(of: rows))
        while !next.isEmpty {
            seen.formUnion(next)
            let found = try snapshot.movementsOfNobody(through: next.sorted())
            rows += found
            next = accounts(of: found).subtracting(seen)
        }
        return rows.inOrder
    }

    private func accounts(of rows: [MovementRow]) -> Set<String> {
        Set(rows.flatMap { [$0.source, $0.target] }.filter { !$0.hasPrefix("donor:") })
    }

    func payments(_ identifier: String) throws -> Set<Int64> {
        let id = try UUID.derived(from: [.string(ledger.description), .string("payment/\(identifier)"), .integer(0)])
        let events = try snapshot.payments(identifier, id: id).filter { $0.position < snapshot.knownTo }
        return Set(
            events.compactMap { event in
                guard let meaning = try? AssistanceEvent(type: event.type, version: event.v, data: event.statement),
                    case .fundsSpent(let spent) = meaning, spent.payment.description == identifier
                else { return nil }
                return event.position
            })
    }

    func transfers(under agreement: String) throws -> Set<String> {
        Set(try snapshot.rows(TransferRow.self, where: "agreement", isIn: [agreement]).map(\.key.transfer))
    }

    let knowsTurns = false

    func turns(at positions: [Int64]) throws -> [Int64: MoneyTrail.Turn] {
        var turns: [Int64: MoneyTrail.Turn] = [:]
        for event in try snapshot.events(at: Set(positions).sorted(), ofTypes: MoneyTrail.Turn.types) {
            turns[event.position] = try TracedEvent(event).turn()
        }
        return turns
    }

    func events(at positions: [Int64]) throws -> [RecordedEvent] { try snapshot.events(at: positions) }

    func details(_ wanted: TraceDetails.Wanted, _ events: [TracedEvent]) throws -> TraceDetails {
        // First what has most rows, which are read while the server finds the rest.
        let (projects, indicators, attachments, findings, pairings, lastOn) = try snapshot.ask(
            snapshot.rows(ProjectRow.self, where: "project", anyOf: wanted.projects),
            snapshot.rows(IndicatorRow.self, where: "project", anyOf: wanted.projects),
            snapshot.rows(AttachmentRow.self, where: "about", anyOf: wanted.streams),
            snapshot.rows(FindingRow.self, where: "about", anyOf: wanted.subjects),
            snapshot.rows(PairingRow.self, where: "pairing", anyOf: wanted.pairings), snapshot.lastMovement)
        return TraceDetails(
            events: events,
            attachments: attachments.filter { $0.key.position < snapshot.knownTo }.map(TraceDetails.Attachment.init),
            findings: findings, indicators: indicators, projects: projects, pairings: pairings, lastOn: lastOn)
    }
}
