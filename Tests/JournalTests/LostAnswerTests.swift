import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Appends whose answer is lost", .serialized) struct LostAnswerTests {
    @Test("an event that was recorded, but whose answer was lost, is in doubt, and repeating it gives the first answer")
    func recorded() async throws {
        var bench = try await Bench(seed: 90)
        let database = bench.ledger.database
        let direct = database.cluster.options(user: TestRole.recorder.rawValue, database: database.name)
        let proxy = try LosingProxy(to: "\(try #require(direct.overrides["host"]))/.s.PGSQL.5432")
        let journal = Journal(bench.ledger.name, on: try await Connection.open(proxy.options(direct)))
        _ = try await journal.append([bench.maker.event()])
        let call = [
            bench.maker.move(1, from: "donor:1", to: "holding:1", expecting: .noStream), bench.maker.event(),
        ]
        proxy.loseAnswers()
        let append = Task { try await journal.append(call) }
        while try await bench.inspector.nextPosition() == 1 { try await Task.sleep(for: .milliseconds(5)) }
        proxy.cut()
        let error = try await refusal { try await append.value }
        guard case .inDoubt = error else { throw error }
        let receipts = try await bench.recorder.append(call)
        #expect(receipts.map(\.replayed) == [true, true])
        #expect(receipts.map(\.position) == [1, 2])
        #expect(try await bench.log().count == 3)
        #expect(try await bench.inspector.balances(of: ["holding:1"], in: "CNY") == ["holding:1": 1])
        let later = try await refusal { try await journal.append(call) }
        guard case .database(let lost) = later, lost.code == .connectionLost else { throw later }
    }

    @Test("an event that was not recorded when the connection broke is in doubt, and repeating it records it")
    func notRecorded() async throws {
        var bench = try await Bench(seed: 91)
        let admin = try await bench.ledger.connect()
        let holder = try await bench.ledger.connect()
        let name = bench.ledger.name.description
        let pid = holder.backendProcessID
        defer { holder.cancel() }
        let holding = Task {
            try await holder.transaction { session in
                try session.query("SELECT FROM pairledger.ledger WHERE ledger = $1 FOR UPDATE", [.text(name)])
                try session.query("SELECT pg_sleep(60)")
            }
        }
        try await admin.wait(until: "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = \(pid)")
        let call = [bench.maker.move(1, from: "donor:1", to: "holding:1", expecting: .noStream)]
        let journal = bench.recorder
        let append = Task { try await journal.append(call) }
        let recorder = journal.connection.backendProcessID
        try await admin.wait(until: "SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = \(recorder)")
        _ = try await admin.run { try $0.query("SELECT pg_terminate_backend($1)", [.int4(recorder)]) }
        let error = try await refusal { try await append.value }
        guard case .inDoubt = error else { throw error }
        holder.cancel()
        _ = await holding.result
        #expect(try await bench.inspector.nextPosition() == 0)
        let again = try await bench.ledger.journal()
        #expect(try await again.append(call)[0].replayed == false)
        #expect(try await again.append(call)[0].replayed)
        #expect(try await bench.log().count == 1)
    }

    @Test("a cancelled append leaves the ledger usable, and repeating it records the event once")
    func cancelled() async throws {
        var bench = try await Bench(seed: 92)
        let journal = bench.recorder
        for round in 0..<10 {
            let call = (0..<200).map { _ in bench.maker.move(1, from: "donor:1", to: "holding:1") }
            let append = Task { try await journal.append(call) }
            try await Task.sleep(for: .milliseconds(3 * round))
            append.cancel()
            _ = await append.result
            #expect(try await journal.append(call).map(\.position) == (0..<200).map { Int64(200 * round + $0) })
        }
        #expect(try await bench.log().count == 2000)
        #expect(try await bench.balances() == (try await bench.log()).folded)
    }
}
