import FoundationEssentials
import PairLedgerTesting
import Postgres
import Testing

@testable import Journal

@Suite("Callers of an appender who are cancelled, and connections that break", .serialized)
struct AppenderFailureTests {
    @Test(
        "who is cancelled before his events are sent is told so, and nothing is recorded; after that he gets the outcome"
    )
    func cancelled() async throws {
        var bench = try await AppenderBench(Bench(seed: 210), capacity: 3)
        let sent = bench.send([bench.maker.event()])
        try await bench.untilBlocked()
        let queued = (0..<3).map { _ in bench.send([bench.maker.event()]) }
        let outside = (0..<3).map { _ in bench.send([bench.maker.event()]) }
        let large = bench.send((0..<10).map { _ in bench.maker.event() })
        let last = bench.send([bench.maker.event()])
        for task in [sent, queued[1], outside[0], outside[2], large] { task.cancel() }
        for task in [queued[1], outside[0], outside[2], large] {
            guard case .failure(.cancelled) = await task.value else { throw NoError() }
        }
        // The second of those outside has the room of the second of those inside.
        #expect(bench.appender.waitingEvents == 3)
        try await bench.release()
        var positions: [Int64] = []
        for task in [sent, queued[0], queued[2], outside[1], last] {
            positions += try await task.value.get().map(\.position)
        }
        #expect(positions == [0, 1, 2, 3, 4])
        #expect(try await bench.log().count == 5)
    }

    @Test("a task that is cancelled before it calls records nothing")
    func cancelledBefore() async throws {
        var bench = try await AppenderBench(Bench(seed: 211), isHeld: false)
        let (appender, event) = (bench.appender, bench.maker.event())
        let task = Task.immediate {
            withUnsafeCurrentTask { $0?.cancel() }
            return await appender.outcome(of: [event])
        }
        guard case .failure(.cancelled) = await task.value else { throw NoError() }
        #expect(appender.waitingEvents == 0)
        #expect(try await bench.log().isEmpty)
    }

    @Test("however callers are cancelled, who has a receipt stands in the log and who was cancelled does not")
    func cancelledAnywhere() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var bench = try await Bench(seed: seed)
        let appender = Appender(bench.ledger.name, on: bench.recorder.connection, capacity: 20)
        var tasks: [(id: UUID, task: Task<Result<[Receipt], JournalError>, Never>)] = []
        for _ in 0..<1000 {
            let event = bench.maker.event()
            tasks.append((event.id, Task { await appender.outcome(of: [event]) }))
            if Bool.random(using: &bench.maker.generator) {
                bench.maker.choice(of: tasks.suffix(30)).task.cancel()
                await Task.yield()
            }
        }
        var (receipts, cancelled): ([UUID: Receipt], Set<UUID>) = ([:], [])
        for (id, task) in tasks {
            switch await task.value {
            case .success(let answer): receipts[id] = answer[0]
            case .failure(.cancelled): cancelled.insert(id)
            case .failure(let error): Issue.record("\(error), seed \(seed)")
            }
        }
        let log = try await bench.log()
        #expect(!cancelled.isEmpty && cancelled.count + receipts.count == 1000, "seed \(seed)")
        #expect(Set(log.map(\.id)) == Set(receipts.keys), "seed \(seed)")
        #expect(log.allSatisfy { receipts[$0.id]?.position == $0.position }, "seed \(seed)")
        #expect(appender.waitingEvents == 0)
        await appender.close()
    }

    @Test("when the connection breaks, those on their way are in doubt, and the others learn that nothing was sent")
    func broken() async throws {
        var bench = try await AppenderBench(Bench(seed: 212))
        let events = (0..<4).map { _ in bench.maker.event() }
        let sent = bench.send([events[0]])
        try await bench.untilBlocked()
        let waiting = events[1...].map { bench.send([$0]) }
        let admin = try await bench.bench.ledger.connect()
        let pid = bench.connection.backendProcessID
        _ = try await admin.run { try $0.query("SELECT pg_terminate_backend($1)", [.int4(pid)]) }
        guard case .failure(.inDoubt) = await sent.value else { throw NoError() }
        for task in waiting {
            guard case .failure(.database(let error)) = await task.value, error.code == .connectionLost else {
                throw NoError()
            }
        }
        try await bench.release()
        #expect(try await bench.log().isEmpty)
        let later = Appender(bench.bench.ledger.name, on: try await bench.bench.ledger.journal().connection)
        #expect(try await later.append(events).map(\.position) == [0, 1, 2, 3])
    }

    @Test("when the answer to several callers is lost, all are in doubt, and each gets his receipt when he repeats")
    func lostAnswer() async throws {
        let plain = try await Bench(seed: 213)
        let database = plain.ledger.database
        let direct = database.cluster.options(user: TestRole.recorder.rawValue, database: database.name)
        let proxy = try LosingProxy(to: "\(try #require(direct.overrides["host"]))/.s.PGSQL.5432")
        let connection = try await Connection.open(proxy.options(direct))
        var bench = try await AppenderBench(plain, on: connection)
        let events = (0..<4).map { _ in bench.maker.event() }
        let answered = bench.send([events[0]])
        try await bench.untilBlocked()
        let lost = events[1...].map { bench.send([$0]) }
        // Behind the call that is on its way, before the next.
        let losing = Task.immediate { try await connection.run { _ in proxy.loseAnswers() } }
        try await bench.release()
        #expect(try await answered.value.get().map(\.position) == [0])
        try await losing.value
        while try await plain.inspector.nextPosition() < 4 { try await Task.sleep(for: .milliseconds(5)) }
        proxy.cut()
        for task in lost { guard case .failure(.inDoubt) = await task.value else { throw NoError() } }
        let later = Appender(plain.ledger.name, on: plain.recorder.connection)
        let receipts = try await later.append(events)
        #expect(receipts.map(\.position) == [0, 1, 2, 3])
        #expect(receipts.map(\.replayed) == [true, true, true, true])
    }

    @Test("when the connection that waits for the disk breaks, who is recorded is in doubt, and who is refused is not")
    func brokenFlush() async throws {
        var bench = try await Bench(seed: 213)
        let flusher = try await bench.ledger.journal().connection
        let appender = Appender(bench.ledger.name, on: bench.recorder.connection, flushingOn: flusher)
        await flusher.close()
        let (good, bad) = (bench.maker.event(), bench.maker.event(expecting: .exactly(7)))
        guard case .failure(.inDoubt) = await appender.outcome(of: [good]) else { throw NoError() }
        guard case .failure(.wrongExpectedVersion) = await appender.outcome(of: [bad]) else { throw NoError() }
        await appender.close()
        let receipts = try await bench.recorder.append([good])
        #expect(receipts.map(\.replayed) == [true])
        #expect(try await bench.log().map(\.id) == [good.id])
    }

    @Test("every event that an appender acknowledged outlives a kill of the server", arguments: [1, 2])
    func kills(connections: Int) async throws {
        let cluster = try await TestCluster.disposable(durable: true)
        defer { cluster.stop() }
        let database = try await TestDatabase.only(of: cluster)
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix64(seed: seed)
        var acknowledged: [UUID: Receipt] = [:]
        for round in 0..<3 {
            let flusher = connections == 1 ? nil : try await database.journal().connection
            let appender = Appender(.main, on: try await database.journal().connection, flushingOn: flusher)
            let killed = Int.random(in: 100...600, using: &generator)
            let answers = await withTaskGroup(of: (UUID, Receipt)?.self) { group in
                func addCaller() {
                    var maker = EventMaker(seed: generator.next())
                    let event = maker.move(1, from: "donor:1", to: "holding:1")
                    group.addTask {
                        guard case .success(let receipts) = await appender.outcome(of: [event]) else { return nil }
                        return (event.id, receipts[0])
                    }
                }
                for _ in 0..<16 { addCaller() }
                var answers: [UUID: Receipt] = [:]
                // A caller that has its answer is followed by another; the last sixteen find the server gone.
                while let answer = await group.next() {
                    guard let (id, receipt) = answer else { continue }
                    answers[id] = receipt
                    if answers.count == killed { cluster.killServer() }
                    addCaller()
                }
                return answers
            }
            acknowledged.merge(answers) { first, _ in first }
            try await cluster.restart()
            let journal = try await database.journal(as: .inspector)
            let log = try await journal.read(LogSelection())
            #expect(answers.count >= killed, "round \(round), seed \(seed)")
            for (id, receipt) in acknowledged {
                let event = try #require(log.indices.contains(Int(receipt.position)) ? log[Int(receipt.position)] : nil)
                #expect(event.id == id && event.recordedAt == receipt.recordedAt, "round \(round), seed \(seed)")
            }
            #expect(try await journal.allBalances() == log.folded, "seed \(seed)")
        }
    }
}
