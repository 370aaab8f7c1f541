import Accountability
import ArgumentParser
import CanonicalJSON
import Journal
import Postgres

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "The ledgers of the database, independent of each other.",
        subcommands: [Create.self, List.self, Show.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Open a ledger. One that is there already stays as it is.",
            discussion: """
                Example:
                  pairledger ledger create east-west
                """)

        @Argument(help: "Small letters, digits and '-', a letter first.", transform: Parse.ledger)
        var name: LedgerName

        @OptionGroup var options: DatabaseOptions

        func run() async throws {
            let database = try await Database.open(options)
            _ = try await database.connectCurrent(.inspect, quiet: options.quiet)
            let created = try await database.connect(.administer).createLedger(name)
            Terminal.note("ledger \(name) " + (created ? "created" : "was there already"), quiet: options.quiet)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the ledgers.",
            discussion: """
                Example:
                  pairledger ledger list --format json
                """)

        @OptionGroup var options: DatabaseOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let database = try await Database.open(options)
            let ledgers = try await database.connectCurrent(.inspect, quiet: options.quiet).ledgers()
            try output.write(
                Report(
                    name: "ledgers", title: "Ledgers",
                    sections: [
                        .init(
                            key: "ledgers", title: "Ledgers",
                            columns: [
                                .init(key: "ledger", label: "Ledger", kind: .text),
                                .init(key: "events", label: "Events", kind: .count),
                                .init(key: "last_recorded_at", label: "Last recorded at", kind: .text),
                            ],
                            rows: ledgers.map {
                                .init([
                                    .text($0.name), .count($0.nextPosition),
                                    $0.lastRecordedAt.map { .text($0.description) } ?? .empty,
                                ])
                            })
                    ]))
        }
    }
}
