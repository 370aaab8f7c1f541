import Foundation
import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Streaming {
        @Test("rows can be read one by one from an answer far larger than the memory used")
        func bounded() async throws {
            let connection = try await connect()
            // Other tests of the process may allocate meanwhile, so that the best of three counts.
            var growth = Int.max
            for _ in 0..<3 where growth >= 32 << 20 {
                growth = try await connection.run { session in
                    let before = residentBytes()
                    var peak = before
                    var bytes = 0
                    var count = 0
                    try session.forEachRow("SELECT i, repeat('x', 1000) FROM generate_series(1, 420000) i") { row in
                        bytes += try row.withBytes(1) { $0.count }
                        count += 1
                        if count % 10_000 == 0 { peak = max(peak, residentBytes()) }
                    }
                    #expect(count == 420_000)
                    #expect(bytes == 420_000_000)
                    return peak - before
                }
            }
            #expect(growth < 32 << 20, "\(growth) bytes")
        }

        @Test("a row kept from a stream stays what it was")
        func kept() async throws {
            let connection = try await connect()
            try await connection.run { session in
                var rows: [Row] = []
                try session.forEachRow("SELECT i FROM generate_series(1, 100) i") { rows.append($0) }
                #expect(try rows.map { try $0.int(0) } == Array(1...100))
                rows = []
                try session.copyOutRows(
                    "COPY (SELECT i::int8 FROM generate_series(1, 100) i) TO STDOUT (FORMAT binary)",
                    columns: [Column("i", .int8)]
                ) { rows.append($0) }
                #expect(try rows.map { try $0.int("i") } == Array(1...100))
            }
        }

        @Test("an error in the middle of a stream comes through, from the caller or from the server")
        func streamErrors() async throws {
            let connection = try await connect()
            try await connection.run { session in
                var count = 0
                #expect(throws: OwnError(number: 1)) {
                    try session.forEachRow("SELECT generate_series(1, 100000000)") { _ in
                        count += 1
                        if count == 1000 { throw OwnError(number: 1) }
                    }
                }
                #expect(count == 1000)
                count = 0
                let error = #expect(throws: PostgresError.self) {
                    try session.forEachRow("SELECT 1 / (5000 - i) FROM generate_series(1, 10000) i") { _ in count += 1 }
                }
                #expect(error?.sqlState == .divisionByZero)
                #expect(count == 4999)
                let one = try session.query("SELECT 1")[0].int(0)
                #expect(one == 1)
            }
        }

        @Test("a hundred thousand rows go in and out by binary COPY unchanged")
        func copyRoundTrip() async throws {
            let seed = UInt64.random(in: 0 ... .max)
            let connection = try await connect()
            try await connection.run { session in
                try session.execute(
                    """
                    CREATE TEMP TABLE t (n int8, t text, b bytea, u uuid, d date, at timestamptz, f float8, yes bool,
                        list text[])
                    """)
                var random = SplitMix64(state: seed)
                let stored = try session.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
                    for n in 0..<100_000 { try writer.write(CopyLine(n, &random).parameters) }
                }
                #expect(stored == 100_000)
                random = SplitMix64(state: seed)
                let types: [DataType] = [
                    .int8, .text, .bytea, .uuid, .date, .timestamptz, .float8, .bool, .textArray,
                ]
                let columns = zip(["n", "t", "b", "u", "d", "at", "f", "yes", "list"], types).map(Column.init)
                var next = 0
                let read = try session.copyOutRows(
                    "COPY (SELECT * FROM t ORDER BY n) TO STDOUT (FORMAT binary)", columns: columns
                ) { row in
                    let expected = CopyLine(next, &random)
                    let found = try CopyLine(row)
                    if found != expected { Issue.record("seed \(seed), row \(next): \(found), not \(expected)") }
                    next += 1
                }
                #expect(read == 100_000 && next == 100_000)
            }
        }

        @Test("a COPY in whose writer throws, or whose rows are refused, stores nothing")
        func copyInFailure() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute("CREATE TEMP TABLE t (n int8 CONSTRAINT positive CHECK (n > 0))")
                let copy = "COPY t FROM STDIN (FORMAT binary)"
                #expect(throws: OwnError(number: 2)) {
                    try session.copyIn(copy) { writer in
                        for n in 1...50_000 { try writer.write([.int(n)]) }
                        throw OwnError(number: 2)
                    }
                }
                let refused = #expect(throws: PostgresError.self) {
                    try session.copyIn(copy) { writer in
                        for n in 0..<50_000 { try writer.write([.int(n)]) }
                    }
                }
                #expect(refused?.sqlState == .checkViolation && refused?.constraint == "positive")
                let width = #expect(throws: PostgresError.self) {
                    try session.copyIn(copy) { try $0.write([.int(1), .int(2)]) }
                }
                #expect(width?.code == .misuse)
                let type = #expect(throws: PostgresError.self) {
                    try session.copyIn(copy) { try $0.write([.text("1")]) }
                }
                #expect(type?.code == .server)
                let nul = #expect(throws: PostgresError.self) {
                    try session.copyIn(copy) { try $0.write([.text("\u{0}")]) }
                }
                #expect(nul?.code == .misuse)
                for sql in [
                    "COPY t FROM STDIN", "SELECT 1", "COPY t TO STDOUT (FORMAT binary)", "COPY absent FROM STDIN",
                ] {
                    #expect(throws: PostgresError.self) { try session.copyIn(sql) { try $0.write([.int(1)]) } }
                }
                #expect(try session.query("SELECT count(*) FROM t")[0].int(0) == 0)
                #expect(try session.copyIn(copy) { try $0.write([.int(1)]) } == 1)
                #expect(try session.copyIn(copy) { _ in } == 0)
            }
        }

        @Test("a COPY in inside a transaction is undone with it")
        func copyInTransaction() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            await #expect(throws: OwnError(number: 4)) {
                try await connection.transaction { session in
                    try session.copyIn("COPY t FROM STDIN (FORMAT binary)") { try $0.write([.int(1)]) }
                    throw OwnError(number: 4)
                }
            }
            #expect(try await connection.run { try $0.query("SELECT count(*) FROM t")[0].int(0) } == 0)
        }

        @Test("a COPY out delivers raw text, and gives way when the caller throws")
        func copyOut() async throws {
            let connection = try await connect()
            try await connection.run { session in
                var text: [UInt8] = []
                try session.copyOut("COPY (SELECT i, '值' FROM generate_series(1, 3) i) TO STDOUT (FORMAT csv)") {
                    text.append(contentsOf: $0)
                }
                #expect(String(decoding: text, as: UTF8.self) == "1,值\n2,值\n3,值\n")
                #expect(throws: OwnError(number: 5)) {
                    try session.copyOut("COPY (SELECT generate_series(1, 100000000)) TO STDOUT") { _ in
                        throw OwnError(number: 5)
                    }
                }
                let columns = [Column("i", .int4)]
                #expect(throws: OwnError(number: 6)) {
                    try session.copyOutRows(
                        "COPY (SELECT generate_series(1, 100000000)) TO STDOUT (FORMAT binary)", columns: columns
                    ) { row in
                        if try row.int("i") == 10 { throw OwnError(number: 6) }
                    }
                }
                let narrow = #expect(throws: PostgresError.self) {
                    try session.copyOutRows("COPY (SELECT 1, 2) TO STDOUT (FORMAT binary)", columns: columns) { _ in }
                }
                #expect(narrow?.code == .protocolViolation)
                let text2 = #expect(throws: PostgresError.self) {
                    try session.copyOutRows("COPY (SELECT 1) TO STDOUT", columns: columns) { _ in }
                }
                #expect(text2?.code == .misuse)
                #expect(throws: PostgresError.self) { try session.copyOut("SELECT 1") { _ in } }
                #expect(throws: PostgresError.self) { try session.copyOut("COPY absent TO STDOUT") { _ in } }
                let one = try session.query("SELECT 1")[0].int(0)
                #expect(one == 1)
            }
        }
    }
}

/// One line of the table that goes through COPY and back.
private struct CopyLine: Equatable {
    var n: Int64
    var text: String?
    var bytes: [UInt8]
    var uuid: UUID?
    var date: Int
    var at: Int64
    var f: Double
    var yes: Bool
    var list: [String?]

    init(_ n: Int, _ random: inout SplitMix64) {
        self.n = Int64(n)
        text = random.next() % 10 == 0 ? nil : "第\(random.next() % 1000)行"
        bytes = (0..<Int(random.next() % 20)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let half = random.next()
        uuid = half % 7 == 0 ? nil : UUID(uuid: unsafeBitCast((half, random.next()), to: uuid_t.self))
        date = Int(random.next() % 40_000) - 10_000
        at = Int64(random.next() % 4_000_000_000_000_000) - 1_000_000_000_000_000
        f = Double(random.next() % 1_000_000) / 7
        yes = random.next() % 2 == 0
        list = (0..<Int(random.next() % 3)).map { _ in random.next() % 4 == 0 ? nil : "项" }
    }

    init(_ row: Row) throws {
        n = try row.int8("n")
        text = try row.textOrNil("t")
        bytes = try row.bytes("b")
        uuid = try row.uuidOrNil("u")
        date = try row.date("d")
        at = try row.timestamp("at")
        f = try row.float8("f")
        yes = try row.bool("yes")
        list = try row.optionalTextArray("list")
    }

    var parameters: [Parameter] {
        [
            .int8(n), .text(text), .bytes(bytes), .uuid(uuid), .date(daysSince1970: date),
            .timestamp(microsecondsSince1970: at), .float8(f), .bool(yes), .texts(list),
        ]
    }
}

struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

private func residentBytes() -> Int {
    let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (statm.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
}
