import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

extension ReportCommand {
    struct Claims: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "claims",
            abstract: "Published figures beside what the ledger has, with the difference.",
            discussion: """
                For the same scope, measure and time. Money is of the fiscal year of its agreement; what projects have is told by \
                the agreements that paid for it, first in, first out. Claims about fiscal years are answered by the read models, \
                save those that count counties; for others, and for an earlier day or position, the whole log is gone through. \
                --from and --to are of the days of publication; a region is one that a claim is about, on either side.

                Examples:
                  pairledger report claims --fiscal-year 2021 --unit yi
                  pairledger report claims --programme east-west --format json
                """)

        @Option(help: ArgumentHelp("Only claims of this fiscal year.", valueName: "year")) var fiscalYear: Int?
        @OptionGroup var options: ReportOptions

        func validate() throws {
            try options.refuse(.purpose, .tier, because: "no claim is about a purpose or a tier")
            try options.refuse(
                .by, .tree, .flat, .depth, because: "each claim is about a time and a scope of its own")
        }

        func run() async throws {
            let drawing = ReportDrawing(options: options, models: [Funds.self])
            try await drawing.draw(by: drawn)
        }

        private func drawn(_ request: ReportRequest) async throws -> Report {
            if let stored = try await stored(request) { return stored }
            let database = try await Database.open(options.ledger.database)
            let quiet = options.ledger.database.quiet
            let connection = try await database.connectCurrent(.inspect, quiet: quiet)
            let journal = Journal(try options.ledger.name(), on: connection)
            let streams = Set(try await journal.streams(ofKind: StreamName.Kind.claim.rawValue))
            let recorded = try await journal.nextPosition()
            let end = request.horizon.end(recorded: recorded)
            let claims = try await journal.read(LogSelection(streams: streams))
            var fold = try ClaimFold(claims.filter { $0.position < end }, horizon: request.horizon)
            let progress = Progress(goal: end, quiet: quiet)
            defer { progress.end() }
            for try await page in journal.pages(LogSelection(limit: Int(end))) {
                for event in page { try fold.take(event) }
                if let last = page.last { progress.show(last.position + 1) }
            }
            return try ClaimReport.make(
                fold.held, request, fiscalYear: fiscalYear, recorded: recorded, knownTo: end)
        }

        /// By the read models; nil when they cannot answer.
        private func stored(_ request: ReportRequest) async throws -> Report? {
            let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
            let stored = try await source.read([Funds.self]) { [fiscalYear] snapshot -> Report? in
                let streams = try snapshot.streams(ofKind: .claim)
                let claims = try snapshot.log.events(LogSelection(streams: streams)) { _ in true }
                guard let held = try HeldClaims(claims, snapshot, for: request, fiscalYear: fiscalYear) else {
                    return nil
                }
                return try ClaimReport.make(
                    held, request, fiscalYear: fiscalYear, recorded: snapshot.recorded, knownTo: snapshot.knownTo,
                    notes: snapshot.notes)
            }
            return stored ?? nil
        }
    }
}
