import CanonicalJSON
import Journal
import PairLedgerTesting
import Testing

@Suite("Repeated events", .serialized) struct IdempotencyTests {
    @Test("a repeated call is answered as the first time and records nothing")
    func repeated() async throws {
        var bench = try await Bench(seed: 40)
        var call = [
            bench.maker.move(100, from: "donor:310000", to: "holding:653000", expecting: .noStream),
            bench.maker.move(100, from: "holding:653000", to: "project:P1"),
            bench.maker.event(stream: "note/1", expecting: .noStream),
            bench.maker.event(stream: "note/1", expecting: .exactly(1)),
        ]
        call[2].actor = "e\u{301}"
        call[3].causation = call[2].id
        let first = try await bench.recorder.append(call)
        _ = try await bench.recorder.append([bench.maker.event(stream: "note/1")])
        let again = try await bench.recorder.append(call)
        #expect(again.map(\.replayed) == [true, true, true, true])
        #expect(again.map(\.position) == first.map(\.position))
        #expect(again.map(\.version) == first.map(\.version))
        #expect(again.map(\.recordedAt) == first.map(\.recordedAt))
        #expect(try await bench.recorder.append([call[3]])[0].position == 3)
        #expect(try await bench.inspector.nextPosition() == 5)
        #expect(try await bench.balances() == (try await bench.log()).folded)
        // The same text in another normal form, and another login, are the same event.
        call[2].actor = "\u{E9}"
        let admin = try await bench.ledger.journal(as: .admin)
        #expect(try await admin.append([call[2]])[0].replayed)
    }

    @Test("a call that has old and new events answers the old ones as the first time and records the new ones")
    func mixed() async throws {
        var bench = try await Bench(seed: 41)
        let first = bench.maker.event(stream: "note/1", expecting: .noStream)
        let second = bench.maker.event(stream: "note/1", expecting: .exactly(1))
        let third = bench.maker.event(stream: "note/1", expecting: .exactly(2))
        let other = bench.maker.move(5, from: "donor:1", to: "holding:1")
        _ = try await bench.recorder.append([first, second])
        let receipts = try await bench.recorder.append([other, first, third, second])
        #expect(receipts.map(\.position) == [2, 0, 3, 1])
        #expect(receipts.map(\.version) == [1, 1, 3, 2])
        #expect(receipts.map(\.replayed) == [false, true, false, true])
        #expect(try await bench.log().map(\.id) == [first, second, other, third].map(\.id))
    }

    @Test("old money is not moved again, and does not cover a new overdraft")
    func mixedMoney() async throws {
        var bench = try await Bench(seed: 42)
        let gift = bench.maker.move(100, from: "donor:1", to: "holding:1")
        let use = bench.maker.move(80, from: "holding:1", to: "project:1")
        _ = try await bench.recorder.append([gift, use])
        let more = bench.maker.move(30, from: "holding:1", to: "project:2")
        let error = try await refusal { try await bench.recorder.append([gift, more]) }
        #expect(
            LedgerModel.Refusal(error)
                == .overdrawn(account: "holding:1", currency: "CNY", available: 20, needed: 30))
        let less = bench.maker.move(20, from: "holding:1", to: "project:2")
        #expect(try await bench.recorder.append([use, less]).map(\.replayed) == [true, false])
        #expect(try await bench.balances() == (try await bench.log()).folded)
    }

    @Test("an identifier with other content is refused, whatever the difference, and nothing of the call is recorded")
    func conflict() async throws {
        var bench = try await Bench(seed: 43)
        var event = bench.maker.move(10, from: "donor:1", to: "holding:1", stream: "note/1")
        event.causation = bench.maker.id()
        event.data = ["a": 1]
        _ = try await bench.recorder.append([bench.maker.event(), event])
        let changes: [(String, (inout NewEvent) -> Void)] = [
            ("stream", { $0.stream = "note/2" }), ("longer stream", { $0.stream = "note/11" }),
            ("type", { $0.type = "SomethingElse" }), ("v", { $0.v = 11 }),
            ("date", { $0.effectiveOn = $0.effectiveOn.adding(days: 1) ?? .epoch }), ("actor", { $0.actor += "x" }),
            ("no causation", { $0.causation = nil }), ("correlation", { $0.correlation = $0.causation }),
            ("value", { $0.data = ["a": 2] }), ("member", { $0.data = ["a": 1, "b": 2] }),
            ("no data", { $0.data = [:] }),
            ("no postings", { $0.postings = [] }), ("order of postings", { $0.postings.reverse() }),
            ("amounts", { $0.postings = EventMaker.postings(11, from: "donor:1", to: "holding:1") }),
            ("currency", { $0.postings = EventMaker.postings(10, from: "donor:1", to: "holding:1", currency: "USD") }),
            ("account", { $0.postings = EventMaker.postings(10, from: "donor:1", to: "holding:11") }),
            ("one posting more", { $0.postings += EventMaker.postings(1, from: "donor:1", to: "holding:1") }),
        ]
        for (name, change) in changes {
            var other = event
            change(&other)
            let error = try await refusal { try await bench.recorder.append([bench.maker.event(), other]) }
            #expect(
                LedgerModel.Refusal(error) == .idempotencyConflict(id: event.id.canonicalText, position: 1), "\(name)")
        }
        #expect(try await bench.inspector.nextPosition() == 2)
        event.expectedVersion = .exactly(77)
        #expect(try await bench.recorder.append([event])[0].replayed, "what was expected is no part of the event")
    }

    @Test("a stranger's text in an event cannot pass for another event")
    func disguise() async throws {
        var bench = try await Bench(seed: 44)
        var event = bench.maker.event(data: ["a": "}],\"recorded_at\":\"2020-01-01T00:00:00.000000Z\",\"recorder\":\"x"]
        )
        event.actor = "a\",\"causation\":null"
        _ = try await bench.recorder.append([event])
        var other = event
        other.actor = "a"
        let error = try await refusal { try await bench.recorder.append([other]) }
        #expect(LedgerModel.Refusal(error) == .idempotencyConflict(id: event.id.canonicalText, position: 0))
    }

    @Test("the same new identifier twice in one call is refused, and nothing of the call is recorded")
    func twiceInOneCall() async throws {
        var bench = try await Bench(seed: 45)
        let event = bench.maker.event()
        let error = try await refusal { try await bench.recorder.append([event, bench.maker.event(), event]) }
        guard case .malformed = error else { throw error }
        #expect(try await bench.inspector.nextPosition() == 0)
        _ = try await bench.recorder.append([event])
        #expect(try await bench.recorder.append([event, event]).map(\.position) == [0, 0])
    }
}
