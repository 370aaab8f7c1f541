import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

extension ReportCommand {
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "register",
            abstract: "The register of accounts: every line with its running balance.",
            discussion: """
                An account is named in full, or by how its name begins: holding:6530 stands for the county treasuries of one \
                prefecture. Lines stand in the order of the days on which money moved. With --from the balance before that day \
                is carried forward; with --by the lines of each year, quarter or month are added up.

                Accounts are donor:REGION, committed:AGREEMENT, transit:TRANSFER, holding:REGION, project:PROJECT and \
                spent:PROJECT, with /INSTRUMENT behind it for money that is not fiscal aid.

                Examples:
                  pairledger report register holding:653001 --unit wan
                  pairledger report register holding: --from 2014-07-01 --to 2014-12-31
                  pairledger report register project:KZ14-001 spent:KZ14-001
                  pairledger report register holding:653000 --by month --output months.csv
                """)

        @Argument(help: ArgumentHelp("Accounts, or the beginnings of their names.", valueName: "account"))
        var accounts: [String]
        @OptionGroup var options: ReportOptions

        func validate() throws {
            guard !accounts.isEmpty else { throw ValidationError("name an account, such as holding:653001") }
            for account in accounts where Self.kind(of: account) == nil {
                let kinds = Account.Kind.allCases.map { "\($0.rawValue):" }.joined(separator: ", ")
                throw ValidationError("\"\(account)\" is no account: their names begin with \(kinds)")
            }
            try options.refuse(.tree, .depth, because: "the lines of a register stand one below the other")
        }

        func run() async throws {
            try await ReportDrawing(options: options, models: [Funds.self]).draw { try await report($0) }
        }

        private func report(_ request: ReportRequest) async throws -> Report {
            let source = ReadModelSource(options.ledger, horizon: request.horizon, isStale: options.stale)
            let stored = try await source.read([Funds.self]) { [accounts] snapshot in
                var rows: [AccountRow] = []
                for name in accounts {
                    rows += Self.named(
                        name, among: try snapshot.rows(AccountRow.self, where: "account", beginsWith: name))
                }
                try Self.mustBeThere(accounts, rows) {
                    try snapshot.rows(AccountRow.self, where: "account", beginsWith: $0)
                }
                let movements = try snapshot.movements(of: rows.map(\.key.account))
                return RegisterReport.make(
                    .init(
                        accounts: rows.unique, movements: movements,
                        events: try snapshot.eventNames(at: Set(movements.map(\.key.position)).sorted()),
                        pairings: try snapshot.rows(PairingRow.self)),
                    ReportInput(
                        rows: snapshot, knownTo: snapshot.knownTo, recorded: snapshot.recorded, notes: snapshot.notes),
                    request)
            }
            if let stored { return stored }
            let collector = RegisterCollector(accounts)
            let folded = FoldedModels([Funds.self], observers: [collector])
            let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
            let all = folded.rows(AccountRow.self)
            let rows = accounts.flatMap { Self.named($0, among: all) }
            try Self.mustBeThere(accounts, rows) { name in all.filter { $0.key.account.hasPrefix(name) } }
            return RegisterReport.make(
                .init(
                    accounts: rows.unique, movements: collector.movements, events: collector.events,
                    pairings: folded.rows(PairingRow.self)),
                ReportInput(rows: folded, knownTo: extent.end, recorded: extent.recorded, notes: extent.notes), request)
        }

        private static func kind(of account: String) -> Account.Kind? {
            account.firstIndex(of: ":").flatMap { Account.Kind(rawValue: String(account[..<$0])) }
        }

        /// The account of this name, else all whose names begin so.
        private static func named(_ name: String, among rows: [AccountRow]) -> [AccountRow] {
            let exact = rows.filter { $0.key.account == name }
            return exact.isEmpty ? rows.filter { $0.key.account.hasPrefix(name) } : exact
        }

        /// An account that nobody ever used is most likely misspelt; a kind of accounts is none.
        ///
        /// - Parameter beginning: finds the accounts whose names begin so.
        private static func mustBeThere(
            _ accounts: [String], _ rows: [AccountRow], beginning: (String) throws -> [AccountRow]
        ) throws {
            for name in accounts where !name.hasSuffix(":") && !rows.contains(where: { $0.key.account.hasPrefix(name) })
            {
                guard let kind = kind(of: name) else { continue }
                let others = try beginning("\(kind.rawValue):").compactMap { Identifier($0.owner) }
                let near =
                    Identifier(String(name.dropFirst(kind.rawValue.count + 1)))?.suggestions(from: Set(others)) ?? []
                throw CommandFailure(
                    .usage, "no money ever moved in account \(name)",
                    remedy: near.isEmpty
                        ? "see all accounts with pairledger report balance"
                        : "did you mean \(near.map { "\(kind.rawValue):\($0)" }.joined(separator: " or "))?")
            }
        }
    }
}

extension [AccountRow] {
    /// Each once.
    fileprivate var unique: [AccountRow] { Array(Dictionary(map { ($0.key, $0) }) { first, _ in first }.values) }
}
