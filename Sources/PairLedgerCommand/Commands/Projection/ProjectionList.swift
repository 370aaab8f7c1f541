import Accountability
import ArgumentParser
import CanonicalJSON
import Journal
import Postgres
import Projection

extension ProjectionCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the projections: how far they have come, and whether they stand still.",
            discussion: """
                Examples:
                  pairledger projection list
                  pairledger projection list --format json
                """)

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = try ledger.name()
            let database = try await Database.open(ledger.database)
            let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
            let statuses = try await connection.run { try ProjectionStatus.read(of: name, on: $0) }
            try output.write(ProjectionReport.make(statuses, ledger: name.description))
        }
    }
}
