import Accountability
import ArgumentParser
import Assistance
import CanonicalJSON
import Journal

extension LedgerCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show one ledger in figures: its events, streams, accounts and trial balance.",
            discussion: """
                All figures are of one moment, drawn from the log and the balances that were kept with it. Exit status 1 when the \
                balances of a currency do not sum to 0.

                Examples:
                  pairledger ledger show
                  pairledger ledger show east-west --format json
                """)

        @Argument(help: "The ledger (default: as with --ledger).", transform: Parse.ledger)
        var name: LedgerName?

        @OptionGroup var ledger: LedgerOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let name = try name ?? ledger.name()
            let database = try await Database.open(ledger.database)
            let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
            let figures = try await Journal(name, on: connection).figures()
            try output.write(Show.report(name, figures))
            if let wrong = figures.trialBalance.filter({ $0.value != 0 }).min(by: { $0.key < $1.key }) {
                throw CommandFailure(
                    .no, "the balances in \(wrong.key) sum to \(wrong.value) minor units, not to 0",
                    remedy: "somebody changed them past the ledger: compare the database with a backup")
            }
        }

        private static func report(_ name: LedgerName, _ figures: LedgerFigures) -> Report {
            func instant(_ instant: Instant?) -> Report.Cell { instant.map { .text($0.description) } ?? .empty }
            return Report(
                name: "ledger", title: "Ledger",
                facts: [
                    .init(key: "ledger", label: "Ledger", value: .text(name.description)),
                    .init(key: "events", label: "Events", value: .count(figures.nextPosition)),
                    .init(key: "created_at", label: "Created at", value: instant(figures.createdAt)),
                    .init(
                        key: "first_recorded_at", label: "First recorded at", value: instant(figures.firstRecordedAt)),
                    .init(key: "last_recorded_at", label: "Last recorded at", value: instant(figures.lastRecordedAt)),
                    .init(
                        key: "accounts", label: "Accounts",
                        value: .count(figures.accounts.reduce(0) { $0 + $1.accounts })),
                    .init(key: "entry_bytes", label: "Bytes of its entries", value: .count(figures.entryBytes)),
                    .init(
                        key: "table_bytes", label: "Bytes on disk, all ledgers", value: .count(figures.tableBytes)),
                ],
                sections: [streams(figures), types(figures)] + balances(figures))
        }

        private static func streams(_ figures: LedgerFigures) -> Report.Section {
            Report.Section(
                key: "streams", title: "Streams",
                columns: [
                    .init(key: "kind", label: "Kind", kind: .text),
                    .init(key: "streams", label: "Streams", kind: .count),
                    .init(key: "events", label: "Events", kind: .count),
                ], rows: figures.streams.map { .init([.text($0.kind), .count($0.streams), .count($0.events)]) })
        }

        private static func types(_ figures: LedgerFigures) -> Report.Section {
            Report.Section(
                key: "types", title: "Event types",
                columns: [
                    .init(key: "type", label: "Type", kind: .text), .init(key: "events", label: "Events", kind: .count),
                ], rows: figures.types.map { .init([.text($0.type), .count($0.events)]) })
        }

        /// A trial balance for every currency; only what is in CNY can be shown in yuan.
        private static func balances(_ figures: LedgerFigures) -> [Report.Section] {
            let order = Account.Kind.allCases.map(\.rawValue)
            return figures.trialBalance.sorted { $0.key < $1.key }.map { currency, sum in
                let isYuan = currency == Currency.cny.code
                func cell(_ amount: Int64) -> Report.Cell { isYuan ? .amount(amount) : .count(amount) }
                let kinds = figures.accounts.filter { $0.currency == currency }
                    .sorted { order.firstIndex(of: $0.kind) ?? 0 < order.firstIndex(of: $1.kind) ?? 0 }
                return Report.Section(
                    key: isYuan ? "trial_balance" : "trial_balance_\(currency.lowercased())",
                    title: isYuan ? "Trial balance" : "Trial balance, minor units of \(currency)",
                    columns: [
                        .init(key: "kind", label: "Kind", kind: .text),
                        .init(key: "accounts", label: "Accounts", kind: .count),
                        .init(key: "balance", label: "Balance", kind: isYuan ? .amount : .count),
                    ],
                    rows: kinds.map { .init([.text($0.kind), .count($0.accounts), cell($0.balance)]) },
                    total: .init([.text("Total"), .count(kinds.reduce(0) { $0 + $1.accounts }), cell(sum)]))
            }
        }
    }
}
