import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Testing

@testable import pairledger_benchmark

@Suite("The witness of a benchmark") struct WitnessTests {
    /// A ledger with some payments, and what their writer was told.
    private struct Recorded {
        let ledger: TestLedger
        let inspector: Connection
        let told: [UUID: Int64]

        init(seed: UInt64) async throws {
            ledger = try await TestDatabase.sharedLedger()
            inspector = try await ledger.connect(as: .inspector)
            var payments = Payments(seed: seed)
            let events = payments.allocations() + payments.next(100)
            let receipts = try await ledger.journal().append(events)
            told = Dictionary(uniqueKeysWithValues: zip(events.map(\.id), receipts.map(\.position)))
        }

        func check(_ told: [UUID: Int64]) async throws {
            for witness in try await Witness.follow([ledger.name: self.told.count], on: inspector) {
                try await witness.check(told, on: inspector)
            }
        }
    }

    @Test("has nothing to object to when everything is where it was said to be")
    func agreement() async throws {
        let recorded = try await Recorded(seed: 700)
        try await Witness.checkHeads([recorded.ledger.name: recorded.told.count], on: recorded.inspector)
        try await recorded.check(recorded.told)
    }

    @Test("objects when an event stands elsewhere than its writer was told")
    func elsewhere() async throws {
        let recorded = try await Recorded(seed: 701)
        var told = recorded.told
        let ids = Array(told.keys.prefix(2))
        (told[ids[0]], told[ids[1]]) = (told[ids[1]], told[ids[0]])
        await #expect(throws: Contradiction.self) { try await recorded.check(told) }
    }

    @Test("objects when something stands in the log that nobody was told of")
    func untold() async throws {
        let recorded = try await Recorded(seed: 702)
        var told = recorded.told
        told.removeValue(forKey: try #require(told.keys.first))
        await #expect(throws: Contradiction.self) { try await recorded.check(told) }
    }

    @Test("objects when an account holds something else than the events add up to")
    func wrongAccount() async throws {
        let recorded = try await Recorded(seed: 703)
        let ledger = recorded.ledger.name.description
        try await recorded.ledger.connect().run { session in
            let sql =
                "UPDATE pairledger.account SET balance = balance + 1 WHERE ledger = $1 AND account = 'donor:310000'"
            _ = try session.query(sql, [.text(ledger)])
        }
        await #expect(throws: Contradiction.self) { try await recorded.check(recorded.told) }
    }

    @Test("objects when fewer or more events are on record than were sent")
    func wrongHead() async throws {
        let recorded = try await Recorded(seed: 704)
        for goal in [recorded.told.count - 1, recorded.told.count + 1] {
            await #expect(throws: Contradiction.self) {
                try await Witness.checkHeads([recorded.ledger.name: goal], on: recorded.inspector)
            }
        }
    }
}
