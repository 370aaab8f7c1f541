import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Writers and readers side by side", .serialized) struct ConcurrencyTests {
    @Test("of eight writers with the same event one records it, and all get the same receipt")
    func race() async throws {
        var bench = try await Bench(seed: 80)
        let ledger = bench.ledger
        var journals: [Journal] = []
        for _ in 0..<8 { journals.append(try await ledger.journal()) }
        for round in 0..<25 {
            let event = bench.maker.move(1, from: "donor:1", to: "holding:1", expecting: .noStream)
            let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
                for journal in journals { group.addTask { try await journal.append([event])[0] } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(receipts.filter { !$0.replayed }.count == 1)
            #expect(Set(receipts.map(\.position)) == [Int64(round)])
            #expect(Set(receipts.map(\.version)) == [1])
            #expect(Set(receipts.map(\.recordedAt)).count == 1)
        }
        #expect(try await bench.log().count == 25)
        #expect(try await bench.inspector.balances(of: ["holding:1"], in: "CNY") == ["holding:1": 25])
    }

    @Test("of eight writers that expect the same version one succeeds, and the others learn the version")
    func expectedVersionRace() async throws {
        var bench = try await Bench(seed: 81)
        let ledger = bench.ledger
        let events = (0..<8).map { _ in bench.maker.event(stream: "note/1", expecting: .noStream) }
        let outcomes = try await withThrowingTaskGroup(of: LedgerModel.Refusal?.self) { group in
            for event in events {
                group.addTask {
                    let journal = try await ledger.journal()
                    do throws(JournalError) {
                        _ = try await journal.append([event])
                        return nil
                    } catch {
                        return LedgerModel.Refusal(error) ?? .repeatedIdentifier
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } == 1)
        #expect(outcomes.count { $0 == .wrongExpectedVersion(stream: "note/1", expected: 0, actual: 1) } == 7)
        #expect(try await bench.log().count == 1)
    }

    @Test("readers beside writers see every position once, in order, and never one that is not whole")
    func readers() async throws {
        var bench = try await Bench(seed: 82)
        let ledger = bench.ledger
        let makers = (0..<4).map { _ in EventMaker(seed: bench.maker.generator.next()) }
        let total: Int64 = 4 * 120 * 3
        try await withThrowingTaskGroup(of: Void.self) { group in
            for maker in makers {
                group.addTask {
                    let journal = try await ledger.journal()
                    var maker = maker
                    for _ in 0..<120 {
                        let call = (0..<3).map { maker.event(stream: "note/\($0)") }
                        let positions = try await journal.append(call).map(\.position)
                        #expect(positions == Array(positions[0]...positions[0] + 2))
                    }
                }
            }
            for size in [1000, 7] {
                group.addTask {
                    let journal = try await ledger.journal(as: .inspector)
                    var seen: Int64 = 0
                    for try await page in journal.tail(LogSelection(limit: Int(total)), of: size) {
                        #expect(page.count <= size)
                        #expect(page.map(\.position) == Array(seen..<seen + Int64(page.count)))
                        seen += Int64(page.count)
                    }
                    #expect(seen == total)
                }
            }
            for stream in ["note/0", "note/2"] {
                group.addTask {
                    let journal = try await ledger.journal(as: .inspector)
                    var versions: [Int64] = []
                    for try await page in journal.tail(LogSelection(limit: 4 * 120, streams: [stream]), of: 11) {
                        versions += page.map(\.version)
                    }
                    #expect(versions == Array(1...4 * 120), "\(stream)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await bench.inspector.nextPosition() == total)
    }

    @Test("an append waits for its ledger's head alone, and not for other ledgers")
    func independentLedgers() async throws {
        var one = try await Bench(seed: 83)
        var other = try await Bench(seed: 84)
        let admin = try await one.ledger.connect()
        let name = one.ledger.name.description
        // The head row stays locked until this connection is cancelled.
        let holder = try await one.ledger.connect()
        let pid = holder.backendProcessID
        defer { holder.cancel() }
        let holding = Task {
            try await holder.transaction { session in
                try session.query("SELECT FROM pairledger.ledger WHERE ledger = $1 FOR UPDATE", [.text(name)])
                try session.query("SELECT pg_sleep(60)")
            }
        }
        try await admin.wait(until: "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = \(pid)")
        let (event, journal) = (one.maker.event(), one.recorder)
        let waiting = Task { try await journal.append([event]) }
        let recorder = journal.connection.backendProcessID
        try await admin.wait(until: "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = \(recorder)")
        #expect(try await other.recorder.append([other.maker.event()])[0].position == 0)
        #expect(try await one.inspector.nextPosition() == 0)
        holder.cancel()
        _ = await holding.result
        #expect(try await waiting.value[0].position == 0)
    }

    @Test("an append that is not committed yet holds up its own ledger alone; the others are recorded and acknowledged")
    func uncommittedAppend() async throws {
        let one = try await Bench(seed: 85)
        var other = try await Bench(seed: 86)
        let admin = try await one.ledger.connect()
        let holder = try await one.ledger.connect(as: .recorder)
        let pid = holder.backendProcessID
        let call = RawAppend(one.ledger, seed: 85)
        defer { holder.cancel() }
        let holding = Task {
            try await holder.transaction { session in
                _ = try call.run(in: session)
                try session.query("SELECT pg_sleep(60)")
            }
        }
        try await admin.wait(until: "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = \(pid)")
        for position in 0..<20 as Range<Int64> {
            let event = other.maker.move(1, from: "donor:1", to: "holding:1")
            #expect(try await other.recorder.append([event])[0].position == position)
        }
        #expect(try await other.balances() == (try await other.log()).folded)
        // All the while the first was open, and nothing of it can be seen.
        #expect(
            try await admin.run {
                try $0.query("SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = \(pid)").only().bool(0)
            })
        #expect(try await one.log().isEmpty)
        #expect(try await one.balances().isEmpty)
        holder.cancel()
        _ = await holding.result
        #expect(try await one.inspector.nextPosition() == 0)
        #expect(try await call.run(on: one.recorder.connection) == 2)
    }
}
