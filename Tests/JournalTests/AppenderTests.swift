import CanonicalJSON
import FoundationEssentials
import PairLedgerTesting
import Postgres
import Testing

@testable import Journal

@Suite("An appender for many callers", .serialized) struct AppenderTests {
    @Test("callers who come while a call is on its way go together in the next, each an atom of his own")
    func together() async throws {
        var bench = try await AppenderBench(Bench(seed: 200))
        let first = bench.send([bench.maker.event(stream: "note/1")])
        try await bench.untilBlocked()
        let others = (0..<50).map { _ in bench.send([bench.maker.event(stream: "note/1"), bench.maker.event()]) }
        #expect(bench.appender.waitingEvents == 100)
        try await bench.release()
        #expect(try await first.value.get().map(\.position) == [0])
        for (number, task) in others.enumerated() {
            let receipts = try await task.value.get()
            #expect(receipts.map(\.position) == [Int64(2 * number + 1), Int64(2 * number + 2)])
            #expect(receipts.map(\.version) == [Int64(number + 2), 1])
        }
        // One call takes one instant for all its events.
        #expect(Set(try await bench.log().map(\.recordedAt)).count == 2)
    }

    @Test("a refusal is one caller's, also of text and form that only the call as a whole is refused for")
    func refusals() async throws {
        var bench = try await AppenderBench(Bench(seed: 201))
        let first = bench.send([bench.maker.event()])
        try await bench.untilBlocked()
        var tooLarge = bench.maker.event()
        tooLarge.data = ["text": .string(String(repeating: "x", count: 65_536))]
        var withNul = bench.maker.event()
        withNul.actor = "a\u{0}b"
        let twice = bench.maker.event()
        let noForm = bench.maker.event(data: ["number": .integer(.max)])
        let bad: [(refusal: String, call: [NewEvent])] = [
            ("event_stream_form", [bench.maker.event(stream: "no stream")]), ("U+0000", [withNul]),
            ("an entry would have", [tooLarge]), ("twice in one call", [twice, twice]),
            ("no canonical form", [noForm]),
            ("were to leave holding:1", [bench.maker.move(1, from: "holding:1", to: "spent:1")]),
            ("were to leave nobody:1", [bench.maker.move(1, from: "nobody:1", to: "spent:1")]),
        ]
        let tasks = bad.map { refusal, call in
            (refusal: refusal, good: bench.send([bench.maker.event()]), bad: bench.send([bench.maker.event()] + call))
        }
        try await bench.release()
        #expect(try await first.value.get().count == 1)
        for (refusal, good, bad) in tasks {
            #expect(try await good.value.get().count == 1)
            guard case .failure(let error) = await bad.value else {
                Issue.record("recorded: \(refusal)")
                continue
            }
            #expect("\(error)".contains(refusal))
        }
        #expect(try await bench.log().count == 1 + bad.count)
    }

    @Test("where there is no such ledger, every caller learns of it")
    func unknownLedger() async throws {
        var bench = try await Bench(seed: 208)
        let name = try #require(LedgerName("no-such-ledger"))
        let appender = Appender(name, on: bench.recorder.connection)
        let tasks = (0..<5).map { _ in
            let event = bench.maker.event()
            return Task.immediate { await appender.outcome(of: [event]) }
        }
        for task in tasks {
            guard case .failure(.unknownLedger("no-such-ledger")) = await task.value else { throw NoError() }
        }
    }

    @Test("a request that is in the wrong only because of another that is refused later is not refused")
    func refusedBecauseOfRefused() async throws {
        var bench = try await AppenderBench(Bench(seed: 202))
        let first = bench.send([bench.maker.event()])
        try await bench.untilBlocked()
        // The versions are looked at before the balances: the second is named first, though the first is the wrong one.
        let overdrawn = bench.send([bench.maker.move(1, from: "holding:1", to: "spent:1", stream: "note/1")])
        let sound = bench.send([bench.maker.event(stream: "note/1", expecting: .noStream)])
        let late = bench.send([bench.maker.event(stream: "note/1", expecting: .noStream)])
        try await bench.release()
        _ = try await first.value.get()
        guard case .failure(.overdrawn) = await overdrawn.value else { throw NoError() }
        #expect(try await sound.value.get().map(\.version) == [1])
        guard case .failure(.wrongExpectedVersion(stream: "note/1", expected: 0, actual: 1)) = await late.value else {
            throw NoError()
        }
    }

    @Test("a repetition that overtakes the answer to its first gets the same receipt, and other content a conflict")
    func repetitions() async throws {
        var bench = try await AppenderBench(Bench(seed: 203))
        let event = bench.maker.event()
        var changed = event
        changed.actor += "!"
        let first = bench.send([bench.maker.event()])
        try await bench.untilBlocked()
        let tries = (0..<5).map { _ in bench.send([event]) }
        let conflict = bench.send([changed])
        try await bench.release()
        _ = try await first.value.get()
        var receipts: [Receipt] = []
        for task in tries { receipts += try await task.value.get() }
        #expect(receipts.map(\.replayed) == [false, true, true, true, true])
        #expect(Set(receipts.map(\.position)) == [1] && Set(receipts.map(\.recordedAt)).count == 1)
        guard case .failure(.idempotencyConflict(_, position: 1)) = await conflict.value else { throw NoError() }
    }

    @Test("no more events wait inside than the capacity, and a request beyond it, or beyond one call, works")
    func capacity() async throws {
        var bench = try await AppenderBench(Bench(seed: 204), capacity: 10)
        let first = bench.send([bench.maker.event()])
        try await bench.untilBlocked()
        let sizes = [4, 6, 1, 2500, 3, 8, 7]
        let tasks = sizes.map { size in bench.send((0..<size).map { _ in bench.maker.event() }) }
        #expect(bench.appender.waitingEvents == 10)
        try await bench.release()
        #expect(try await first.value.get().count == 1)
        var next: Int64 = 1
        for (size, task) in zip(sizes, tasks) {
            #expect(try await task.value.get().map(\.position) == (next..<next + Int64(size)).map { $0 })
            next += Int64(size)
        }
        #expect(bench.appender.waitingEvents == 0)
    }

    @Test("events with so many postings that a thousand of them are more than one call takes go in several")
    func manyPostings() async throws {
        var bench = try await AppenderBench(Bench(seed: 205), isHeld: false)
        let postings = (1...55).flatMap { EventMaker.postings($0, from: "donor:1", to: "holding:\($0)") }
        let call = (0..<1000).map { _ in bench.maker.event(postings: postings) }
        #expect(try await bench.send(call).value.get().map(\.position) == (0..<1000).map { Int64($0) })
    }

    @Test("a closed appender refuses new callers and answers those who came before")
    func close() async throws {
        var bench = try await AppenderBench(Bench(seed: 206), capacity: 2)
        let tasks = (0..<6).map { _ in bench.send([bench.maker.event()]) }
        let appender = bench.appender
        let closing = Task.immediate { await appender.close() }
        guard case .failure(.malformed) = await bench.send([bench.maker.event()]).value else { throw NoError() }
        #expect(appender.waitingEvents > 0)
        try await bench.release()
        await closing.value
        for task in tasks { #expect(try await task.value.get().count == 1) }
        #expect(try await bench.log().count == 6)
        await appender.close()
        #expect(try await appender.append([]).isEmpty)
    }

    @Test("an appender that nobody uses any more is gone, and its connection with it")
    func release() async throws {
        var bench = try await Bench(seed: 207)
        let ledger = bench.ledger
        let events = (0..<20).map { _ in bench.maker.event() }
        weak var dropped: Appender?
        func use() async throws {
            let appender = Appender(ledger.name, on: try await ledger.journal().connection)
            dropped = appender
            try await withThrowingTaskGroup(of: Void.self) { group in
                for event in events { group.addTask { _ = try await appender.append([event]) } }
                try await group.waitForAll()
            }
        }
        try await use()
        // The task that sent the last call may still be on its way out.
        for _ in 0..<1000 where dropped != nil { try await Task.sleep(for: .milliseconds(5)) }
        #expect(dropped == nil)
    }
}
