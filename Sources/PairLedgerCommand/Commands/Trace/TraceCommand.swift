import Accountability
import ArgumentParser
import Assistance
import Journal
import Postgres
import Projection

struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Follow money to where it went, or a payment to who paid for it.",
        discussion: """
            An agreement or a transfer is followed forward: to receipts, lower tiers, projects, payments and outcomes, and to what came \
            back. A project or a payment is followed backward: to the transfers, agreements and donors behind it. Money is told \
            apart by lots, first in, first out, so that the parts of every row sum to it, to the fen.

            Ages are those of the day of --as-of, or else of the last day on which money moved. Where the same identifier names \
            several things, the kind stands before it: transfer/X.

            Examples:
              pairledger trace JS-KZ-2014 --unit wan
              pairledger trace payment/KZ14-001-P1
              pairledger trace project/KZ14-001 --as-of 2014-12-31
              pairledger trace JS-KZ-2014-T1 --depth 3 --format json
              pairledger trace JS-KZ-2014 --flat --output ends.csv
            """)

    @Argument(
        help: ArgumentHelp("An agreement, transfer, project or payment: X, or kind/X.", valueName: "id"),
        transform: TracedName.init(parsing:))
    var id: TracedName
    @OptionGroup var options: ReportOptions

    func validate() throws {
        try options.refuse(
            .from, .region, .programme, .pairing, .instrument, .purpose, .tier, .by,
            because: "a trace follows all the money of one thing")
    }

    func run() async throws {
        try await ReportDrawing(options: options, models: TracedName.models).draw { try await report($0) }
    }

    private func report(_ request: ReportRequest) async throws -> Report {
        let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
        let name = try options.ledger.name()
        let stored = try await source.read(TracedName.models) { [id] snapshot in
            try TraceMaking(id, StoredTraceSource(snapshot, ledger: name)).report(
                ReportInput(
                    rows: snapshot, knownTo: snapshot.knownTo, recorded: snapshot.recorded, notes: snapshot.notes),
                request)
        }
        if let stored { return try await found(stored, request) }
        let collector = TraceCollector(payment: id.identifier.description)
        let folded = FoldedModels(TracedName.models.filter { $0 != Timeline.self }, observers: [collector])
        let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        let database = try await Database.open(options.ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: options.ledger.database.quiet)
        let report = try await connection.run { [id] session in
            try TraceMaking(id, FoldedTraceSource(folded, collector, ledger: name, session: session)).report(
                ReportInput(rows: folded, knownTo: extent.end, recorded: extent.recorded, notes: extent.notes), request)
        }
        return try await found(report, request)
    }

    /// The report, or why there is none.
    private func found(_ report: Report?, _ request: ReportRequest) async throws -> Report {
        if let report { return report }
        let database = try await Database.open(options.ledger.database)
        let journal = Journal(
            try options.ledger.name(),
            on: try await database.connectCurrent(.inspect, quiet: options.ledger.database.quiet))
        var near: [String] = []
        for kind in TracedName.kinds where id.kind == nil || id.kind == kind {
            let others = try await journal.streams(ofKind: kind.rawValue).compactMap {
                Identifier(String($0.dropFirst(kind.rawValue.count + 1)))
            }
            near += id.identifier.suggestions(from: others).map { "\(kind.rawValue)/\($0)" }
            if others.contains(id.identifier), !request.horizon.isUnlimited {
                throw CommandFailure(
                    .usage, "\(kind.rawValue) \(id.identifier) was not there yet",
                    remedy: "give a later --as-of or --known-at, or leave it out")
            }
        }
        throw CommandFailure(
            .usage,
            "there is no \(id.kind?.rawValue ?? "agreement, transfer, project or payment") \(id.identifier) on record",
            remedy: near.isEmpty
                ? "look the identifier up with pairledger log show" : "did you mean \(near.joined(separator: " or "))?")
    }
}

/// What is to be traced, with its kind where that was said.
struct TracedName: Sendable {
    let kind: StreamName.Kind?
    let identifier: Identifier

    /// The kinds of things that have money of their own.
    static let kinds: [StreamName.Kind] = [.agreement, .transfer, .project, .payment]
    static let models: [any ReadModel.Type] = [Funds.self, Projects.self, Outcomes.self, Findings.self, Timeline.self]

    init(parsing text: String) throws {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        identifier = try Parse.identifier(parts.last ?? text)
        guard parts.count == 2 else {
            kind = nil
            return
        }
        guard let kind = StreamName.Kind(rawValue: parts[0]), Self.kinds.contains(kind) else {
            throw ValidationError(
                "no money of a \"\(parts[0])\" can be traced; there are \(Self.kinds.map(\.rawValue).joined(separator: ", "))"
            )
        }
        self.kind = kind
    }
}
