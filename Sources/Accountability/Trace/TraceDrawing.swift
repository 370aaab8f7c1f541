import Assistance
import CanonicalJSON
import Journal
import Projection

/// A trace with what is known of it, and how it is written down.
struct TraceDrawing {
    let trace: Trace
    let details: TraceDetails
    let request: ReportRequest
    /// The day on which ages are told: the one that was asked for, or the last on which money moved, so that the same log always gives the
    /// same report.
    let day: CalendarDate?
    /// By position, the number that an event has among the details.
    private let events: [Int64: Int]
    /// By the stream of what they are about, and the version of the event.
    private let documents: [String: [Int64?: Int64]]
    private let findings: [String: [FindingRow]]
    private let outcomes: [String: OutcomeState]
    /// What of the money lies in each account, or came to its end there.
    let ends: [String: End]
    let projects: [String: ProjectRow]

    init(_ trace: Trace, _ details: TraceDetails, _ request: ReportRequest) {
        self.trace = trace
        self.details = details
        self.request = request
        day = request.horizon.asOf ?? details.lastOn
        events = Dictionary(
            details.events.indices.lazy.map { (details.events[$0].record.position, $0) }
        ) { first, _ in first }
        documents = details.attachments.reduce(into: [:]) { $0[$1.about, default: [:]][$1.event, default: 0] += 1 }
        findings = Dictionary(grouping: details.findings.filter { $0.state != .closed }, by: \.about)
        outcomes = Dictionary(
            details.indicators.lazy.map { ($0.project ?? "", OutcomeState($0)) }, uniquingKeysWith: OutcomeState.first)
        ends = Self.ends(of: trace)
        projects = Dictionary(details.projects.map { ($0.key.project, $0) }) { first, _ in first }
    }

    // MARK: The tree

    var treeSection: Report.Section {
        var nodes: [(node: Trace.Node, depth: Int)] = []
        if request.isTree == false {
            // Where every part of the money ends, one below the other.
            nodes = trace.nodes.lazy.filter(\.parts.isEmpty).map { ($0, 0) }
        } else {
            add(trace.root, depth: 0, to: &nodes)
        }
        let rows = request.rows(nodes) { row($0, depth: $1) }
        return Report.Section(
            key: "trace", title: trace.isForward ? "Where it went" : "Where it came from",
            columns: [
                .text("step", "Step"),
                .text("account", "Account"),
                .text("name", "Name"),
                .date("on", "On"),
                .amount("amount", "Amount"),
                .percent("share", "Share"),
                .count("days_in_account", "Days there"),
                .count("days_since_receipt", "Days since receipt"),
                .count("documents", "Documents"),
                .text("marks", "Marks"),
                .count("position", "Position"),
            ], rows: rows.shown, omitted: rows.omitted, isDrawn: request.isTree != false)
    }

    private func add(_ node: Trace.Node, depth: Int, to nodes: inout [(node: Trace.Node, depth: Int)]) {
        nodes.append((node, depth))
        guard depth + 1 < request.depth ?? .max else { return }
        for part in node.parts { add(part, depth: depth + 1, to: &nodes) }
    }

    private func row(_ node: Trace.Node, depth: Int) -> Report.Row {
        let hops = node.portions.map { trace.trail.hops[$0.hop] }
        let position = node.position ?? (node.kind == .subject ? trace.subjectPosition : nil)
        let event = position.flatMap { events[$0] }.map { details.events[$0] }
        let moved = node.position == nil ? nil : event
        let meaning = moved?.meaning
        let account = account(of: node, hops)
        let on = node.kind == .event || node.kind == .subject ? event?.record.effectiveOn : nil
        let ages = ages(of: node, hops)
        return Report.Row(
            [
                .text(step(node, hops, moved?.record, meaning)), account.map(Report.Cell.text) ?? .empty,
                account.flatMap { name(of: $0, on: on ?? hops.last?.on) }.map(Report.Cell.text) ?? .empty,
                on.map { .date("\($0)") } ?? .empty, .amount(node.amount),
                .ratio(numerator: node.amount, denominator: trace.root.amount),
                ages.there.map { .count(Int64($0)) } ?? .empty, ages.received.map { .count(Int64($0)) } ?? .empty,
                evidence(of: node, event).map(Report.Cell.count) ?? .empty,
                .text(marks(of: node, hops, account, moved, meaning).joined(separator: "; ")),
                position.map(Report.Cell.count) ?? .empty,
            ], depth: depth, basis: request.basis(basis(of: node, hops)))
    }

    private func basis(of node: Trace.Node, _ hops: [MoneyTrail.Hop]) -> Basis? {
        let positions = node.position.map { [$0] } ?? Set(hops.map(\.position)).sorted()
        return positions.isEmpty ? nil : .positions(positions)
    }

    // MARK: Cells

    private func step(
        _ node: Trace.Node, _ hops: [MoneyTrail.Hop], _ record: RecordedEvent?, _ meaning: AssistanceEvent?
    ) -> String {
        switch node.kind {
        case .subject: return "\(request.language(trace.subject.kind.rawValue)) \(trace.subject.identifier)"
        case .event: return meaning.map { name(of: $0, record) } ?? ""
        case .rest: return request.language(lying(hops))
        case .late: return request.language("stands in for what left before")
        case .donor:
            let pairings = Set(hops.map { $0.pairing ?? "" }).sorted().joined(separator: ", ")
            return "\(request.language("donor")) \(pairings)"
        case .unknown: return request.language("origin not known")
        }
    }

    private func lying(_ hops: [MoneyTrail.Hop]) -> String {
        let kind = hops.first.flatMap { trace.accounts[$0.target]?.kind }
        guard hops.allSatisfy({ trace.accounts[$0.target]?.kind == kind }) else { return "lies there" }
        return switch kind {
        case .donor: "with the donor again"
        case .committed: "not yet sent"
        case .transit: "in transit"
        case .holding: "held"
        case .project: "not yet spent"
        case .spent: "paid"
        case nil: "lies there"
        }
    }

    private func name(of event: AssistanceEvent, _ record: RecordedEvent?) -> String {
        let id = record?.stream.split(separator: "/").last.map(String.init) ?? ""
        func with(_ term: String, _ id: String) -> String { "\(request.language(term)) \(id)" }
        return switch event {
        case .fundsCommitted: with("agreement", id)
        case .commitmentRevised: with("revised", id)
        case .commitmentCancelled: with("cancelled", id)
        case .fundsTransferred: with("transfer", id)
        case .fundsForwarded: with("forward", id)
        case .fundsReceived: with("receipt", id)
        case .fundsRejected: with("rejected", id)
        case .fundsAllocated: with("allocation", id)
        case .fundsSpent(let spent): with("payment", spent.payment.description)
        case .fundsReleased: with("given back", id)
        case .fundsReturned: with("returned", id)
        case .entryReversed(let reversed): with("taken back:", name(of: reversed.original, record))
        default: record?.type ?? ""
        }
    }

    private func account(of node: Trace.Node, _ hops: [MoneyTrail.Hop]) -> String? {
        if node.kind == .donor || node.kind == .unknown {
            return hops.first.map(\.source).flatMap { source in hops.allSatisfy { $0.source == source } ? source : nil }
        }
        return hops.first.map(\.target).flatMap { target in hops.allSatisfy { $0.target == target } ? target : nil }
    }

    /// What is called by an account: its region on a day, or its project.
    func name(of account: String, on date: CalendarDate?) -> String? {
        guard let account = trace.accounts[account] else { return nil }
        switch account.kind {
        case .donor, .holding: return RegionCode(account.owner).map { request.name(of: $0, on: date) }
        case .project, .spent:
            let project = projects[account.owner]
            return request.language == .chinese ? project?.nameZH ?? project?.name : project?.name
        case .committed, .transit: return nil
        }
    }

    private typealias Ages = (there: Int?, received: Int?)

    /// The longest time that any part had lain, or lies, in its account, and since it was received.
    private func ages(of node: Trace.Node, _ hops: [MoneyTrail.Hop]) -> Ages {
        switch node.kind {
        case .event: return ages(onMoving: hops)
        case .subject where trace.subject.kind == .payment: return ages(onMoving: hops)
        case .rest:
            guard let day, !hops.allSatisfy(\.isEnd) else { return (nil, nil) }
            return (
                hops.compactMap { $0.lies.since?.days(until: day) }.max(),
                hops.compactMap { $0.lies.receivedOn?.days(until: day) }.max()
            )
        default: return (nil, nil)
        }
    }

    private func ages(onMoving hops: [MoneyTrail.Hop]) -> Ages {
        (
            hops.compactMap { hop in hop.since?.days(until: hop.on) }.max(),
            hops.compactMap { hop in hop.receivedOn?.days(until: hop.on) }.max()
        )
    }

    /// How many times a document was attached to the event, or to the thing that begins with it.
    private func evidence(of node: Trace.Node, _ event: TracedEvent?) -> Int64? {
        if node.kind == .subject, trace.subject.kind != .payment {
            return documents[trace.subject.description]?.values.reduce(0, +) ?? 0
        }
        guard node.kind == .event || node.kind == .subject, let record = event?.record else { return nil }
        guard let own = documents[record.stream] else { return 0 }
        return (own[record.version] ?? 0) + (record.version == 1 ? own[nil as Int64?] ?? 0 : 0)
    }

    private func marks(
        of node: Trace.Node, _ hops: [MoneyTrail.Hop], _ account: String?, _ event: TracedEvent?,
        _ meaning: AssistanceEvent?
    ) -> [String] {
        var marks: [String] = []
        if hops.contains(where: { $0.agreement == nil && $0.pairing != nil }) {
            marks.append(request.language("beyond the promise"))
        }
        if meaning?.isBack ?? false { marks.append(request.language("came back")) }
        guard node.kind == .event || node.kind == .subject else { return marks }
        let owner = account.flatMap { trace.accounts[$0] }
        if let owner, [.project, .spent].contains(owner.kind), let state = outcomes(of: owner.owner) {
            marks.append("\(request.language("outcome")) \(request.language(state))")
        }
        return marks + (findings.isEmpty ? [] : findingMarks(node, event, account, owner))
    }

    /// The open findings about what a row shows.
    private func findingMarks(
        _ node: Trace.Node, _ event: TracedEvent?, _ account: String?, _ owner: Account?
    ) -> [String] {
        var subjects = account.map { [$0] } ?? []
        if node.kind == .subject { subjects.append(trace.subject.description) }
        if let owner, let thing = FindingSubject.account(owner).thing { subjects.append(thing.description) }
        if let payment = event?.payment { subjects.append("payment/\(payment)") }
        let own = Set(subjects).flatMap { findings[$0] ?? [] }.sorted { $0.key.finding < $1.key.finding }
        return own.map { finding in
            let state = request.language == .chinese ? finding.state.chinese : finding.state.rawValue
            return "\(request.language("finding")) \(finding.key.finding) \(state)"
        }
    }

    /// How far the outcomes of a project are known; nil where none was to be reached.
    func outcomes(of project: String) -> String? { outcomes[project]?.rawValue }
}

/// How far the outcomes of a project are known.
private enum OutcomeState: String, CaseIterable {
    case disputed
    case verified
    case reported
    case notReported = "not reported"

    init(_ indicator: IndicatorRow) {
        self =
            if indicator.disputedReports > 0 {
                .disputed
            } else if indicator.verifiedReports > 0 {
                .verified
            } else {
                indicator.reports > 0 ? .reported : .notReported
            }
    }

    /// Of two indicators of a project, the one to be told: the first of the cases.
    static func first(_ one: OutcomeState, _ other: OutcomeState) -> OutcomeState {
        allCases.first { $0 == one || $0 == other } ?? one
    }
}

extension AssistanceEvent {
    /// Whether it brings money back to where it was before.
    fileprivate var isBack: Bool {
        switch self {
        case .fundsRejected, .fundsReleased, .fundsReturned, .entryReversed, .commitmentCancelled: true
        case .commitmentRevised(let revised): revised.amount.minorUnits < revised.previous.minorUnits
        default: false
        }
    }
}
