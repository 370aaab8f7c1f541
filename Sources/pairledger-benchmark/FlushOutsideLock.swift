import Journal
import Postgres

extension Bench {
    /// What it is worth to wait for the disk after the ledger's lock is given back, by a database where append does not.
    func flushOutsideLock() async throws -> [Measurement] {
        note("making a database where append commits synchronously")
        let synchronous = try await Clients(cluster, database: try await newDatabase(), callers: Self.connections)
        try await synchronous.commitUnderLock()
        try await synchronous.warmUp()
        let samples = try await samples(
            "flush outside the lock",
            of: [
                { try await self.appendRate(of: synchronous) },
                { try await self.appendRate(of: self.clients) },
            ])
        await synchronous.close()
        return [
            Measurement(
                name: "single events, \(Self.connections) connections, flush outside the lock", unit: "events/s",
                ours: samples[1], limitName: "the same function, committing synchronously under the lock",
                limit: samples[0], bound: .atLeast(1.5))
        ]
    }

    private static let connections = 16
    private static let eventsEach = 200

    private func newDatabase() async throws -> String {
        try await clients.admin.run { _ = try $0.execute("CREATE DATABASE synchronous TEMPLATE template0") }
        return "synchronous"
    }

    private func appendRate(of clients: Clients) async throws -> Double {
        let (name, seed) = newName()
        var opened = try await clients.openLedger(name, seed: seed)
        return try await rate(
            of: clients.callers.prefix(Self.connections).map { connection in
                let journal = Journal(opened.name, on: connection)
                return Caller(ledger: opened.name, requests: opened.payments.next(Self.eventsEach).map { [$0] }) {
                    try await journal.append($0)
                }
            }, in: [opened], readBy: clients.reader)
    }
}

extension Clients {
    /// Has append wait for the disk itself, by one word of the installed function's text, and flush do nothing.
    fileprivate func commitUnderLock() async throws {
        try await admin.run { session in
            let installed = try session.query("SELECT pg_get_functiondef('pairledger.append'::regproc)").only().text(0)
            let word = "set_config('synchronous_commit', 'off', true)"
            guard installed.ranges(of: word).count == 1 else {
                throw Contradiction("the function append does not say “\(word)” once")
            }
            try session.executeScript(installed.replacing(word, with: word.replacing("off", with: "on")))
            try session.executeScript(
                "CREATE OR REPLACE FUNCTION pairledger.flush(p_ledger text) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'"
            )
        }
    }
}
