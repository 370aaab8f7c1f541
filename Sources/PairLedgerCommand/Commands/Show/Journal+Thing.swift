import Accountability
import Assistance
import Journal
import Postgres
import Projection

extension Journal {
    /// A thing as far as a horizon reaches, and how many events the ledger has, all of one moment.
    func thing(_ name: ThingName, _ horizon: Horizon) async throws -> (Thing, recorded: Int64) {
        let accounts = Thing.accounts(ofKind: name.kind, name.identifier)
        return try await connection.transaction(isolation: .repeatableRead, readOnly: true) { session in
            let recorded = try Journal.nextPosition(of: ledger, on: session)
            let events = try Journal.read(LogSelection(streams: [name.stream]), of: ledger, on: session)
            let names = accounts.map(\.description)
            let balances =
                horizon.isUnlimited
                ? try Journal.balances(of: names, in: Currency.cny.code, of: ledger, on: session)
                : try Journal.fold(Set(names), horizon, of: ledger, on: session)
            let thing = Thing(
                kind: name.kind, identifier: name.identifier, events: events.filter(horizon.reaches),
                balances: Dictionary(
                    uniqueKeysWithValues: accounts.compactMap { account in
                        balances[account.description].map { (account, $0) }
                    }))
            return (thing, recorded)
        }
    }

    /// What lay in some accounts: any event may have moved it, so the whole log is gone through.
    private static func fold(
        _ accounts: Set<String>, _ horizon: Horizon, of ledger: LedgerName, on session: Session
    ) throws -> [String: Int64] {
        guard !accounts.isEmpty else { return [:] }
        var balances: [String: Int64] = [:]
        try forEachEntry(LogSelection(), of: ledger, on: session) { position, entry in
            let event = try RecordedEvent(entry: entry.withUnsafeBytes(Array.init))
            guard horizon.reaches(event) else { return }
            for posting in event.postings where accounts.contains(posting.account) {
                guard posting.currency == Currency.cny.code else { continue }
                balances[posting.account, default: 0] += posting.amount
            }
        }
        return balances
    }
}
