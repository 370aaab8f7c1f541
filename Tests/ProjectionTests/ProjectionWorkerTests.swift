import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Synchronization
import Testing

@testable import Projection

@Suite("A projection worker", .serialized)
struct ProjectionWorkerTests {
    @Test("brings the tables to what the log comes to, and twice gives the same")
    func catchesUp() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(400, seed: 5))
        let head = Int(try await subject.projector.nextPosition())
        #expect(head >= 400)
        #expect(try await subject.catchUp() == head)
        try await subject.checkCaughtUp()
        let before = try await subject.tables()
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.tables() == before)
    }

    @Test("does nothing to an empty ledger")
    func emptyLedger() async throws {
        let subject = try await LedgerUnderTest()
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.tables().isEmpty)
        #expect(try await subject.generation()?.nextPosition == 0)
    }

    @Test("stores the same tables whatever the size of its batches", arguments: [1, 7, 100, 1000])
    func batches(size: Int) async throws {
        let events = Workload.events(350, seed: 9)
        let subject = try await LedgerUnderTest()
        var recorded = 0
        // The log grows while the tables follow, so that later batches read what earlier ones stored.
        for part in [3, 120, events.count] {
            try await subject.record(events[recorded..<part], first: recorded)
            // The first rows are made by a rebuild.
            #expect(try await subject.catchUp(batchSize: size) == part - recorded)
            try await subject.checkCaughtUp("batches of \(size), \(part) events")
            recorded = part
        }
    }

    @Test(
        "counts every event once when several run at once while events are recorded", .timeLimit(.minutes(2)))
    func severalAtOnce() async throws {
        let events = Workload.events(600, seed: 13)
        let subject = try await LedgerUnderTest()
        // The rows are there, so that all that follows is taken up in batches.
        _ = try await subject.catchUp()
        let taken = try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                for start in stride(from: 0, to: events.count, by: 17) {
                    let end = min(start + 17, events.count)
                    try await subject.record(events[start..<end], first: start)
                }
                return 0
            }
            for batchSize in [3, 11] {
                group.addTask {
                    let journal = try await subject.ledger.journal(as: .projector)
                    let worker = ProjectionWorker([Funds.self], of: journal, batchSize: batchSize)
                    var taken = 0
                    while try await subject.generation()?.nextPosition ?? 0 < events.count {
                        let batch = try await worker.runBatch()
                        taken += batch.events
                        if batch.events == 0 { try await Task.sleep(for: .milliseconds(2)) }
                    }
                    await journal.connection.close()
                    return taken
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(taken == events.count)
        try await subject.checkCaughtUp()
    }

    @Test("keeps ledgers of one database apart")
    func ledgersApart() async throws {
        let (one, two) = (try await LedgerUnderTest(), try await LedgerUnderTest())
        try await one.record(Workload.events(120, seed: 17))
        try await two.record(Workload.events(90, seed: 18))
        _ = try await one.catchUp(batchSize: 50)
        #expect(try await two.tables().isEmpty)
        _ = try await two.catchUp(batchSize: 50)
        try await one.checkCaughtUp()
        try await two.checkCaughtUp()
    }

    // MARK: Events that cannot be applied

    @Test(
        "stops before an event of a type that it does not know, says where and why, and goes on when it is known",
        arguments: [1, 4, 1000])
    func unknownType(batchSize: Int) async throws {
        let events = Workload.events(40, seed: 21)
        let subject = try await LedgerUnderTest()
        try await subject.record(events[..<20])
        _ = try await subject.catchUp(batchSize: batchSize)
        try await subject.record(events[20..<30], first: 20)
        try await subject.appendAlone("transfer/new-kind", type: "FundsTeleported")
        try await subject.record(events[30...], first: 30)
        let reason =
            "this program does not know events of type FundsTeleported, version 1: a newer pairledger wrote them; upgrade"
        for round in 0..<2 {
            let worker = ProjectionWorker([Funds.self], of: subject.projector, batchSize: batchSize)
            let (taken, stopped) = try await worker.catchUp()
            #expect(taken == (round == 0 ? 10 : 0))
            #expect(
                stopped.map(\.description)
                    == (round == 0 ? ["projection funds stopped at position 30: \(reason)"] : []))
            let status = try await subject.status()
            #expect(status.nextPosition == 30 && status.lagEvents == 11 && status.lagSeconds > 0)
            #expect(status.pause?.reason == reason && status.pause?.isStuck == true)
            let stored = try await subject.tables()
            #expect(try await stored == subject.fold(to: 30))
        }
        // Resumed by the same program it stops there again.
        try await Standstill(subject.projector).resume(Funds.self)
        #expect(try await subject.status().pause == nil)
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.status().pause?.isStuck == true)
    }

    @Test("does without an event only when told so for a reason, and says that as long as the rows last")
    func skips() async throws {
        let events = Workload.events(40, seed: 23)
        let subject = try await LedgerUnderTest()
        try await subject.record(events[..<30])
        try await subject.appendAlone("transfer/new-kind", type: "FundsTeleported")
        try await subject.record(events[30...], first: 30)
        let standstill = Standstill(subject.projector)
        await #expect(throws: Standstill.Refusal.neverRan) {
            try await standstill.skip(Funds.self, position: 30, reason: "a test")
        }
        _ = try await subject.catchUp()
        await #expect(throws: Standstill.Refusal.notStuck(at: 29, next: 30, isStuck: true)) {
            try await standstill.skip(Funds.self, position: 29, reason: "a test")
        }
        try await standstill.skip(Funds.self, position: 30, reason: "recorded by a test program")
        await #expect(throws: Standstill.Refusal.notStuck(at: 31, next: 30, isStuck: false)) {
            try await standstill.skip(Funds.self, position: 31, reason: "a test")
        }
        #expect(try await subject.catchUp() == 11)
        let status = try await subject.status()
        #expect(status.nextPosition == 41 && status.pause == nil)
        #expect(status.skipped.map(\.position) == [30])
        #expect(status.skipped.first?.reason == "recorded by a test program")
        #expect(status.skipped.first?.skippedBy == "pairledger_projector")
        let verified = try await Verification(subject.reader).verify(Funds.self)
        #expect(verified.differenceCount == 0 && verified.events == 41)
        // A rebuild that still cannot apply it keeps it left out, with the reason.
        try await Rebuild([Funds.self], of: subject.projector, reader: subject.reader).run()
        #expect(try await subject.status().skipped == status.skipped)
        #expect(try await subject.status().nextPosition == 41)
        #expect(try await Verification(subject.reader).verify(Funds.self).differenceCount == 0)
    }

    @Test(
        "stops at an event whose data has not its type's form, or that cannot follow what came before, while others go on"
    )
    func unfitEvents() async throws {
        let subject = try await LedgerUnderTest()
        let events = Workload.events(60, seed: 22)
        try await subject.record(events[..<30])
        Picky.refusedPosition.withLock { $0 = 45 }
        let models: [any ReadModel.Type] = [Funds.self, Picky.self]
        _ = try await subject.catchUp(models)
        try await subject.record(events[30...], first: 30)
        let worker = ProjectionWorker(models, of: subject.projector, reader: subject.reader, batchSize: 10)
        let (taken, stopped) = try await worker.catchUp()
        #expect(taken == 30)
        #expect(stopped.map(\.description) == ["projection picky stopped at position 45: this one is not to my taste"])
        try await subject.checkCaughtUp()
        #expect(try await subject.status(of: Picky.self).nextPosition == 45)
        // The program learns to apply it.
        Picky.refusedPosition.withLock { $0 = -1 }
        #expect(try await subject.catchUp(models) == 0)
        try await Standstill(subject.projector).resume(Picky.self)
        #expect(try await subject.catchUp(models) == 15)
        #expect(try await subject.status(of: Picky.self).nextPosition == 60)
        #expect(try await Verification(subject.reader).verify(Picky.self).differenceCount == 0)
    }

    @Test("stands still when a person wants it, and goes on when one does")
    func paused() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(20, seed: 24))
        _ = try await subject.catchUp()
        let standstill = Standstill(subject.projector)
        await #expect(throws: Standstill.Refusal.notPaused) { try await standstill.resume(Funds.self) }
        try await standstill.pause(Funds.self, reason: "the disk is being moved")
        try await subject.appendAlone(
            "programme/another", type: "ProgrammeEstablished", data: ["name": "Another", "starts_on": "2014-06-30"])
        #expect(try await subject.catchUp() == 0)
        let pause = try #require(try await subject.status().pause)
        #expect(pause.reason == "the disk is being moved" && !pause.isStuck)
        try await standstill.resume(Funds.self)
        #expect(try await subject.catchUp() == 1)
        try await subject.checkCaughtUp()
    }

    @Test("stores nothing of a ledger whose very first event cannot be applied")
    func firstEvent() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.appendAlone("programme/new-kind", type: "ProgrammeDreamt")
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.generation()?.nextPosition == 0)
        #expect(try await subject.status().pause?.isStuck == true)
        #expect(try await subject.tables().isEmpty)
    }

    // MARK: Leases

    @Test("leaves a projection to the worker that has its lease, and takes over when that one's connection ends")
    func leases() async throws {
        let subject = try await LedgerUnderTest()
        let first = try await subject.ledger.journal(as: .projector)
        let one = ProjectionWorker([Funds.self], of: first)
        let other = ProjectionWorker([Funds.self], of: subject.projector)
        _ = try await one.runBatch(ifLeased: true)
        try await subject.record(Workload.events(30, seed: 25))
        #expect(try await other.runBatch(ifLeased: true).events == 0)
        #expect(await one.leased == ["funds"])
        #expect(await other.leased == [])
        #expect(try await one.runBatch(ifLeased: true).events == 30)
        try await subject.appendAlone(
            "programme/another", type: "ProgrammeEstablished", data: ["name": "Another", "starts_on": "2014-06-30"])
        await first.connection.close()
        for _ in 0..<500 {
            if try await other.runBatch(ifLeased: true).events == 1 { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(await other.leased == ["funds"])
        try await subject.checkCaughtUp()
    }

    // MARK: Versions

    @Test("leaves rows of another version alone, until a rebuild makes them anew")
    func versions() async throws {
        let subject = try await LedgerUnderTest()
        let events = Workload.events(60, seed: 31)
        try await subject.record(events[..<40])
        _ = try await subject.catchUp()
        let before = try await subject.tables()
        try await subject.record(events[40...], first: 40)
        let status = try await subject.status(of: LaterFunds.self)
        #expect(status.isRebuildDue && !status.isOfNewerProgram && status.version == Funds.version)
        #expect(try await subject.catchUp([LaterFunds.self]) == 0)
        #expect(try await subject.tables() == before)
        let error = try await #require(throws: ProjectionError.self) {
            _ = try await Verification(subject.reader).verify(LaterFunds.self)
        }
        #expect(
            "\(error)"
                == "the rows of projection funds are of version \(Funds.version), and this program knows version \(LaterFunds.version)"
        )
        try await Rebuild([LaterFunds.self], of: subject.projector, reader: subject.reader).run()
        #expect(try await subject.status(of: LaterFunds.self).version == LaterFunds.version)
        try await subject.checkCaughtUp()

        // Now this program is the earlier one.
        try await subject.appendAlone(
            "programme/another", type: "ProgrammeEstablished", data: ["name": "Another", "starts_on": "2014-06-30"])
        #expect(try await subject.status().isOfNewerProgram)
        #expect(try await subject.catchUp() == 0)
        #expect(try await subject.catchUp([LaterFunds.self]) == 1)
        try await subject.checkCaughtUp()
    }

    @Test("writes only with the projector's rights: the recorder's and the inspector's logins are refused")
    func rights() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(20, seed: 34))
        for role in [TestRole.recorder, .inspector] {
            let journal = try await subject.ledger.journal(as: role)
            let error = try await #require(throws: ProjectionError.self) {
                _ = try await ProjectionWorker([Funds.self], of: journal).catchUp()
            }
            guard case .journal(.database(let cause)) = error else {
                Issue.record("\(role): \(error)")
                continue
            }
            #expect(cause.sqlState == .insufficientPrivilege, "\(role)")
            await journal.connection.close()
        }
        #expect(try await subject.tables().isEmpty)
    }
}

/// A model that cannot apply one event, until the program is made better.
struct Picky: ReadModel {
    static let name = "picky"
    static let version = 1
    static let refusedPosition = Mutex<Int64>(-1)

    /// It counts in a table that another model has in the schema.
    var places = Table<ProjectPlaceRow>()

    mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        places[making: .init(event.record.stream)].purpose += "."
        if event.record.position == Picky.refusedPosition.withLock({ $0 }) {
            throw ReadModelError("this one is not to my taste")
        }
    }

    mutating func visit(_ visitor: inout some TableVisitor) throws { try visitor.visit(&places) }
}

/// The model as its next version will be, with the same meaning.
private struct LaterFunds: ReadModel {
    static let name = Funds.name
    static let version = Funds.version + 1

    var funds = Funds()

    mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) { try funds.apply(event) }
    mutating func visit(_ visitor: inout some TableVisitor) throws { try funds.visit(&visitor) }
}
