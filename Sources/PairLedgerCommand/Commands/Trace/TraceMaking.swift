import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection

/// Where a trace finds what it needs: in the tables, or in a fold of the log.
protocol TraceSource {
    /// Whether there is a thing of a kind that is called so.
    func has(_ kind: StreamName.Kind, _ identifier: String) throws -> Bool
    /// What moved out of accounts or into them, in order.
    func movements(of accounts: [String]) throws -> [MovementRow]
    func movements(at positions: [Int64]) throws -> [MovementRow]
    /// All that moved of some origins, in order.
    func movements(of origins: Trace.Origins) throws -> [MovementRow]
    func payments(_ identifier: String) throws -> Set<Int64>
    func transfers(under agreement: String) throws -> Set<String>
    func turns(at positions: [Int64]) throws -> [Int64: MoneyTrail.Turn]
    func events(at positions: [Int64]) throws -> [RecordedEvent]
    func attachments(to streams: [String]) throws -> [TraceDetails.Attachment]
    func findings(about subjects: [String]) throws -> [FindingRow]
    func indicators(of projects: [String]) throws -> [IndicatorRow]
    func projects(_ projects: [String]) throws -> [ProjectRow]
    func pairings(_ pairings: [String]) throws -> [PairingRow]
    func lastOn() throws -> CalendarDate?
}

/// Makes the trace of a thing.
struct TraceMaking<Source: TraceSource> {
    private let name: TracedName
    private let source: Source

    init(_ name: TracedName, _ source: Source) {
        self.name = name
        self.source = source
    }

    /// Nil when there is nothing that is called so.
    ///
    /// - Throws: `CommandFailure` when several things are.
    func report(_ input: ReportInput, _ request: ReportRequest) throws -> Report? {
        // Whoever says the kind spares the search among all payments, for which there is no index.
        let kinds = try (name.kind.map { [$0] } ?? TracedName.kinds).filter {
            try source.has($0, name.identifier.description)
        }
        guard let kind = kinds.first else { return nil }
        guard kinds.count == 1 else {
            throw CommandFailure(
                .usage, "\(name.identifier) names several things: \(kinds.map(\.rawValue).joined(separator: ", "))",
                remedy: "say which: \(kinds.map { "\($0.rawValue)/\(name.identifier)" }.joined(separator: " or "))")
        }
        let trace = try trace(StreamName(kind, name.identifier))
        return TraceReport.make(trace, try details(trace), input, request)
    }

    private func trace(_ subject: StreamName) throws -> Trace {
        let id = subject.identifier.description
        var positions: Set<Int64> = []
        var transfers: Set<String> = []
        var origins = Trace.Origins([])
        switch subject.kind {
        case .agreement:
            transfers = try source.transfers(under: id)
            origins.agreements = [id]
            origins.transfers = transfers
        case .transfer:
            let rows = try source.movements(of: Account.names(.transit, id))
            let turns = try source.turns(at: rows.map(\.key.position))
            let sending = rows.filter { Account($0.target)?.kind == .transit && turns[$0.key.position] == nil }
            positions = Set(sending.map(\.key.position))
            origins = Trace.Origins(rows)
        case .payment:
            positions = try source.payments(id)
            origins = Trace.Origins(try source.movements(at: positions.sorted()))
        default:
            origins = Trace.Origins(
                try source.movements(of: Account.names(.project, id) + Account.names(.spent, id)))
        }
        let rows = try source.movements(of: origins)
        return Trace(
            subject, rows, turns: try source.turns(at: rows.map(\.key.position)), positions: positions,
            transfers: transfers)
    }

    private func details(_ trace: Trace) throws -> TraceDetails {
        let events = try source.events(at: trace.positions).map(TracedEvent.init)
        let streams = Set(trace.streams).union(events.map(\.record.stream)).union([trace.subject.description])
        let projects = trace.projects + (trace.subject.kind == .project ? [trace.subject.identifier.description] : [])
        return TraceDetails(
            events: events, attachments: try source.attachments(to: streams.sorted()),
            findings: try source.findings(about: trace.subjects(events) + [trace.subject.description]),
            indicators: try source.indicators(of: projects), projects: try source.projects(projects),
            pairings: try source.pairings(trace.pairings), lastOn: try source.lastOn())
    }
}
