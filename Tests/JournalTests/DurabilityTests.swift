import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Durability", .serialized) struct DurabilityTests {
    @Test("append does not wait for the disk in its own transaction, and flush does")
    func synchronousCommit() async throws {
        let bench = try await Bench(seed: 100)
        let name = bench.ledger.name.description
        let call = RawAppend(bench.ledger, seed: 100)
        let settings = try await bench.recorder.connection.run { session in
            func setting() throws -> String {
                try session.query("SELECT current_setting('synchronous_commit')").only().text(0)
            }
            func flushing() throws -> String {
                try session.transaction {
                    try $0.query("SELECT pairledger.flush($1)", [.text(name)])
                    return try setting()
                }
            }
            var settings: [String] = []
            try session.executeScript("SET synchronous_commit = on")
            settings.append(
                try session.transaction {
                    _ = try call.run(in: $0)
                    return try setting()
                })
            settings.append(try setting())
            settings.append(try flushing())
            for weaker in ["off", "local"] {
                try session.executeScript("SET synchronous_commit = \(weaker)")
                settings.append(try flushing())
            }
            return settings
        }
        #expect(settings == ["off", "on", "on", "on", "local"])
    }

    @Test("every acknowledged event outlives a kill of the server, and nothing is left half done")
    func kills() async throws {
        let cluster = try await TestCluster.disposable(durable: true)
        defer { cluster.stop() }
        let database = try await TestDatabase.only(of: cluster)
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix64(seed: seed)
        let known = KnownAnswers()
        for round in 0..<8 {
            let before = known.acknowledged.count
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    let maker = EventMaker(seed: generator.next())
                    let journal = try await database.journal()
                    group.addTask { await known.write(to: journal, maker) }
                }
                // Until the writers are well under way, and then at any moment.
                while known.acknowledged.count < before + 40 { try await Task.sleep(for: .milliseconds(5)) }
                try await Task.sleep(for: .milliseconds(Int.random(in: 0..<60, using: &generator)))
                cluster.killServer()
                try await group.waitForAll()
            }
            try await cluster.restart()
            let (acknowledged, unanswered) = (known.acknowledged, known.unanswered)
            #expect(unanswered.count == 4 * (round + 1), "seed \(seed)")
            let journal = try await database.journal(as: .inspector)
            let log = try await journal.read(LogSelection())
            let places = Dictionary(uniqueKeysWithValues: log.map { ($0.id, $0) })
            for (id, receipt) in acknowledged {
                let event = try #require(places[id], "round \(round), seed \(seed): lost \(receipt)")
                #expect(event.position == receipt.position && event.recordedAt == receipt.recordedAt, "seed \(seed)")
            }
            #expect(try await journal.nextPosition() == Int64(log.count), "seed \(seed)")
            #expect(try await journal.allBalances() == log.folded, "seed \(seed)")
            for call in unanswered {
                let count = call.count { places[$0.id] != nil }
                #expect(count == 0 || count == call.count, "round \(round), seed \(seed): part of a call")
            }
        }
        // What was in doubt is recorded once however often it is repeated.
        let recorder = try await database.journal()
        for _ in 0..<2 {
            for call in known.unanswered { _ = try await recorder.append(call) }
        }
        let log = try await database.journal(as: .inspector).read(LogSelection())
        let expected = Set(known.acknowledged.keys).union(known.unanswered.joined().map(\.id))
        #expect(log.count == expected.count && Set(log.map(\.id)) == expected, "seed \(seed)")
    }

    @Test("20,000 events killed in the middle are absent or whole, and can be appended again")
    func largeAppendKilled() async throws {
        let cluster = try await TestCluster.disposable(durable: true)
        defer { cluster.stop() }
        let database = try await TestDatabase.only(of: cluster)
        var maker = EventMaker(seed: 102)
        let events = (0..<20_000).map { _ in maker.move(1, from: "donor:1", to: "holding:1") }
        var killedInTheMiddle = 0
        for megabytes in [1, 4, 7] {
            let admin = try await database.connect()
            let journal = try await database.journal()
            let start = try await admin.run { try $0.query("SELECT pg_current_wal_insert_lsn()::text").only().text(0) }
            let append = Task { try await journal.append(events) }
            try await admin.wait(
                until: "SELECT pg_current_wal_insert_lsn() - '\(start)'::pg_lsn > \(megabytes << 20)")
            cluster.killServer()
            let isAcknowledged = if case .success = await append.result { true } else { false }
            try await cluster.restart()
            let count = try await database.journal(as: .inspector).nextPosition()
            #expect(count == 20_000 || count == 0 && !isAcknowledged, "after \(megabytes) MiB")
            if count > 0 { break }
            killedInTheMiddle += 1
            #expect(try await database.journal(as: .inspector).allBalances().isEmpty)
        }
        #expect(killedInTheMiddle > 0, "every kill came too late")
        let receipts = try await database.journal().append(events)
        #expect(receipts.map(\.position) == (0..<20_000).map { Int64($0) })
        let inspector = try await database.journal(as: .inspector)
        #expect(try await inspector.read(LogSelection()).map(\.id) == events.map(\.id))
        #expect(try await inspector.balances(of: ["holding:1"], in: "CNY") == ["holding:1": 20_000])
    }
}
