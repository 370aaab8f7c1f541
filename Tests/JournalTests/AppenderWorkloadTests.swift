import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting
import Testing

@Suite("Many callers of one appender, against the reference", .serialized) struct AppenderWorkloadTests {
    /// Makes calls that get in each other's way: overdrafts, races for a version, and identifiers that come again.
    private struct CallMaker {
        var maker: EventMaker
        var sent: [NewEvent] = []
        /// How many events each stream would have if nothing were refused.
        var guesses: [String: Int64] = [:]

        mutating func call() -> [NewEvent] {
            var call: [NewEvent] = []
            for _ in 0..<maker.choice(of: [1, 1, 1, 1, 2, 3, 5]) { call.append(event(after: call)) }
            sent += call
            return call
        }

        private mutating func event(after call: [NewEvent]) -> NewEvent {
            let accounts = ["donor:1", "holding:1", "holding:2", "project:1", "spent:1"]
            let stream = "note/\(Int.random(in: 0..<12, using: &maker.generator))"
            let guess = guesses[stream, default: 0]
            guesses[stream] = guess + 1
            switch Int.random(in: 0..<24, using: &maker.generator) {
            case 0 where !sent.isEmpty: return maker.choice(of: sent.suffix(40))
            case 1 where !call.isEmpty: return maker.choice(of: call)
            case 2 where !sent.isEmpty:
                var changed = maker.choice(of: sent.suffix(40))
                changed.data["changed"] = true
                return changed
            case 3: return maker.event(stream: stream, expecting: .exactly(guess))
            case 4: return maker.event(stream: stream, expecting: maker.choice(of: [.noStream, .exactly(guess + 1)]))
            case 5:
                return maker.event(
                    stream: stream, postings: [EntryPosting(account: accounts[1], amount: 3, currency: "CNY")])
            default:
                let source = maker.choice(of: accounts + [accounts[0]])
                return maker.move(
                    .random(in: 1...100, using: &maker.generator), from: source,
                    to: maker.choice(of: accounts.filter { $0 != source }), stream: stream)
            }
        }
    }

    @Test(
        "whatever is refused, each gets the answer that he would get if all came one after the other",
        arguments: [1, 2])
    func order(connections: Int) async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let bench = try await Bench(seed: seed)
        var calls = CallMaker(maker: bench.maker)
        var model = LedgerModel()
        // So few that many have to wait for room.
        let flusher = connections == 1 ? nil : try await bench.ledger.journal().connection
        let appender = Appender(
            bench.ledger.name, on: bench.recorder.connection, flushingOn: flusher, capacity: 25)
        var sent: [(call: [NewEvent], task: Task<Result<[Receipt], JournalError>, Never>)] = []
        for number in 0..<1200 {
            let call = calls.call()
            // It takes its place in the line before the next one starts.
            sent.append(
                (
                    call,
                    Task.immediate { await appender.outcome(of: call) }
                ))
            // Now and then some are waited for, so that calls of all sizes are sent.
            if Int.random(in: 0..<8, using: &calls.maker.generator) == 0 {
                _ = await sent[Int.random(in: max(0, number - 60)...number, using: &calls.maker.generator)].task.value
            }
        }
        var refusals: Set<String> = []
        for (number, (call, task)) in sent.enumerated() {
            let outcome = await task.value
            let comment: Comment = "seed \(seed), call \(number)"
            switch (Result { () throws(LedgerModel.Refusal) in try model.append(call) }, outcome) {
            case (.success(let answers), .success(let receipts)):
                #expect(receipts.map(\.position) == answers.map(\.position), comment)
                #expect(receipts.map(\.version) == answers.map(\.version), comment)
                #expect(receipts.map(\.replayed) == answers.map(\.replayed), comment)
            case (.failure(let refusal), .failure(let error)):
                #expect(LedgerModel.Refusal(error) == refusal, comment)
                refusals.insert("\(refusal)".prefix { $0 != "(" }.description)
            case (let expected, let answered): Issue.record("\(expected), but \(answered): \(comment)")
            }
        }
        await appender.close()
        #expect(
            refusals
                == ["wrongExpectedVersion", "idempotencyConflict", "unbalanced", "overdrawn", "repeatedIdentifier"],
            "seed \(seed)")
        let log = try await bench.log()
        #expect(log.map(\.id) == model.events.map(\.id), "seed \(seed)")
        #expect(try await bench.balances() == model.balances, "seed \(seed)")
    }

    @Test("three appenders and many tasks at once leave a log that the reference takes, and every answer stands in it")
    func tasks() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let bench = try await Bench(seed: seed)
        var appenders: [Appender] = []
        for _ in 0..<3 {
            appenders.append(Appender(bench.ledger.name, on: try await bench.ledger.journal().connection))
        }
        let all = appenders
        let receipts = try await withThrowingTaskGroup(of: [(UUID, Receipt)].self) { group in
            for number in 0..<40 {
                group.addTask {
                    // Every four have the same events, each with an appender of his own: first tries and their repetitions.
                    var calls = CallMaker(maker: EventMaker(seed: seed &+ UInt64(number / 4)))
                    var receipts: [(UUID, Receipt)] = []
                    for _ in 0..<25 {
                        let call = calls.call()
                        switch await all[number % 3].outcome(of: call) {
                        case .success(let answer): receipts += zip(call.map(\.id), answer)
                        case .failure(let error):
                            #expect(LedgerModel.Refusal(error) != nil, "seed \(seed): \(error)")
                        }
                    }
                    return receipts
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let log = try await bench.log()
        #expect(log.count > 200, "seed \(seed)")
        for (id, receipt) in receipts {
            let event = try #require(log.indices.contains(Int(receipt.position)) ? log[Int(receipt.position)] : nil)
            #expect(event.id == id && event.version == receipt.version, "seed \(seed)")
            #expect(event.recordedAt == receipt.recordedAt, "seed \(seed)")
        }
        let firsts = receipts.filter { !$0.1.replayed }
        #expect(firsts.count == log.count && Set(firsts.map(\.0)) == Set(log.map(\.id)), "seed \(seed)")
        var model = LedgerModel()
        for event in log {
            let answer = try model.append([NewEvent(again: event)])[0]
            #expect(answer.position == event.position && answer.version == event.version, "seed \(seed)")
        }
        #expect(try await bench.balances() == model.balances, "seed \(seed)")
    }
}
