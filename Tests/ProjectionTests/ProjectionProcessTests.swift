import Assistance
import CanonicalJSON
import Glibc
import Journal
import PairLedgerTesting
import Testing

@testable import Projection

@Suite("The command `projection run`", .serialized)
struct ProjectionProcessTests {
    @Test("killed at random moments while events are recorded, loses nothing and counts nothing twice")
    func killed() async throws {
        let seed: UInt64 = 20_141_031
        var random = SplitMix64(seed: seed)
        let events = Workload.events(4_000, seed: seed)
        let subject = try await LedgerUnderTest()
        var recorded = 0
        var (kills, midway, positions) = (0, 0, [] as [Int64])
        var folded = Funds()
        // The rows are there, so that what the workers do is taken up in batches.
        _ = try await subject.catchUp()
        for round in 0..<25 {
            // Now and then a large part at once, so that a batch takes longer than a process lives.
            let part = round.isMultiple(of: 4) ? 400 : Int.random(in: 20...90, using: &random)
            let end = min(events.count, recorded + part)
            let half = (recorded + end) / 2
            try await subject.record(events[recorded..<half], first: recorded)
            let worker = try WorkerProcess(["funds"], on: subject.ledger)
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...160, using: &random)))
            try await subject.record(events[half..<end], first: half)
            // A large part is not taken up by the time that its worker is killed.
            if part < 400 { try await Task.sleep(for: .milliseconds(Int.random(in: 0...120, using: &random))) }
            worker.signal(SIGKILL)
            let status = await worker.end()
            try #require(status == 128 + SIGKILL, "seed \(seed), round \(round): \(worker.written)")
            kills += 1
            recorded = end
            let next = try await subject.generation()?.nextPosition ?? 0
            let last = positions.last ?? 0
            if next < recorded { midway += 1 }
            positions.append(next)
            try #require(next >= last, "seed \(seed): the checkpoint went back: \(positions)")
            // Whatever the moment, the rows are those of the checkpoint.
            try await subject.fold(from: last, to: next, into: &folded)
            let stored = try await subject.tables()
            try #require(stored == FundsRows(folded), "seed \(seed), round \(round), position \(next)")
        }
        #expect(kills >= 20)
        #expect(midway > 0, "seed \(seed): no worker was killed before it had caught up: \(positions)")
        let last = try await WorkerProcess.run(["--once"], on: subject.ledger)
        #expect(last.status == 0, "\(last.errors)")
        try await subject.checkCaughtUp("seed \(seed), checkpoints \(positions)")
        #expect(try await subject.generation()?.nextPosition == Int64(recorded))
    }

    @Test("follows the log until SIGTERM or SIGINT, and ends with status 0", arguments: [SIGTERM, SIGINT])
    func stopped(by signal: CInt) async throws {
        let events = Workload.events(80, seed: 41)
        let subject = try await LedgerUnderTest()
        let worker = try WorkerProcess(["funds"], on: subject.ledger)
        try #require(
            await worker.hasWritten("following ledger \(subject.ledger.name)\n"), "\(worker.written)")
        try await subject.record(events)
        for _ in 0..<1_000 {
            if try await subject.generation()?.nextPosition == Int64(events.count) { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        try await subject.checkCaughtUp()
        worker.signal(signal)
        #expect(await worker.end() == 0)
        #expect(worker.written == "following ledger \(subject.ledger.name)\nstopped\n")
    }

    @Test("with --once says how much it took up, and the second time that there was nothing")
    func once() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(50, seed: 42))
        // The first time the rows are made by a rebuild.
        let made = try await WorkerProcess.run(["--once"], on: subject.ledger)
        #expect(made.status == 0 && made.errors == "50 events taken up\n")
        try await subject.appendAlone(
            "programme/another", type: "ProgrammeEstablished", data: ["name": "Another", "starts_on": "2014-06-30"])
        let first = try await WorkerProcess.run(["--once"], on: subject.ledger)
        #expect(first.status == 0)
        #expect(first.errors == "1 event taken up\n")
        let second = try await WorkerProcess.run(["--once"], on: subject.ledger)
        #expect(second.status == 0)
        #expect(second.errors == "0 events taken up\n")
        let silent = try await WorkerProcess.run(["--once", "--quiet"], on: subject.ledger)
        #expect(silent.status == 0)
        #expect(silent.errors == "")
        try await subject.checkCaughtUp()
    }

    @Test("ends with status 1 and the position at an event that it cannot apply, and goes on while it follows")
    func poison() async throws {
        let events = Workload.events(30, seed: 43)
        let subject = try await LedgerUnderTest()
        try await subject.record(events)
        try await subject.appendAlone("transfer/T", type: "FundsTeleported")
        let sentence = """
            pairledger: error: projection funds stopped at position \(events.count): this program does not know events of \
            type FundsTeleported, version 1: a newer pairledger wrote them; upgrade
              look at the event with `pairledger log show \(events.count)`; use a program that knows it and then `pairledger \
            projection resume funds`, or do without it: `pairledger projection skip funds --position \(events.count) --reason …`

            """
        for taken in [events.count, 0] {
            let once = try await WorkerProcess.run(["funds", "--once"], on: subject.ledger)
            #expect(once.status == 1)
            #expect(once.errors == "\(taken) events taken up\n" + sentence)
        }
        #expect(try await subject.generation()?.nextPosition == Int64(events.count))
        let stored = try await subject.tables()
        #expect(try await stored == subject.fold(to: Int64(events.count)))
        let following = try WorkerProcess(["funds"], on: subject.ledger)
        try await Standstill(subject.projector).resume(Funds.self)
        #expect(await following.hasWritten(sentence), "\(following.written)")
        following.signal(SIGTERM)
        #expect(await following.end() == 0)
    }

    @Test("of two processes at once, counts every event once")
    func twoProcesses() async throws {
        let events = Workload.events(300, seed: 44)
        let subject = try await LedgerUnderTest()
        _ = try await subject.catchUp()
        let workers = try (0..<2).map { _ in try WorkerProcess(["funds"], on: subject.ledger) }
        for start in stride(from: 0, to: events.count, by: 20) {
            let end = min(start + 20, events.count)
            try await subject.record(events[start..<end], first: start)
        }
        for _ in 0..<1_000 {
            if try await subject.generation()?.nextPosition == Int64(events.count) { break }
            try await Task.sleep(for: .milliseconds(20))
        }
        for worker in workers {
            _ = await worker.hasWritten("following")
            worker.signal(SIGTERM)
            #expect(await worker.end() == 0, "\(worker.written)")
        }
        try await subject.checkCaughtUp()
    }
}
