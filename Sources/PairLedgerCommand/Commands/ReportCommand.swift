import Accountability
import ArgumentParser
import Journal
import Postgres
import Projection

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports on where money is, on what was published of it, and which reports were published.",
        subcommands: [Position.self, Balance.self, Claims.self, Publish.self])

    struct Position: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Where every yuan is now: by pairing, place and purpose, with the trial balance.",
            discussion: """
                The read model is brought up to the head of the log first, unless --stale is given.

                Examples:
                  pairledger report position --unit wan
                  pairledger report position --format json | python3 -m json.tool
                  pairledger report position --output position.csv
                """)

        @Flag(help: "Take the read model as it is, even if it is behind the log.") var stale = false

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = try ledger.name()
            let database = try await Database.open(ledger.database)
            let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
            var state = try await PositionState.read(name, on: connection)
            if !stale, state.knownTo < state.recorded, try await catchUp(name, in: database) {
                state = try await PositionState.read(name, on: connection)
            }
            try output.write(
                PositionReport.make(
                    ledger: name.description, rows: state.rows, knownTo: state.knownTo, recorded: state.recorded))
        }

        /// False when the login may not do it, or the server is a standby: then the report says how far it is behind.
        private func catchUp(_ name: LedgerName, in database: Database) async throws -> Bool {
            let journal = Journal(name, on: try await database.connect(.project))
            do {
                _ = try await ProjectionWorker(PositionModel.self, of: journal).catchUp()
                return true
            } catch {
                guard case .journal(.database(let cause)) = error,
                    [.insufficientPrivilege, .readOnlySQLTransaction].contains(cause.sqlState)
                else { throw error }
                return false
            }
        }
    }
}
