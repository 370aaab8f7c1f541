import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Many writers at once, against the reference", .serialized) struct WorkloadTests {
    /// What one writer remembers: a model of the streams and accounts that are its own, and what it was answered.
    private struct Writer {
        let number: Int
        var maker: EventMaker
        var model = LedgerModel()
        var receipts: [UUID: Receipt] = [:]
        var sent: [NewEvent] = []

        init(number: Int, seed: UInt64) {
            self.number = number
            maker = EventMaker(seed: seed &+ UInt64(number))
        }

        /// One to six events on streams and accounts that only this writer uses, some of them wrong on purpose.
        mutating func ownCall() -> [NewEvent] {
            (0..<Int.random(in: 1...6, using: &maker.generator)).map { _ in
                let stream = "own/\(number)-\(Int.random(in: 0..<4, using: &maker.generator))"
                let actual = model.versions[stream, default: 0]
                let expected = maker.choice(of: [
                    ExpectedVersion.any, .any, .any, .any, .exactly(actual), .exactly(actual + 1),
                    actual == 0 ? .noStream : .exactly(actual),
                ])
                let accounts = ["donor", "holding", "project", "spent"].map { "\($0):\(number)" }
                let currency = maker.choice(of: ["CNY", "CNY", "USD"])
                switch Int.random(in: 0..<20, using: &maker.generator) {
                case 0 where !sent.isEmpty: return maker.choice(of: sent)
                case 1 where !sent.isEmpty:
                    var changed = maker.choice(of: sent)
                    changed.data["changed"] = true
                    return changed
                case 2:
                    return maker.event(
                        stream: stream, postings: [EntryPosting(account: accounts[1], amount: 3, currency: currency)])
                case 3: return maker.event(stream: stream, expecting: expected)
                default:
                    let source = maker.choice(of: accounts + [accounts[0], accounts[0]])
                    return maker.move(
                        .random(in: 1...100, using: &maker.generator), from: source,
                        to: maker.choice(of: accounts.filter { $0 != source }), currency: currency, stream: stream,
                        expecting: expected)
                }
            }
        }

        /// One to four events on streams and accounts that all writers use.
        mutating func sharedCall() -> [NewEvent] {
            (0..<Int.random(in: 1...4, using: &maker.generator)).map { _ in
                let accounts = ["donor:all", "holding:all", "project:all", "spent:all"]
                let source = maker.choice(of: accounts)
                return maker.move(
                    .random(in: 1...100, using: &maker.generator), from: source,
                    to: maker.choice(of: accounts.filter { $0 != source }),
                    stream: "shared/\(Int.random(in: 0..<3, using: &maker.generator))")
            }
        }

        /// Sends a call of its own and holds the answer against the model's.
        mutating func runOwn(on journal: Journal) async throws {
            let call = ownCall()
            let outcome: Result<[Receipt], JournalError>
            do throws(JournalError) {
                outcome = .success(try await journal.append(call))
            } catch {
                outcome = .failure(error)
            }
            let comment: Comment = "seed \(maker.seed), \(call)"
            switch (Result { () throws(LedgerModel.Refusal) in try model.append(call) }, outcome) {
            case (.success(let answers), .success(let answered)):
                #expect(answers.map(\.version) == answered.map(\.version), comment)
                #expect(answers.map(\.replayed) == answered.map(\.replayed), comment)
                for (event, receipt) in zip(call, answered) {
                    let first = receipts[event.id, default: receipt]
                    #expect(first.position == receipt.position && first.recordedAt == receipt.recordedAt, comment)
                    receipts[event.id] = first
                }
                sent += call
            case (.failure(.idempotencyConflict(let id, _)), .failure(.idempotencyConflict(let named, let position))):
                #expect(
                    id == named && receipts.contains { $0.key.canonicalText == id && $0.value.position == position },
                    comment)
            case (.failure(let refusal), .failure(let error)): #expect(refusal == LedgerModel.Refusal(error), comment)
            case (let expected, let answered): Issue.record("\(expected), but \(answered): \(comment)")
            }
        }

        /// Sends a call of shared events; only an overdraft may be the answer to it, at the others' doing.
        mutating func runShared(on journal: Journal) async throws {
            let call = sharedCall()
            do {
                for (event, receipt) in zip(call, try await journal.append(call)) { receipts[event.id] = receipt }
            } catch .overdrawn(let account, _, let available, let needed) {
                #expect(account.hasSuffix(":all") && available < needed, "seed \(maker.seed)")
            }
        }
    }

    @Test("eight writers get the answers of the reference, and the log, the accounts and the reference agree")
    func workload() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        let bench = try await Bench(seed: seed)
        let ledger = bench.ledger
        let receipts = try await withThrowingTaskGroup(of: [UUID: Receipt].self) { group in
            for number in 0..<8 {
                group.addTask {
                    let journal = try await ledger.journal()
                    var writer = Writer(number: number, seed: seed)
                    for _ in 0..<60 {
                        if Int.random(in: 0..<3, using: &writer.maker.generator) == 0 {
                            try await writer.runShared(on: journal)
                        } else {
                            try await writer.runOwn(on: journal)
                        }
                    }
                    return writer.receipts
                }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        }
        let log = try await bench.log()
        #expect(log.count > 200, "seed \(seed)")
        #expect(log.map(\.position) == (0..<Int64(log.count)).map { $0 }, "seed \(seed)")
        #expect(log.count == receipts.count, "seed \(seed)")
        for event in log {
            let receipt = try #require(receipts[event.id], "seed \(seed)")
            #expect(receipt.position == event.position && receipt.recordedAt == event.recordedAt, "seed \(seed)")
        }
        #expect(zip(log, log.dropFirst()).allSatisfy { $0.recordedAt <= $1.recordedAt }, "seed \(seed)")
        // The reference takes every event in the order of the log, at the same place and version.
        var model = LedgerModel()
        for event in log {
            let answer = try model.append([NewEvent(again: event)])[0]
            #expect(answer.position == event.position && answer.version == event.version, "seed \(seed)")
        }
        let balances = try await bench.balances()
        #expect(balances == model.balances, "seed \(seed)")
        #expect(balances == log.folded, "seed \(seed)")
        #expect(balances.values.reduce(0, +) == 0, "seed \(seed)")
    }
}
