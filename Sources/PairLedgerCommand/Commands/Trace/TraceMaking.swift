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
    /// Whether turns are known without reading the events.
    var knowsTurns: Bool { get }
    func turns(at positions: [Int64]) throws -> [Int64: MoneyTrail.Turn]
    func events(at positions: [Int64]) throws -> [RecordedEvent]
    func details(_ wanted: TraceDetails.Wanted, _ events: [TracedEvent]) throws -> TraceDetails
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
        let kinds = try name.kind.map { [$0] } ?? TracedName.kinds.filter(has)
        guard let kind = kinds.first else { return nil }
        guard kinds.count == 1 else {
            throw CommandFailure(
                .usage, "\(name.identifier) names several things: \(kinds.map(\.rawValue).joined(separator: ", "))",
                remedy: "say which: \(kinds.map { "\($0.rawValue)/\(name.identifier)" }.joined(separator: " or "))")
        }
        let (trace, events) = try trace(StreamName(kind, name.identifier))
        // Where money moved, the thing is there.
        if name.kind != nil, trace.trail.hops.isEmpty, try !has(kind) { return nil }
        let details = try source.details(trace.wanted(events), events)
        return TraceReport.make(trace, details, input, request)
    }

    private func has(_ kind: StreamName.Kind) throws -> Bool { try source.has(kind, name.identifier.description) }

    /// With the events that it shows.
    private func trace(_ subject: StreamName) throws -> (Trace, [TracedEvent]) {
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
            positions = Set(rows.filter { Account($0.target)?.kind == .transit }.map(\.key.position))
            origins = Trace.Origins(rows)
        case .payment:
            positions = try source.payments(id)
            origins = Trace.Origins(try source.movements(at: positions.sorted()))
        default:
            origins = Trace.Origins(
                try source.movements(of: Account.names(.project, id) + Account.names(.spent, id)))
        }
        let rows = try source.movements(of: origins)
        let all = Set(rows.map(\.key.position)).sorted()
        // Forward nearly all that moved is shown, and so is read at once.
        let read = Trace.isForward(subject.kind) && !source.knowsTurns ? try events(at: all) : nil
        let turns = try read.map(turns(of:)) ?? source.turns(at: all)
        // What brought money back did not send it.
        if subject.kind == .transfer { positions = positions.filter { turns[$0] == nil } }
        let trace = Trace(subject, rows, turns: turns, positions: positions, transfers: transfers)
        guard let read else { return (trace, try events(at: trace.positions)) }
        let shown = Set(trace.positions)
        return (trace, read.filter { shown.contains($0.record.position) })
    }

    private func turns(of events: [TracedEvent]) throws -> [Int64: MoneyTrail.Turn] {
        try events.reduce(into: [:]) { turns, event in turns[event.record.position] = try event.turn() }
    }

    private func events(at positions: [Int64]) throws -> [TracedEvent] {
        try source.events(at: positions).map(TracedEvent.init)
    }
}
