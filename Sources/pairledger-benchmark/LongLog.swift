import Journal
import Postgres

extension Bench {
    /// Makes a ledger of so many events, for the measurements of reading.
    func makeLongLog(events: Int) async throws -> LedgerName {
        var opened = try await openLedger()
        let journal = Journal(opened.name, on: clients.callers[0])
        var recorded = opened.opening.count
        while recorded < events {
            if recorded % 100_000 < 10_000 { note("long log: \(recorded) of \(events) events") }
            let batch = min(10_000, events - recorded)
            _ = try await journal.append(opened.payments.next(batch))
            recorded += batch
        }
        // Else the first who reads would do this work.
        try await clients.admin.run { _ = try $0.execute("VACUUM (ANALYZE) pairledger.event") }
        return opened.name
    }
}
