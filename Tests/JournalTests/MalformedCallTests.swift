import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Projection
import Testing

@Suite("Malformed calls of the append function", .serialized) struct MalformedCallTests {
    private typealias Change = (inout RawAppend) -> Void

    /// Every change is refused with one of the SQLSTATEs, and leaves nothing in the ledger.
    private func refuses(
        _ seed: UInt64, with states: Set<String> = ["PL008"], _ changes: [(String, Change)],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let bench = try await Bench(seed: seed)
        for (name, change) in changes {
            var call = RawAppend(bench.ledger, seed: seed)
            change(&call)
            do {
                let count = try await call.run(on: bench.recorder.connection)
                Issue.record("\(name): answered \(count) rows", sourceLocation: sourceLocation)
            } catch let error as PostgresError {
                let state = error.sqlState?.rawValue ?? "none"
                #expect(states.contains(state), "\(name): \(error)", sourceLocation: sourceLocation)
            }
        }
        #expect(try await bench.log().count == 0, sourceLocation: sourceLocation)
        #expect(try await bench.balances().isEmpty, sourceLocation: sourceLocation)
        let call = RawAppend(bench.ledger, seed: seed)
        #expect(try await call.run(on: bench.recorder.connection) == 2, sourceLocation: sourceLocation)
        #expect(try await bench.log().count == 2, sourceLocation: sourceLocation)
    }

    @Test("arrays of different lengths are refused")
    func lengths() async throws {
        try await refuses(
            50,
            [
                ("ids", { $0.ids.removeLast() }), ("streams", { $0.streams.append("note/3") }),
                ("expected", { $0.expected = [] }), ("types", { $0.types.removeLast() }), ("vs", { $0.vs.append(1) }),
                ("days", { $0.days.removeLast() }), ("actors", { $0.actors.removeLast() }),
                ("causations", { $0.causations.append(nil) }), ("correlations", { $0.correlations = [] }),
                ("data", { $0.data.append("{}") }), ("posting events", { $0.postingEvents.append(1) }),
                ("accounts", { $0.accounts.removeLast() }), ("currencies", { $0.currencies = [] }),
                ("amounts", { $0.amounts.append(1) }),
            ])
    }

    @Test("nulls are refused wherever none may stand, and a null instead of an array everywhere")
    func nulls() async throws {
        let arrays = (2...15).map { number -> (String, Change) in
            ("NULL for $\(number)", { $0.expressions[number] = "NULL" })
        }
        try await refuses(
            51,
            arrays + [
                ("id", { $0.ids[1] = nil }), ("stream", { $0.streams[0] = nil }), ("type", { $0.types[1] = nil }),
                ("v", { $0.vs[0] = nil }), ("day", { $0.days[1] = nil }), ("actor", { $0.actors[0] = nil }),
                ("data", { $0.data[1] = nil }), ("posting event", { $0.postingEvents[0] = nil }),
                ("account", { $0.accounts[1] = nil }), ("currency", { $0.currencies[0] = nil }),
                ("amount", { $0.amounts[1] = nil }),
            ])
        try await refuses(52, [("ledger", { $0.ledger = nil })])
    }

    @Test("arrays that would be subscripted otherwise than they are unnested are refused")
    func bounds() async throws {
        let twoDimensions = (2...5).map { number -> (String, Change) in
            ("$\(number) in two dimensions", { $0.expressions[number] = "ARRAY[$\(number)]" })
        }
        // PostgreSQL itself searches no array of two dimensions.
        try await refuses(53, with: ["PL008", "0A000"], twoDimensions)
        try await refuses(
            54,
            [
                ("streams", { $0.expressions[3] = "'[0:1]={note/1,note/2}'" }),
                ("expected", { $0.expressions[4] = "'[0:1]={NULL,NULL}'" }),
                ("types", { $0.expressions[5] = "'[2:3]={One,Two}'" }),
            ])
    }

    @Test("an array that does not begin at 1 cannot make a column differ from its entry")
    func shiftedReplay() async throws {
        var bench = try await Bench(seed: 56)
        let old = RawAppend(bench.ledger, seed: 55)
        _ = try await old.run(on: bench.recorder.connection)
        _ = try await bench.recorder.append((0..<3).map { _ in bench.maker.event(stream: "note/3") })
        // The second event is a repetition, so that the element which no subscript reaches is never needed.
        var call = old
        call.ids[0] = bench.maker.id()
        call.streams = ["note/3", "note/2"]
        call.expressions[3] = "'[0:1]={note/3,note/2}'"
        #expect(try await sqlState { try await call.run(on: bench.recorder.connection) } == "PL008")
        let name = bench.ledger.name.description
        let rows = try await bench.inspector.connection.run { session in
            try session.query("SELECT stream, entry FROM pairledger.event WHERE ledger = $1", [.text(name)])
        }
        for row in rows { #expect(try row.text(0) == (try RecordedEvent(entry: row.bytes(1))).stream) }
    }

    @Test("data that is not one JSON object is refused")
    func data() async throws {
        let bad = [
            "", "1", "null", "[]", "\"{}\"", "{", "}", "{}{}", "{\"x\":1},\"y\":{}", "{},\"id\":\"x\",\"y\":{}", " {}",
            "{} ", "{}\n", "{\"a\":}", "{'a':1}", "{\"a\":1}}", "{{}", "[{}]", "{\"a\":\"\u{1}\"}",
        ]
        try await refuses(
            57, with: ["PL008", "22P02"], bad.map { data in ("data \(data)", { $0.data[1] = data }) })
    }

    @Test("a posting for an event that is not there, of nothing, or beyond 2⁵³−1 is refused")
    func postings() async throws {
        let most: Int64 = 9_007_199_254_740_991
        try await refuses(
            58,
            [
                ("event 0", { $0.postingEvents = [0, 0] }), ("event 3", { $0.postingEvents[1] = 3 }),
                ("event -1", { $0.postingEvents[0] = -1 }), ("nothing", { $0.amounts = [0, 0] }),
                ("2⁵³", { $0.amounts = [most + 1, -most - 1] }), ("least", { $0.amounts = [.min, .max] }),
                ("schema version 0", { $0.vs[1] = 0 }),
            ])
    }

    @Test("an account, a stream, a type or a currency without the form is refused by its constraint")
    func forms() async throws {
        try await refuses(
            59, with: ["23514"],
            [
                ("quote", { $0.accounts[1] = "holding:1\"" }), ("kind", { $0.accounts[1] = "bank:1" }),
                ("long", { $0.accounts[1] = "holding:" + String(repeating: "1", count: 100) }),
                ("stream", { $0.streams[0] = "note/1\",\"type\":\"X" }), ("type", { $0.types[0] = "X\",\"v\":1" }),
                ("currency", { $0.currencies = ["CN\"", "CN\""] }),
            ])
    }

    @Test("days that have no canonical form are refused")
    func days() async throws {
        let days = ["infinity", "-infinity", "0001-12-31 BC", "10000-01-01"]
        try await refuses(
            60, days.map { day in (day, { $0.expressions[7] = "ARRAY['\(day)','2020-01-01']::date[]" }) })
    }

    @Test("10,001 events and 100,001 postings are refused, and as many as allowed are taken")
    func tooMany() async throws {
        func many(_ count: Int) -> (inout RawAppend) -> Void {
            return { call in
                var maker = EventMaker(seed: 62)
                call.ids = (0..<count).map { _ in maker.id() }
                call.streams = (0..<count).map { "note/\($0)" }
                call.expected = Array(repeating: nil, count: count)
                call.types = Array(repeating: "X", count: count)
                call.vs = Array(repeating: 1, count: count)
                call.days = Array(repeating: 1, count: count)
                call.actors = Array(repeating: "a", count: count)
                call.causations = Array(repeating: nil, count: count)
                call.correlations = Array(repeating: nil, count: count)
                call.data = Array(repeating: "{}", count: count)
            }
        }
        func post(_ count: Int) -> (inout RawAppend) -> Void {
            return { call in
                call.postingEvents = (0..<count).map { Int32($0 / 20 % call.ids.count + 1) }
                call.accounts = (0..<count).map { $0 % 2 == 0 ? "donor:1" : "spent:1" }
                call.currencies = Array(repeating: "CNY", count: count)
                call.amounts = (0..<count).map { $0 % 2 == 0 ? -1 : 1 }
            }
        }
        try await refuses(
            63,
            [
                ("events", many(10_001)),
                (
                    "postings",
                    {
                        many(10_000)(&$0)
                        post(100_002)(&$0)
                    }
                ),
            ])
        let bench = try await Bench(seed: 64)
        var call = RawAppend(bench.ledger, seed: 64)
        many(10_000)(&call)
        post(100_000)(&call)
        #expect(try await call.run(on: bench.recorder.connection) == 10_000)
        #expect(try await bench.inspector.nextPosition() == 10_000)
        #expect(
            try await bench.inspector.balances(of: ["spent:1"], in: "CNY") == ["spent:1": 50_000])
    }
}
