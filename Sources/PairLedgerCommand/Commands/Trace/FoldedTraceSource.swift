import Accountability
import Assistance
import CanonicalJSON
import Journal
import Postgres
import Projection

/// A trace from a fold of the log.
struct FoldedTraceSource: TraceSource {
    private let folded: FoldedModels
    private let collector: TraceCollector
    private let ledger: LedgerName
    /// Where the entries of the events that the trace shows are read.
    private let session: Session

    init(_ folded: FoldedModels, _ collector: TraceCollector, ledger: LedgerName, session: Session) {
        self.folded = folded
        self.collector = collector
        self.ledger = ledger
        self.session = session
    }

    func has(_ kind: StreamName.Kind, _ identifier: String) -> Bool {
        switch kind {
        case .agreement: folded.rows(AgreementRow.self).contains { $0.key.agreement == identifier }
        case .transfer: folded.rows(TransferRow.self).contains { $0.key.transfer == identifier }
        case .project: folded.rows(ProjectRow.self).contains { $0.key.project == identifier }
        default: !collector.payments.isEmpty
        }
    }

    func movements(of accounts: [String]) -> [MovementRow] { collector.movements(of: Set(accounts)) }
    func movements(at positions: [Int64]) -> [MovementRow] { collector.movements(of: [], at: Set(positions)) }
    func movements(of origins: Trace.Origins) -> [MovementRow] { collector.movements(of: origins) }
    func payments(_: String) -> Set<Int64> { collector.payments }

    func transfers(under agreement: String) -> Set<String> {
        Set(folded.rows(TransferRow.self).filter { $0.agreement == agreement }.map(\.key.transfer))
    }

    let knowsTurns = true

    func turns(at positions: [Int64]) -> [Int64: MoneyTrail.Turn] {
        let wanted = Set(positions)
        return collector.turns.filter { wanted.contains($0.key) }
    }

    func events(at positions: [Int64]) throws -> [RecordedEvent] {
        try Journal.events(at: positions, of: ledger, on: session)
    }

    func details(_ wanted: TraceDetails.Wanted, _ events: [TracedEvent]) -> TraceDetails {
        let (streams, subjects) = (Set(wanted.streams), Set(wanted.subjects))
        let (projects, pairings) = (Set(wanted.projects), Set(wanted.pairings))
        return TraceDetails(
            events: events, attachments: collector.attachments.filter { streams.contains($0.about) },
            findings: folded.rows(FindingRow.self).filter { subjects.contains($0.about) },
            indicators: folded.rows(IndicatorRow.self).filter { $0.project.map(projects.contains) ?? false },
            projects: folded.rows(ProjectRow.self).filter { projects.contains($0.key.project) },
            pairings: folded.rows(PairingRow.self).filter { pairings.contains($0.key.pairing) },
            lastOn: collector.lastOn)
    }
}
