import CanonicalJSON
import Journal
import PairLedgerTesting
import Postgres
import Synchronization
import Testing

@Suite("Reading the log", .serialized) struct ReadingTests {
    /// A log whose events are of a few streams and types.
    private func bench(seed: UInt64, events: Int) async throws -> Bench {
        var bench = try await Bench(seed: seed)
        let calls = (0..<events).map { _ in
            bench.maker.event(
                bench.maker.choice(of: ["SomethingNoted", "SomethingRare", "MoneyMoved"]),
                stream: "note/\(Int.random(in: 0...3, using: &bench.maker.generator))")
        }
        _ = try await bench.recorder.append(calls)
        return bench
    }

    /// What a selection means, said once more.
    private func expected(_ selection: LogSelection, of log: [RecordedEvent]) -> [RecordedEvent] {
        let isForward = selection.direction == .forward
        let chosen = (isForward ? log : log.reversed()).filter { event in
            (selection.streams?.contains(event.stream) ?? true) && (selection.types?.contains(event.type) ?? true)
                && (selection.ids?.contains(event.id) ?? true)
                && (selection.from.map { isForward ? event.position >= $0 : event.position <= $0 } ?? true)
        }
        return Array(chosen.prefix(selection.limit ?? .max))
    }

    @Test("gives what was selected, whether at once, in pages or as bytes", arguments: 90..<94 as Range<UInt64>)
    func selections(seed: UInt64) async throws {
        var bench = try await bench(seed: seed, events: 60)
        let log = try await bench.log()
        #expect(log.map(\.position) == Array(0..<60), "seed \(seed)")
        for round in 0..<60 {
            func maybe<Value>(_ value: (inout SplitMix64) -> Value) -> Value? {
                Bool.random(using: &bench.maker.generator) ? value(&bench.maker.generator) : nil
            }
            let selection = LogSelection(
                from: maybe { .random(in: -3...63, using: &$0) },
                direction: maybe { _ in .backward } ?? .forward,
                limit: maybe { round % 5 == 0 ? 0 : .random(in: 0...70, using: &$0) },
                streams: maybe { Set(["note/0", "note/1", "note/2", "note/9"].shuffled(using: &$0).prefix(2)) },
                types: maybe { Set(["SomethingRare", "MoneyMoved", "It's"].shuffled(using: &$0).prefix(2)) },
                ids: maybe { generator in
                    round % 3 > 0 ? nil : Set(log.map(\.id).shuffled(using: &generator).prefix(20))
                }
                    ?? nil)
            let comment: Comment = "seed \(seed), round \(round): \(selection)"
            let expected = expected(selection, of: log)
            #expect(try await bench.inspector.read(selection).map(\.entry) == expected.map(\.entry), comment)

            let size = Int.random(in: 1...25, using: &bench.maker.generator)
            var paged: [RecordedEvent] = []
            for try await page in bench.inspector.pages(selection, of: size) {
                #expect((1...size).contains(page.count), comment)
                paged += page
            }
            #expect(paged.map(\.position) == expected.map(\.position), comment)

            let entries = Mutex<[(Int64, [UInt8])]>([])
            let next = try await bench.inspector.forEachEntry(selection) { position, entry in
                entries.withLock { $0.append((position, entry.withUnsafeBytes(Array.init))) }
            }
            entries.withLock { entries in
                #expect(entries.map(\.0) == expected.map(\.position), comment)
                #expect(entries.map(\.1) == expected.map(\.entry), comment)
            }
            var rest = selection
            rest.from = next
            rest.limit = nil
            var whole = selection
            whole.limit = nil
            #expect(
                try await bench.inspector.read(rest).map(\.position)
                    == self.expected(whole, of: log).map(\.position).dropFirst(expected.count).map { $0 }, comment)
        }
    }

    @Test("an event whose data looks like the place of another one is read like any")
    func decoy() async throws {
        var bench = try await Bench(seed: 95)
        let name = bench.ledger.name.description
        let place: [String: JSONValue] = ["id": "x", "ledger": .string(name), "position": 5, "postings": []]
        _ = try await bench.recorder.append([
            bench.maker.event(data: place),
            bench.maker.event(data: ["a": .object(place), "b": .string(#"","ledger":""#)]),
        ])
        #expect(try await bench.log().map(\.data["position"]) == [5, nil])
    }

    @Test("an entry whose data claim the place where somebody has put it is damaged all the same")
    func displacedDecoy() async throws {
        let database = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 99)
        let claim: [String: JSONValue] = ["id": "x", "ledger": "main", "position": 0, "postings": []]
        _ = try await database.journal().append([maker.event(), maker.event(data: claim)])
        let admin = try await database.connect()
        try await admin.run { session in
            try session.executeScript(
                """
                ALTER TABLE pairledger.event DISABLE TRIGGER ALL;
                UPDATE pairledger.event SET entry = (SELECT entry FROM pairledger.event WHERE position = 1)
                WHERE position = 0
                """)
        }
        let inspector = try await database.journal(as: .inspector)
        let error = try await refusal { try await inspector.forEachEntry(LogSelection()) { _, _ in } }
        #expect(error.description == "the entry at position 0 is damaged: it says that it stands at 1")
    }

    @Test("what the caller's closure throws ends the reading, and the connection can be used again")
    func stoppedByCaller() async throws {
        let bench = try await bench(seed: 96, events: 40)
        let seen = Mutex(0)
        await #expect(throws: NoError.self) {
            try await bench.inspector.forEachEntry(LogSelection()) { position, _ in
                seen.withLock { $0 += 1 }
                if position == 7 { throw NoError() }
            }
        }
        #expect(seen.withLock { $0 } == 8)
        #expect(try await bench.inspector.read(LogSelection(from: 39)).map(\.position) == [39])
    }

    @Test("in no direction and no form is a damaged, a displaced, a foreign or a missing entry passed over")
    func damage() async throws {
        let database = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 97)
        _ = try await database.journal().append((0..<5).map { _ in maker.event(stream: "note/1") })
        let admin = try await database.connect()
        let inspector = try await database.journal(as: .inspector)
        try await admin.run { try $0.executeScript("ALTER TABLE pairledger.event DISABLE TRIGGER ALL") }
        let notAnEvent = "no event"
        let damages: [(sql: String, position: Int64, reason: String)] = [
            ("SET entry = set_byte(entry, octet_length(entry) - 50, 0) WHERE position = 4", 4, notAnEvent),
            (
                "SET entry = (SELECT b.entry FROM pairledger.event b WHERE b.position = 4) WHERE position = 3", 3,
                "it says that it stands at 4"
            ),
            (
                "SET entry = convert_to(replace(convert_from(entry, 'UTF8'), '\"main\"', '\"mine\"'), 'UTF8') WHERE position = 1",
                1, "it says that it belongs to ledger \"mine\""
            ),
            ("SET position = 9 WHERE position = 2", 2, "it is missing"),
            ("SET position = 9 WHERE position = 4", 4, "it is missing"),
        ]
        for (sql, position, reason) in damages {
            try await admin.run { session in
                try session.executeScript(
                    "CREATE TABLE sound AS SELECT position, event_id, entry FROM pairledger.event")
                try session.executeScript("UPDATE pairledger.event \(sql)")
            }
            let isMissing = reason == "it is missing"
            for direction in [LogSelection.Direction.forward, .backward] {
                for streams in [nil, ["note/1"]] as [Set<String>?] where streams == nil || !isMissing {
                    let selection = LogSelection(direction: direction, streams: streams)
                    let asEvents = try await refusal { try await inspector.read(selection) }
                    let inPages = try await refusal { for try await _ in inspector.pages(selection, of: 2) {} }
                    var errors = [asEvents, inPages]
                    // Bytes that hash to their leaf and say where they stand are all that a reader of bytes is promised.
                    if reason != notAnEvent {
                        errors.append(try await refusal { try await inspector.forEachEntry(selection) { _, _ in } })
                    }
                    for error in errors {
                        guard case .damagedEntry(position: position, let found) = error,
                            reason == found || reason == notAnEvent
                        else {
                            Issue.record("\(sql), \(selection): \(error)")
                            continue
                        }
                    }
                }
            }
            try await admin.run { session in
                try session.executeScript(
                    """
                    UPDATE pairledger.event e SET entry = s.entry, position = s.position
                    FROM sound s WHERE s.event_id = e.event_id; DROP TABLE sound
                    """)
            }
        }
        #expect(try await inspector.read(LogSelection()).count == 5)
    }

    @Test("a leaf hash that is not that of the entry stops the reader")
    func leaf() async throws {
        let database = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 98)
        _ = try await database.journal().append((0..<3).map { _ in maker.event() })
        let admin = try await database.connect()
        try await admin.run { session in
            try session.executeScript(
                """
                ALTER TABLE pairledger.event DISABLE TRIGGER ALL;
                ALTER TABLE pairledger.event ALTER COLUMN leaf DROP EXPRESSION;
                UPDATE pairledger.event SET leaf = set_byte(leaf, 31, 255 - get_byte(leaf, 31)) WHERE position = 1
                """)
        }
        let inspector = try await database.journal(as: .inspector)
        let error = try await refusal { try await inspector.forEachEntry(LogSelection()) { _, _ in } }
        #expect(error.description == "the entry at position 1 is damaged: its leaf hash is not that of its bytes")
    }
}
