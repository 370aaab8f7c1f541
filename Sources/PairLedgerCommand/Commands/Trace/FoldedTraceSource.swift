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

    func turns(at positions: [Int64]) -> [Int64: MoneyTrail.Turn] {
        let wanted = Set(positions)
        return collector.turns.filter { wanted.contains($0.key) }
    }

    func events(at positions: [Int64]) throws -> [RecordedEvent] {
        try Journal.events(at: positions, of: ledger, on: session)
    }

    func attachments(to streams: [String]) -> [TraceDetails.Attachment] {
        let wanted = Set(streams)
        return collector.attachments.filter { wanted.contains($0.about) }
    }

    func findings(about subjects: [String]) -> [FindingRow] {
        let wanted = Set(subjects)
        return folded.rows(FindingRow.self).filter { wanted.contains($0.about) }
    }

    func indicators(of projects: [String]) -> [IndicatorRow] {
        let wanted = Set(projects)
        return folded.rows(IndicatorRow.self).filter { $0.project.map(wanted.contains) ?? false }
    }

    func projects(_ projects: [String]) -> [ProjectRow] {
        let wanted = Set(projects)
        return folded.rows(ProjectRow.self).filter { wanted.contains($0.key.project) }
    }

    func pairings(_ pairings: [String]) -> [PairingRow] {
        let wanted = Set(pairings)
        return folded.rows(PairingRow.self).filter { wanted.contains($0.key.pairing) }
    }

    func lastOn() -> CalendarDate? { collector.lastOn }
}
