import Journal

extension Bench {
    /// One durable event a request by 64 connections, which share one ledger or have several: ledgers do not wait for each other.
    func severalLedgers() async throws -> [Measurement] {
        let each = 50
        let counts = [1, 8, 64]
        let ours: [Contender] = counts.map { count in { try await self.spreadRate(ledgers: count, eventsEach: each) } }
        let limit: Contender = { try await self.insertRate(connections: Self.callersMax, rowsEach: each) }
        let samples = try await samples("ledgers", of: [limit] + ours)
        return zip(counts, samples.dropFirst()).map { count, ours in
            Measurement(
                name: "single events, 64 connections over \(count) ledger\(count == 1 ? "" : "s")", unit: "events/s",
                ours: ours, limitName: "64 connections, INSERT and COMMIT of the same bytes", limit: samples[0],
                bound: nil)
        }
    }

    private func spreadRate(ledgers count: Int, eventsEach: Int) async throws -> Double {
        var opened: [OpenLedger] = []
        for _ in 0..<count { opened.append(try await openLedger()) }
        let callers = clients.callers.enumerated().map { number, connection in
            let journal = Journal(opened[number % count].name, on: connection)
            let requests = opened[number % count].payments.next(eventsEach).map { [$0] }
            return Caller(ledger: journal.ledger, requests: requests) { try await journal.append($0) }
        }
        return try await rate(of: callers, in: opened, readBy: clients.reader)
    }
}
