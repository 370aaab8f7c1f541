import Journal
import Postgres

extension Bench {
    /// Events recorded in batches over one connection, each with double entry, guards, leaf hash and idempotency, against COPY of
    /// rows with the same columns and indexes.
    func batches() async throws -> [Measurement] {
        var measurements: [Measurement] = []
        for (size, count) in [(100, 50), (1000, 10), (10_000, 1)] {
            let samples = try await samples(
                "batches of \(size)",
                of: [
                    { try await self.copyRate(rows: size, batches: count) },
                    { try await self.batchRate(events: size, batches: count) },
                ])
            measurements.append(
                Measurement(
                    name: "batches of \(size), one connection", unit: "events/s", ours: samples[1],
                    limitName: "COPY and COMMIT of \(size) rows, same columns and indexes", limit: samples[0],
                    bound: size == 1000 ? .atLeast(0.5) : nil))
        }
        return measurements
    }

    private func batchRate(events: Int, batches: Int) async throws -> Double {
        var opened = try await openLedger()
        let journal = Journal(opened.name, on: clients.callers[0])
        let requests = (0..<batches).map { _ in opened.payments.next(events) }
        return try await rate(
            of: [Caller(ledger: opened.name, requests: requests) { try await journal.append($0) }], in: [opened],
            readBy: clients.reader)
    }

    /// Rows of which none is in the table yet, because their ledger is new.
    private func copyRate(rows: Int, batches: Int) async throws -> Double {
        let (ledger, _) = newName()
        let sample = sample
        let connection = clients.callers[0]
        let seconds = try await seconds {
            for batch in 0..<batches {
                try await connection.run { session in
                    try session.copyIn(LogRow.copyIn) { writer in
                        for position in batch * rows..<(batch + 1) * rows {
                            try writer.write(sample[position].fields(ledger: ledger, position: position))
                        }
                    }
                }
            }
        }
        return Double(rows * batches) / seconds
    }
}
