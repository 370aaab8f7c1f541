import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Entries that come back from a copy", .serialized) struct RestoreTests {
    /// A log of streams with several events, of two currencies, with events that were refused on the way.
    private static func log(seed: UInt64) async throws -> (database: TestDatabase, entries: [[UInt8]]) {
        let database = try await TestDatabase.fresh()
        let journal = try await database.journal()
        var maker = EventMaker(seed: seed)
        let accounts = ["donor:310000", "holding:653000", "project:P1", "spent:P1", "holding:653000/social-donation"]
        for _ in 0..<80 {
            let call = (0..<Int.random(in: 1...4, using: &maker.generator)).map { _ in
                let source = maker.choice(of: accounts + [accounts[0]])
                return Bool.random(using: &maker.generator)
                    ? maker.event(stream: maker.choice(of: ["note/1", "note/2", "note/3"]))
                    : maker.move(
                        .random(in: 1...500, using: &maker.generator), from: source,
                        to: maker.choice(of: accounts.filter { $0 != source }),
                        currency: maker.choice(of: ["CNY", "CNY", "USD"]),
                        stream: maker.choice(of: ["note/1", "note/4"]))
            }
            _ = try? await journal.append(call)
        }
        let events = try await database.journal(as: .inspector).read(LogSelection())
        return (database, events.map(\.entry))
    }

    /// All that the tables say of the log, its columns and leaves, its accounts and its head.
    private static func tables(of database: TestDatabase) async throws -> [String] {
        let connection = try await database.connect(as: .inspector)
        defer { Task { await connection.close() } }
        return try await connection.run { session in
            try [
                "SELECT coalesce(string_agg(e::text, ' ' ORDER BY e.position), '') FROM pairledger.event e",
                "SELECT coalesce(string_agg(a::text, ' ' ORDER BY a.account, a.currency), '') FROM pairledger.account a",
                "SELECT string_agg(concat(ledger, next_position, last_recorded_at), ' ') FROM pairledger.ledger",
            ].map { try session.query($0).only().text(0) }
        }
    }

    @Test("make the same tables, to the last byte, in batches of any size, and the ledger goes on behind them")
    func whole() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        let (database, entries) = try await Self.log(seed: seed)
        #expect(entries.count > 100, "seed \(seed)")
        let restored = try await TestDatabase.fresh()
        let writer = try await restored.journal(as: .admin)
        var generator = SplitMix64(seed: seed)
        var position = 0
        while position < entries.count {
            let end = min(entries.count, position + .random(in: 1...60, using: &generator))
            #expect(try await writer.restore(Array(entries[position..<end]), at: Int64(position)) == Int64(end))
            position = end
        }
        #expect(try await Self.tables(of: database) == Self.tables(of: restored), "seed \(seed)")

        var maker = EventMaker(seed: seed &+ 1)
        let next = maker.event(stream: "note/1")
        let here = try await database.journal().append([next])
        let there = try await restored.journal().append([next])
        #expect(there.map(\.position) == here.map(\.position) && there.map(\.version) == here.map(\.version))
        #expect(there.map(\.replayed) == [false])
        // What was recorded before is answered as it was then.
        let first = try RecordedEvent(entry: entries[0])
        let again = NewEvent(
            id: first.id, stream: first.stream, expectedVersion: .any, type: first.type, v: first.v,
            effectiveOn: first.effectiveOn, actor: first.actor, data: first.data.objectValue ?? [:],
            postings: first.postings)
        #expect(try await restored.journal().append([again]).map(\.position) == [0])
    }

    @Test("are refused when anything about them is not what append would have made at their place, and nothing is kept")
    func refused() async throws {
        let source = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 7)
        _ = try await source.journal().append([
            maker.move(100, from: "donor:310000", to: "holding:653000", stream: "note/1")
        ])
        _ = try await source.journal().append([
            maker.move(60, from: "holding:653000", to: "project:P1", stream: "note/1")
        ])
        let entries = try await source.journal(as: .inspector).read(LogSelection()).map {
            String(decoding: $0.entry, as: UTF8.self)
        }
        let firstID = try #require(entries[0].firstMatch(of: /"id":"([^"]+)"/)).1
        let secondID = try #require(entries[1].firstMatch(of: /"id":"([^"]+)"/)).1
        let restored = try await TestDatabase.fresh()
        let writer = try await restored.journal(as: .admin)
        _ = try await writer.restore([Array(entries[0].utf8)], at: 0)
        let before = try await Self.tables(of: restored)
        func attempt(_ text: String, at position: Int64 = 1) async throws -> String {
            "\(try await refusal { try await writer.restore([Array(text.utf8)], at: position) })"
        }
        for (text, reason) in [
            (entries[1].replacing("\"v\":1", with: "\"v\": 1"), "its bytes are not those"),
            (entries[1].replacing("{\"actor\"", with: "{\"actor\":\"x\",\"actor\""), "its bytes are not those"),
            (entries[1].replacing("\"ledger\":\"main\"", with: "\"ledger\":\"other\""), "its bytes are not those"),
            (entries[1].replacing("\"position\":1", with: "\"position\":2"), "its bytes are not those"),
            (entries[1].replacing("\"v\":1", with: "\"v\":0"), "its bytes are not those"),
            (entries[1].replacing("\"note\":\"", with: "\"note\":\"e\u{301}"), "its bytes are not those"),
            (entries[1].replacing("\"version\":2", with: "\"version\":3"), "its version does not follow"),
            (
                entries[1].replacing("\"recorded_at\":\"2", with: "\"recorded_at\":\"1"),
                "recorded before the entry in front"
            ),
            (entries[1].replacing("\"amount\":60", with: "\"amount\":61"), "sum to 1 minor units"),
            (
                entries[1].replacing("\"amount\":60", with: "\"amount\":0").replacing("-60", with: "0"),
                "one of them is 0"
            ),
            (
                entries[1].replacing("\"amount\":60", with: "\"amount\":160").replacing("-60", with: "-160"),
                "160 minor units of CNY were to leave holding:653000, which has 100"
            ),
            (entries[1].replacing(secondID, with: firstID), "event_id_once"),
            (entries[1].replacing("spent:P1", with: "x").replacing("project:P1", with: "cellar:P1"), "account_form"),
            ("{", "here or soon after"), ("null", "its bytes are not those"), ("[]", "its bytes are not those"),
            (entries[1] + "\u{0}", "here or soon after"),
        ] {
            let answer = try await attempt(text)
            #expect(answer.contains(reason), "\(answer) should say: \(reason)")
            #expect(try await Self.tables(of: restored) == before, "\(reason)")
        }
        #expect(try await attempt(entries[1], at: 2).contains("the ledger has 1 entries"))
        #expect(try await attempt(entries[0], at: 0).contains("the ledger has 1 entries"))
        #expect("\(try await refusal { try await writer.restore([], at: 1) })".contains("1 to 10000 entries"))
        #expect("\(try await refusal { try await writer.restore([[0xFF]], at: 1) })".contains("here or soon after"))
        // All or none: the first of these is sound.
        let two = [Array(entries[1].utf8), Array(entries[1].utf8)]
        #expect("\(try await refusal { try await writer.restore(two, at: 1) })".contains("position 2"))
        #expect(try await Self.tables(of: restored) == before)
        _ = try await writer.restore([Array(entries[1].utf8)], at: 1)
        #expect(try await Self.tables(of: restored) == Self.tables(of: source))
    }

    @Test("no login of daily work may put back", arguments: [TestRole.recorder, .projector, .inspector])
    func privileges(_ role: TestRole) async throws {
        let journal = try await TestDatabase.sharedLedger().journal(as: role)
        guard case .database(let error) = try await refusal({ try await journal.restore([[0x7B]], at: 0) }) else {
            Issue.record("another refusal")
            return
        }
        #expect(error.sqlState?.rawValue == "42501")
    }
}
