import Assistance
import CanonicalJSON
import Glibc
import Journal
import PairLedgerTesting
import Postgres
import Synchronization
import Testing

@testable import Projection

@Suite("A rebuild", .serialized)
struct RebuildTests {
    @Test(
        "while events are recorded and taken up: reports always read whole rows, of the old generation and then of the new"
    )
    func whileWriting() async throws {
        let seed: UInt64 = 61
        let events = Workload.events(3_000, seed: seed)
        let subject = try await LedgerUnderTest()
        try await subject.record(events[..<500])
        _ = try await subject.catchUp()
        let first = try #require(try await subject.generation()?.number)
        let watch = Watch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for start in stride(from: 500, to: events.count, by: 25) {
                    try await subject.record(events[start..<min(start + 25, events.count)], first: start)
                }
            }
            group.addTask {
                let journal = try await subject.ledger.journal(as: .projector)
                let worker = ProjectionWorker([Funds.self], of: journal, batchSize: 40)
                while !watch.isDone.withLock({ $0 }) {
                    if try await worker.runBatch().events == 0 { try await Task.sleep(for: .milliseconds(2)) }
                }
            }
            group.addTask {
                // A report, over and over: what it reads is of one moment, and goes only forward.
                var last: Int64 = 0
                let inspector = try await subject.ledger.connect(as: .inspector)
                while !watch.isDone.withLock({ $0 }) {
                    let (known, sum, generation) = try await inspector.transaction(
                        isolation: .repeatableRead, readOnly: true
                    ) { [name = subject.ledger.name] session in
                        let snapshot = try Snapshot([Funds.self], of: name, on: session)
                        let rows = try snapshot.rows(PositionRow.self, of: Funds.self)
                        let accounts = try snapshot.rows(AccountRow.self, of: Funds.self)
                        #expect(!rows.isEmpty && !accounts.isEmpty)
                        #expect(accounts.reduce(0) { $0 + $1.balance } == 0)
                        let given = rows.reduce(0) { $0 + $1.stages.given }
                        let found = rows.reduce(0) {
                            $0 + $1.stages.committed + $1.stages.inTransit + $1.stages.held + $1.stages.allocated
                                + $1.stages.spent
                        }
                        return (
                            snapshot.knownTo, given - found,
                            try Generation.current(of: name, on: session)["funds"]?.number
                        )
                    }
                    #expect(sum == 0, "seed \(seed), known to \(known)")
                    #expect(known >= last, "seed \(seed): the rows went back from \(last) to \(known)")
                    last = known
                    if let generation { _ = watch.seen.withLock { $0.insert(generation) } }
                }
            }
            for _ in 0..<3 {
                try await Rebuild([Funds.self], of: subject.projector, reader: subject.reader).run()
            }
            try await Task.sleep(for: .milliseconds(50))
            watch.isDone.withLock { $0 = true }
            try await group.waitForAll()
        }
        #expect(watch.seen.withLock { $0.count } >= 2, "no report was read while a rebuild took the place of the rows")
        #expect(try await subject.generation()?.number != first)
        _ = try await subject.catchUp()
        try await subject.checkCaughtUp("seed \(seed)")
        #expect(try await Verification(subject.reader).verify(Funds.self).differenceCount == 0)
        // What could not be removed while somebody had it goes with the next one, or one after that: the server may still be analysing it.
        for _ in 0..<10 {
            try await Rebuild([Funds.self], of: subject.projector, reader: subject.reader).run()
            if try await Self.generations(subject) == 1 { break }
        }
        #expect(try await Self.generations(subject) == 1, "generations are left behind")
        try await subject.checkCaughtUp("seed \(seed)")
    }

    @Test("makes the same rows as a worker, and heals rows that somebody changed by hand")
    func heals() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(400, seed: 62))
        _ = try await subject.catchUp()
        try await subject.change(
            """
            UPDATE pairledger_model.account SET balance = balance + 1 WHERE kind = 'holding' AND generation IN (
                SELECT generation FROM pairledger_model.generation WHERE ledger = $1)
            """)
        #expect(try await Verification(subject.reader).verify(Funds.self).differenceCount > 0)
        try await Rebuild([Funds.self], of: subject.projector).run()
        try await subject.checkCaughtUp()
    }

    @Test("of one projection is refused while another is going on, and nothing is changed by that")
    func twoAtOnce() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(50, seed: 63))
        _ = try await subject.catchUp()
        let generation = try await subject.generation()
        let name = subject.ledger.name
        let isHeld = try await subject.reader.connection.run { try Lock.rebuild("funds", of: name).take(on: $0) }
        #expect(isHeld)
        let error = try await #require(throws: ProjectionError.self) {
            try await Rebuild([Funds.self], of: subject.projector).run()
        }
        guard case .rebuildRunning(projection: "funds") = error else {
            Issue.record("\(error)")
            return
        }
        #expect(try await subject.generation() == generation)
        // Another projection, and another ledger, are none of its business.
        let other = try await LedgerUnderTest()
        try await Rebuild([Funds.self], of: other.projector).run()
        try await subject.reader.connection.run { try Lock.rebuild("funds", of: name).release(on: $0) }
        try await Rebuild([Funds.self], of: subject.projector).run()
        try await subject.checkCaughtUp()
    }

    @Test("that meets an event which the current rows have and it cannot apply leaves them as they are")
    func worseProgram() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(80, seed: 64))
        Pickier.refusedPosition.withLock { $0 = -1 }
        _ = try await subject.catchUp([Pickier.self])
        let before = try await subject.generation(of: Pickier.self)
        Pickier.refusedPosition.withLock { $0 = 33 }
        let error = try await #require(throws: ProjectionError.self) {
            try await Rebuild([Pickier.self], of: subject.projector).run()
        }
        #expect(error.description == "projection pickier stopped at position 33: this one is not to my taste")
        #expect(try await subject.generation(of: Pickier.self) == before)
        #expect(try await Self.generations(subject) == 1)
    }

    @Test("applies an event that was left out, when the program has learnt it, and no longer says that it was")
    func repaired() async throws {
        let subject = try await LedgerUnderTest()
        try await subject.record(Workload.events(80, seed: 65))
        Pickier.refusedPosition.withLock { $0 = 33 }
        _ = try await subject.catchUp([Pickier.self])
        try await Standstill(subject.projector).skip(Pickier.self, position: 33, reason: "for now")
        #expect(try await subject.catchUp([Pickier.self]) == 47)
        #expect(try await subject.status(of: Pickier.self).skipped.count == 1)
        Pickier.refusedPosition.withLock { $0 = -1 }
        try await Rebuild([Pickier.self], of: subject.projector).run()
        #expect(try await subject.status(of: Pickier.self).skipped.isEmpty)
        #expect(try await Verification(subject.reader).verify(Pickier.self).differenceCount == 0)
    }

    @Test(
        "killed at any moment leaves the rows as they were, and the next one removes what it left",
        .timeLimit(.minutes(5)))
    func killed() async throws {
        let seed: UInt64 = 20_201_123
        var random = SplitMix64(seed: seed)
        let subject = try await LedgerUnderTest()
        let events = Workload.events(4_000, seed: seed)
        try await subject.record(events[..<3_500])
        _ = try await subject.catchUp()
        var interrupted = 0
        for round in 0..<12 {
            let before = try await subject.generation()
            let rebuild = try WorkerProcess(command: ["projection", "rebuild", "funds", "--quiet"], on: subject.ledger)
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...260, using: &random)))
            rebuild.signal(SIGKILL)
            let status = await rebuild.end()
            let after = try await subject.generation()
            if status == 128 + SIGKILL, after?.number == before?.number { interrupted += 1 }
            try #require(after != nil, "seed \(seed), round \(round)")
            let stored = try await subject.tables()
            try #require(try await stored == subject.fold(), "seed \(seed), round \(round)")
        }
        #expect(interrupted > 2, "seed \(seed): hardly any rebuild was killed before it had ended")
        try await subject.record(events[3_500...], first: 3_500)
        let last = try await WorkerProcess.run(command: ["projection", "rebuild", "funds"], on: subject.ledger)
        #expect(last.status == 0, "\(last.errors)")
        try await subject.checkCaughtUp("seed \(seed)")
        #expect(try await Self.generations(subject) == 1, "generations are left behind")
    }

    /// What the tasks of a test tell each other.
    private final class Watch: Sendable {
        let isDone = Mutex(false)
        /// The generations that a report was read from.
        let seen = Mutex<Set<Int64>>([])
    }

    /// How many generations there are of the ledger.
    private static func generations(_ subject: LedgerUnderTest) async throws -> Int {
        try await subject.projector.connection.run { [name = subject.ledger.name] session in
            try session.query(
                "SELECT count(*) FROM pairledger_model.generation WHERE ledger = $1", [.text(name.description)]
            ).only().int(0)
        }
    }
}

/// A model that cannot apply one event, until the program is made better.
private struct Pickier: ReadModel {
    static let name = "pickier"
    static let version = 1
    static let refusedPosition = Mutex<Int64>(-1)

    /// It counts in a table that another model has in the schema.
    var places = Table<ProjectPlaceRow>()

    mutating func apply(_ event: ProjectedEvent) throws(ReadModelError) {
        places[making: .init(event.record.stream)].purpose += "."
        if event.record.position == Pickier.refusedPosition.withLock({ $0 }) {
            throw ReadModelError("this one is not to my taste")
        }
    }

    mutating func visit(_ visitor: inout some TableVisitor) throws { try visitor.visit(&places) }
}
