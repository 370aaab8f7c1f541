import Accountability
import ArgumentParser
import Journal
import Postgres
import Projection

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports on where money is, on what was published of it, and which reports were published.",
        subcommands: [Position.self, Balance.self, Claims.self, Publish.self, Reproduce.self])

    struct Position: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where every yuan is: by pairing, place and purpose, with the trial balance.",
            discussion: """
                The read models are brought up to the head of the log first, unless --stale is given. For an earlier day or position \
                the log is folded once, by the same rules.

                Examples:
                  pairledger report position --unit wan
                  pairledger report position --as-of 2014-12-31
                  pairledger report position --format json | python3 -m json.tool
                  pairledger report position --output position.csv
                  pairledger report position --seal --output position.json
                """)

        @Flag(help: "Take the read models as they are, even if they are behind the log.") var stale = false

        @OptionGroup var horizon: HorizonOptions
        @OptionGroup var sealing: ReportSealOptions
        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let (horizon, origin) = try sealing.origin(horizon.horizon, of: try ledger.name())
            let shown = try output.openForReport()
            let models = ReadModelSource(ledger, horizon: horizon, isStale: stale)
            try shown.write(try await report(models, horizon), of: origin, ledger: try ledger.name())
            try shown.finish()
        }

        private func report(_ source: ReadModelSource, _ horizon: Horizon) async throws -> Report {
            let ledger = try ledger.name().description
            let stored = try await source.read([Funds.self, Projects.self]) { snapshot in
                PositionReport.make(
                    try PositionState(snapshot), ledger: ledger, knownTo: snapshot.knownTo, recorded: snapshot.recorded,
                    notes: snapshot.notes)
            }
            if let stored { return stored }
            let (funds, projects) = (ModelState(Funds.self), ModelState(Projects.self))
            let extent = try await source.fold { try await $0.fold(funds, projects, horizon: $1, progress: $2) }
            return PositionReport.make(
                PositionState(funds, projects), ledger: ledger, horizon: horizon, knownTo: extent.end,
                recorded: extent.recorded, notes: extent.notes)
        }
    }
}

extension PositionState {
    fileprivate init(_ snapshot: Snapshot) throws {
        self.init(
            positions: try snapshot.rows(PositionRow.self, of: Funds.self),
            pairings: try snapshot.rows(PairingRow.self, of: Funds.self),
            groups: try snapshot.rows(ProjectGroupRow.self, of: Projects.self))
    }

    fileprivate init(_ funds: ModelState<Funds>, _ projects: ModelState<Projects>) {
        let groups = projects.read { Array($0.groups.rows.values) }
        self = funds.read { funds in
            PositionState(
                positions: Array(funds.positions.rows.values), pairings: Array(funds.pairings.rows.values),
                groups: groups)
        }
    }
}
