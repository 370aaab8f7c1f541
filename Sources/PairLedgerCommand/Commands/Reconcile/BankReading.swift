import Accountability
import ArgumentParser
import Assistance
import Journal
import Projection

/// Reads what is on record of the accounts that bank accounts stand for.
struct BankReading {
    let records: [BankRecord]
    /// The number of events that were looked at.
    let knownTo: Int64
    let notes: [String]

    /// - Parameter account: only this one; nil for all of which there are statements.
    static func read(_ account: Account?, _ horizon: Horizon, in ledger: LedgerOptions) async throws -> BankReading {
        var accounts = try await accounts(horizon, in: ledger)
        if let account {
            guard accounts.contains(account) else {
                throw CommandFailure(
                    .refused, "no statement of \(account) is on record",
                    remedy: accounts.isEmpty
                        ? "import one: pairledger import camt053 FILE --account \(account)"
                        : "there are statements of \(accounts.map(\.description).sorted().joined(separator: ", "))")
            }
            accounts = [account]
        }
        let collector = BankCollector(accounts)
        let folded = FoldedModels([], observers: [collector])
        let source = ReadModelSource(ledger, horizon: horizon, isStale: false)
        let extent = try await source.fold { try await $0.fold(folded, horizon: $1, progress: $2) }
        return BankReading(records: collector.records, knownTo: extent.end, notes: extent.notes)
    }

    /// The accounts of which there are statements.
    static func accounts(_ horizon: Horizon, in ledger: LedgerOptions) async throws -> Set<Account> {
        let database = try await Database.open(ledger.database)
        let connection = try await database.connectCurrent(.inspect, quiet: ledger.database.quiet)
        let journal = Journal(try ledger.name(), on: connection)
        var accounts: Set<Account> = []
        // Through the index of streams: to ask for the type alone would go through all events.
        let streams = Set(try await journal.streams(ofKind: StreamName.Kind.statement.rawValue))
        for try await page in journal.pages(
            LogSelection(streams: streams, types: [BankStatementReceived.type]))
        {
            accounts.formUnion(BankCollector.accounts(in: page.filter(horizon.reaches)))
        }
        return accounts
    }
}

/// Of which account.
struct BankAccountOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("Only this account of the ledger (default: all with statements).", valueName: "account"),
        transform: Parse.account)
    var account: Account?
}
