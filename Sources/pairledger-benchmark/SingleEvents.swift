import Journal

extension Bench {
    /// One durable event a request: by callers of one process, who share an `Appender`, and by callers with a connection each.
    func singleEvents() async throws -> [Measurement] {
        var measurements: [Measurement] = []
        for (count, each) in [(1, 400), (16, 200), (64, 50)] {
            let callers = "\(count) caller\(count == 1 ? "" : "s")"
            let samples = try await samples(
                "single events, \(callers)",
                of: [
                    { try await self.insertRate(connections: count, rowsEach: each) },
                    { try await self.sharedAppenderRate(callers: count, eventsEach: each) },
                    { try await self.ownConnectionRate(connections: count, eventsEach: each) },
                ])
            let limitName = "\(count) connection\(count == 1 ? "" : "s"), INSERT and COMMIT of the same bytes"
            measurements += [
                Measurement(
                    name: "single events, \(callers) in one process", unit: "events/s", ours: samples[1],
                    limitName: limitName, limit: samples[0], bound: count == 16 ? .atLeast(1.5) : nil),
                Measurement(
                    name: "single events, \(callers) with a connection each", unit: "events/s", ours: samples[2],
                    limitName: limitName, limit: samples[0], bound: count == 16 ? .atLeast(0.4) : nil),
            ]
        }
        return measurements
    }

    private func sharedAppenderRate(callers: Int, eventsEach: Int) async throws -> Double {
        var opened = try await openLedger()
        let appender = Appender(opened.name, on: clients.callers[0], flushingOn: clients.callers[1])
        let rate = try await rate(
            of: (0..<callers).map { _ in
                Caller(ledger: opened.name, requests: opened.payments.next(eventsEach).map { [$0] }) {
                    try await appender.append($0)
                }
            }, in: [opened], readBy: clients.reader)
        await appender.close()
        return rate
    }

    private func ownConnectionRate(connections: Int, eventsEach: Int) async throws -> Double {
        var opened = try await openLedger()
        return try await rate(
            of: clients.callers.prefix(connections).map { connection in
                let journal = Journal(opened.name, on: connection)
                return Caller(ledger: opened.name, requests: opened.payments.next(eventsEach).map { [$0] }) {
                    try await journal.append($0)
                }
            }, in: [opened], readBy: clients.reader)
    }
}
