import Journal
import PairLedgerTesting
import Testing

@Suite("Appends of more events than one call takes", .serialized) struct LargeAppendTests {
    @Test("a refusal in the last of 2,500 events leaves none of them, and without it all are there")
    func atom() async throws {
        var bench = try await Bench(seed: 70)
        var events = (0..<2500).map { number in
            bench.maker.move(1, from: "donor:1", to: "holding:1", stream: "note/\(number % 3)")
        }
        let sound = events
        events[2499].postings = EventMaker.postings(2500, from: "holding:1", to: "project:1")
        let error = try await refusal { try await bench.recorder.append(events) }
        #expect(
            LedgerModel.Refusal(error)
                == .overdrawn(account: "holding:1", currency: "CNY", available: 2499, needed: 2500))
        #expect(try await bench.log().isEmpty)
        #expect(try await bench.balances().isEmpty)
        let receipts = try await bench.recorder.append(sound)
        #expect(receipts.map(\.position) == (0..<2500).map { Int64($0) })
        #expect(receipts[2497...].map(\.version) == [833, 833, 834])
        #expect(try await bench.log().map(\.id) == sound.map(\.id))
        #expect(try await bench.recorder.append(sound).allSatisfy(\.replayed))
        #expect(try await bench.balances() == (try await bench.log()).folded)
    }
}
