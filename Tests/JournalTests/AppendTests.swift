import CanonicalJSON
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Testing
import TransparencyLog

@Suite("What append records", .serialized) struct AppendTests {
    @Test("an entry is canonical and carries exactly what was given")
    func entry() async throws {
        var bench = try await Bench(seed: 1)
        var event = bench.maker.move(-9_007_199_254_740_991, from: "spent:P-1", to: "donor:310000", currency: "USD")
        event.causation = bench.maker.id()
        event.correlation = bench.maker.id()
        event.v = Int(Int32.max)
        event.data = ["b": [1, nil, true, ["z": "上海", "a": -9_007_199_254_740_991]], "a": [:], "_": []]
        let receipts = try await bench.recorder.append([event, bench.maker.event()])
        #expect(receipts.map(\.position) == [0, 1])
        #expect(receipts.map(\.version) == [1, 1])
        #expect(receipts.map(\.replayed) == [false, false])
        let recorded = try #require(try await bench.log().first)
        #expect(recorded.entry == (try entryBytes(event, bench, receipts[0])))
        #expect(recorded.id == event.id && recorded.stream == event.stream && recorded.type == event.type)
        #expect(recorded.causation == event.causation && recorded.correlation == event.correlation)
        #expect(recorded.v == event.v && recorded.version == 1 && recorded.position == 0)
        #expect(recorded.effectiveOn == event.effectiveOn && recorded.actor == event.actor)
        #expect(recorded.data == .object(event.data) && recorded.postings == event.postings)
        #expect(recorded.ledger == bench.ledger.name.description && recorded.recordedAt == receipts[0].recordedAt)
    }

    static let awkward =
        (0x01...0x1F).map { String(UnicodeScalar($0)) } + [
            "", "\u{7F}", "\u{80}", "\u{2028}\u{2029}", "\"", "\\", "\\\\", "\\u0041", "\\x41", "'; DROP TABLE x; --",
            "$1", "%s", "{},", "上海市对口支援", "𠮷野家", "👩‍👩‍👧‍👦", "e\u{301}", "A\u{30A}", "\u{1112}\u{1161}\u{11AB}",
            "\u{212B}", "a\u{323}\u{307}", "\u{FEFF}", "\u{FFFD}", "\u{10FFFF}", "</script>",
        ]

    @Test("awkward strings come back as they were, in NFC, in canonical bytes")
    func awkwardStrings() async throws {
        var bench = try await Bench(seed: 2)
        let events = Self.awkward.map { text in
            var event = bench.maker.event(data: ["text": .string(text), "texts": [.string("a" + text + "b")]])
            event.actor = text
            return event
        }
        let receipts = try await bench.recorder.append(events)
        let log = try await bench.log()
        try #require(log.count == events.count)
        for (index, event) in events.enumerated() {
            let text = Self.awkward[index].debugDescription
            #expect(log[index].entry == (try entryBytes(event, bench, receipts[index])), "\(text)")
            #expect(Array(log[index].actor.utf8) == Array(Self.awkward[index].normalizedFormC.utf8), "\(text)")
        }
    }

    @Test("text with U+0000, a key that is no key, and a number beyond 2⁵³−1 are refused before anything is recorded")
    func unrepresentable() async throws {
        var bench = try await Bench(seed: 3)
        var actor = bench.maker.event()
        actor.actor = "a\0b"
        let bad: [NewEvent] = [
            actor, bench.maker.event(data: ["text": "a\0b"]), bench.maker.event(data: ["a b": 1]),
            bench.maker.event(data: ["n": 9_007_199_254_740_992]),
        ]
        for event in bad {
            _ = try await refusal { try await bench.recorder.append([bench.maker.event(), event]) }
        }
        #expect(try await bench.inspector.nextPosition() == 0)
    }

    @Test("the deepest data that is taken can be read, and deeper data is refused")
    func depth() async throws {
        var bench = try await Bench(seed: 4)
        func nested(_ depth: Int) -> [String: JSONValue] {
            ["a": (1..<depth).reduce(JSONValue.integer(1)) { inner, _ in ["a": inner] }]
        }
        _ = try await bench.recorder.append([bench.maker.event(data: nested(63))])
        let error = try await refusal { try await bench.recorder.append([bench.maker.event(data: nested(64))]) }
        guard case .malformed = error else { throw error }
        #expect(try await bench.log().count == 1)
    }

    @Test("a schema version beyond what a column holds is refused, not bent")
    func hugeSchemaVersion() async throws {
        var bench = try await Bench(seed: 5)
        for v in [Int(Int32.max) + 1, 0, -1, .min] {
            var event = bench.maker.event()
            event.v = v
            let error = try await refusal { try await bench.recorder.append([event]) }
            guard case .malformed = error else { throw error }
        }
        #expect(try await bench.inspector.nextPosition() == 0)
    }

    @Test("the first and the last day of the calendar can be recorded")
    func calendar() async throws {
        var bench = try await Bench(seed: 6)
        var events = [bench.maker.event(), bench.maker.event()]
        events[0].effectiveOn = try #require(CalendarDate("0001-01-01"))
        events[1].effectiveOn = try #require(CalendarDate("9999-12-31"))
        _ = try await bench.recorder.append(events)
        #expect(try await bench.log().map(\.effectiveOn) == events.map(\.effectiveOn))
    }

    @Test("the recorder is the login, whatever the actor says")
    func recorder() async throws {
        var bench = try await Bench(seed: 7)
        let admin = try await bench.ledger.journal(as: .admin)
        var event = bench.maker.event()
        event.actor = "pairledger_owner"
        _ = try await bench.recorder.append([event])
        _ = try await admin.append([bench.maker.event()])
        _ = try await admin.connection.run { try $0.executeScript("SET ROLE pairledger_recorder") }
        _ = try await admin.append([bench.maker.event()])
        #expect(
            try await bench.log().map(\.recorder) == ["pairledger_recorder", "pairledger_admin", "pairledger_admin"])
    }

    @Test("recorded_at is now, and never decreases even when the server's clock goes back")
    func recordedAt() async throws {
        var bench = try await Bench(seed: 8)
        let before = Instant.now()
        let first = try await bench.recorder.append([bench.maker.event()])[0].recordedAt
        #expect(before <= first && first <= Instant.now())
        // The clock cannot be turned back, but the head can say that the last event was an hour from now.
        let later = try #require(Instant.now().adding(microseconds: 3_600_000_000))
        let admin = try await bench.ledger.connect()
        let name = bench.ledger.name.description
        _ = try await admin.run {
            try $0.execute(
                "UPDATE pairledger.ledger SET last_recorded_at = $2 WHERE ledger = $1",
                [.text(name), .timestamp(microsecondsSince1970: later.microsecondsSince1970)])
        }
        for _ in 0..<2 { _ = try await bench.recorder.append([bench.maker.event(), bench.maker.event()]) }
        #expect(try await bench.log().map(\.recordedAt) == [first, later, later, later, later])
    }

    @Test("the leaf is SHA-256 over a zero byte and the entry, and the columns say what the entry says")
    func leafAndColumns() async throws {
        var bench = try await Bench(seed: 9)
        var events = (0..<50).map { number in bench.maker.event(stream: "note/\(number % 7)") }
        events[3].type = "X"
        _ = try await bench.recorder.append(events)
        let name = bench.ledger.name.description
        let rows = try await bench.inspector.connection.run { session in
            try session.query(
                """
                SELECT entry, leaf, position, stream, version, event_id, type, recorded_at FROM pairledger.event
                WHERE ledger = $1 ORDER BY position
                """, [.text(name)])
        }
        #expect(rows.count == 50)
        for row in rows {
            let entry = try row.bytes(0)
            let event = try RecordedEvent(entry: entry)
            #expect(try row.bytes(1) == Digest(of: [0] + entry).bytes)
            #expect(try row.int8(2) == event.position)
            #expect(try row.text(3) == event.stream)
            #expect(try row.int8(4) == event.version)
            #expect(try row.uuid(5) == event.id)
            #expect(try row.text(6) == event.type)
            #expect(try row.timestamp(7) == event.recordedAt.microsecondsSince1970)
        }
    }

    @Test("65,535 bytes are accepted, and one more is refused with both figures")
    func size() async throws {
        var bench = try await Bench(seed: 10)
        func padded(_ count: Int, _ name: String) -> NewEvent {
            var event = bench.maker.event(
                stream: "note/\(name)", data: ["p": .string(String(repeating: "x", count: count))])
            event.actor = "a"
            return event
        }
        _ = try await bench.recorder.append([padded(0, "a")])
        let room = 65_535 - (try await bench.log())[0].entry.count
        let error = try await refusal {
            try await bench.recorder.append([padded(0, "b"), padded(room + 1, "c")])
        }
        guard case .entryTooLarge(bytes: 65_536, limit: 65_535) = error else { throw error }
        #expect(try await bench.inspector.nextPosition() == 1)
        _ = try await bench.recorder.append([padded(room, "d")])
        #expect(try await bench.log()[1].entry.count == 65_535)
    }

    @Test("appending nothing records nothing")
    func nothing() async throws {
        let bench = try await Bench(seed: 11)
        #expect(try await bench.recorder.append([]).isEmpty)
        #expect(try await bench.inspector.nextPosition() == 0)
    }

    @Test("an unknown ledger is refused by name")
    func unknownLedger() async throws {
        var bench = try await Bench(seed: 12)
        let nowhere = try #require(LedgerName("nowhere"))
        let journal = Journal(nowhere, on: bench.recorder.connection)
        let error = try await refusal { try await journal.append([bench.maker.event()]) }
        guard case .unknownLedger("nowhere") = error else { throw error }
        let reading = try await refusal { try await Journal(nowhere, on: bench.inspector.connection).nextPosition() }
        guard case .unknownLedger("nowhere") = reading else { throw reading }
    }

    @Test("ledgers do not know each other's events, identifiers, streams and money")
    func ledgersApart() async throws {
        var one = try await Bench(seed: 13)
        let two = try await Bench(seed: 13)
        let event = one.maker.move(100, from: "donor:310000", to: "holding:653000", expecting: .noStream)
        for bench in [one, two] {
            let receipt = try await bench.recorder.append([event])[0]
            #expect(receipt.position == 0 && receipt.version == 1 && !receipt.replayed)
        }
        let withdrawal = one.maker.move(100, from: "holding:653000", to: "project:P1")
        _ = try await one.recorder.append([withdrawal])
        #expect(try await two.inspector.balances(of: ["holding:653000"], in: "CNY") == ["holding:653000": 100])
        #expect(try await one.inspector.balances(of: ["holding:653000"], in: "CNY") == ["holding:653000": 0])
    }

    /// The entry that must have been recorded, written by the canonical writer instead of by SQL.
    private func entryBytes(_ event: NewEvent, _ bench: Bench, _ receipt: Receipt) throws -> [UInt8] {
        try JSONValue.object([
            "actor": .string(event.actor.normalizedFormC),
            "causation": event.causation.map { .string($0.canonicalText) } ?? .null,
            "correlation": event.correlation.map { .string($0.canonicalText) } ?? .null,
            "data": .object(event.data),
            "effective_on": .string("\(event.effectiveOn)"),
            "id": .string(event.id.canonicalText),
            "ledger": .string("\(bench.ledger.name)"),
            "position": .integer(receipt.position),
            "postings": .array(
                event.postings.map {
                    ["account": .string($0.account), "amount": .integer($0.amount), "currency": .string($0.currency)]
                }),
            "recorded_at": .string("\(receipt.recordedAt)"),
            "recorder": "pairledger_recorder",
            "stream": .string(event.stream),
            "type": .string(event.type),
            "v": .integer(Int64(event.v)),
            "version": .integer(receipt.version),
        ]).canonicalBytes()
    }
}
