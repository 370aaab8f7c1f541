import Journal
import PairLedgerTesting
import Testing

@Suite("Events that are recorded as they are made, as one atom", .serialized) struct EventFeedTests {
    private static func events(_ bench: inout Bench, _ count: Int) -> [NewEvent] {
        (0..<count).map { number in
            bench.maker.move(1, from: "donor:1", to: "holding:1", stream: "note/\(number % 3)")
        }
    }

    @Test("nobody sees any of them before the end, and then all are there")
    func atom() async throws {
        var bench = try await Bench(seed: 71)
        let events = Self.events(&bench, 2_500)
        let recorder = bench.recorder
        let feed = EventFeed(for: recorder.ledger)
        let fed = Task { try await recorder.append(from: feed) }
        for start in stride(from: 0, to: 2_500, by: 500) {
            try await feed.give(Array(events[start..<start + 500]))
            #expect(try await bench.log().isEmpty)
        }
        await feed.finish()
        let outcome = try await fed.value
        #expect(outcome.recorded == 2_500 && outcome.replayed == 0)
        #expect(try await bench.log().map(\.id) == events.map(\.id))
        #expect(try await bench.balances() == (try await bench.log()).folded)
    }

    @Test("none is there when they are given up, nor when the last is refused, and the same may be recorded after")
    func nothing() async throws {
        var bench = try await Bench(seed: 72)
        let events = Self.events(&bench, 1_000)
        let recorder = bench.recorder
        let abandoned = EventFeed(for: recorder.ledger)
        let cancelled = Task { try await recorder.append(from: abandoned) }
        try await abandoned.give(events)
        abandoned.abandon()
        await #expect(throws: JournalError.self) { _ = try await cancelled.value }
        #expect(try await bench.log().isEmpty)

        let refused = EventFeed(for: recorder.ledger)
        let failed = Task { try await recorder.append(from: refused) }
        try await refused.give(events)
        var last = events[0]
        last.postings = EventMaker.postings(5_000, from: "holding:1", to: "project:1")
        last.id = bench.maker.move(1, from: "donor:1", to: "holding:1", stream: "note/9").id
        try? await refused.give([last])
        await refused.finish()
        await #expect(throws: JournalError.self) { _ = try await failed.value }
        #expect(try await bench.log().isEmpty)
        #expect(try await bench.balances().isEmpty)

        let sound = EventFeed(for: recorder.ledger)
        let recorded = Task { try await recorder.append(from: sound) }
        try await sound.give(events)
        await sound.finish()
        #expect(try await recorded.value.recorded == 1_000)
        #expect(try await bench.log().count == 1_000)
    }
}
