import Foundation
import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Values {
        @Test("integers, booleans and floats come back as they went, extremes and NULL included")
        func scalars() async throws {
            let connection = try await connect()
            try await connection.run { session in
                for value in [Int64.min, -1, 0, 1, .max] {
                    #expect(try session.query("SELECT $1", [.int8(value)])[0].int8(0) == value)
                }
                for value in [Int32.min, 0, .max] {
                    #expect(try session.query("SELECT $1", [.int4(value)])[0].int8(0) == Int64(value))
                }
                for value in [Int16.min, 0, .max] {
                    #expect(try session.query("SELECT $1", [.int2(value)])[0].int(0) == Int(value))
                }
                for value in [-Double.greatestFiniteMagnitude, -0.0, .leastNonzeroMagnitude, 0.1, .infinity] {
                    let back = try session.query("SELECT $1", [.float8(value)])[0].float8(0)
                    #expect(back.bitPattern == value.bitPattern)
                }
                #expect(try session.query("SELECT $1", [.float8(.nan)])[0].float8(0).isNaN)
                #expect(try session.query("SELECT 1.5::float4")[0].float8(0) == 1.5)
                #expect(try session.query("SELECT $1, $2", [.bool(true), .bool(false)])[0].bool(0))
                #expect(try session.query("SELECT $1, $2", [.bool(true), .bool(false)])[0].bool(1) == false)
                #expect(try session.query("SELECT $1", [.int(-7)])[0].int(0) == -7)
                #expect(try session.query("SELECT 4294967295::oid")[0].int8(0) == 4_294_967_295)
            }
        }

        @Test("NULL of every type is NULL on the server and nil here")
        func nulls() async throws {
            let connection = try await connect()
            try await connection.run { session in
                let parameters: [Parameter] = [
                    .text(nil), .int2(nil), .int4(nil), .int8(nil), .int(nil), .bool(nil), .float8(nil), .bytes(nil),
                    .uuid(nil), .date(daysSince1970: nil), .timestamp(microsecondsSince1970: nil), .jsonb(nil),
                    .null(.textArray),
                ]
                for parameter in parameters {
                    let row = try session.query("SELECT $1 AS v, $1 IS NULL", [parameter])[0]
                    #expect(try row.isNull("v"))
                    #expect(try row.bool(1))
                    #expect(try row.type(0) == parameter.type)
                }
                let row = try session.query(
                    """
                    SELECT NULL::text, NULL::int8, NULL::bool, NULL::float8, NULL::bytea, NULL::uuid, NULL::date,
                        NULL::timestamptz
                    """)[0]
                #expect(try row.textOrNil(0) == nil)
                #expect(try row.int8OrNil(1) == nil)
                #expect(try row.intOrNil(1) == nil)
                #expect(try row.boolOrNil(2) == nil)
                #expect(try row.float8OrNil(3) == nil)
                #expect(try row.bytesOrNil(4) == nil)
                #expect(try row.uuidOrNil(5) == nil)
                #expect(try row.dateOrNil(6) == nil)
                #expect(try row.timestampOrNil(7) == nil)
                #expect(throws: PostgresError.self) { try row.text(0) }
            }
        }

        @Test("text of any script comes back byte for byte, and is not normalised")
        func text() async throws {
            let connection = try await connect()
            try await connection.run { session in
                let texts = [
                    "", "上海市对口支援云南省：教育、医疗", "e\u{301}", "\u{E9}", "👩‍👩‍👧", "a'b\"c\\d\n\t", "𠮷野家",
                    String(repeating: "东西部协作", count: 100_000),
                ]
                for text in texts {
                    let row = try session.query("SELECT $1, octet_length($1), convert_to($1, 'UTF8')", [.text(text)])[0]
                    #expect(try Array(row.text(0).utf8) == Array(text.utf8))
                    #expect(try row.int(1) == text.utf8.count)
                    #expect(try row.bytes(2) == Array(text.utf8))
                }
                let row = try session.query("SELECT 'a'::varchar(5), 'b'::char(3), 'c'::name, '{\"k\": 1}'::json")[0]
                #expect(try [row.text(0), row.text(1), row.text(2), row.text(3)] == ["a", "b  ", "c", "{\"k\": 1}"])
                #expect(try session.query("SELECT $1", [.jsonb("{\"k\":[1,2]}")])[0].text(0) == "{\"k\": [1, 2]}")
            }
        }

        @Test("text with U+0000 is refused before anything is sent")
        func nul() async throws {
            let connection = try await connect()
            for parameter in [Parameter.text("a\u{0}b"), .texts(["x", "\u{0}"]), .jsonb("\u{0}")] {
                let error = try await failure {
                    try await connection.run { try $0.query("SELECT 1, $1", [parameter]) }
                }
                #expect(error.code == .misuse)
                #expect(error.message.contains("U+0000") && error.message.contains("$1"))
            }
            let error = try await failure { try await connection.run { try $0.query("SELECT 1 \u{0} garbage") } }
            #expect(error.code == .misuse)
            #expect(try await connection.run { try $0.query("SELECT 1")[0].int(0) } == 1)
        }

        @Test("bytes of every value and of a megabyte come back, and can be seen without a copy")
        func bytes() async throws {
            let connection = try await connect()
            try await connection.run { session in
                let all = (0...255).map(UInt8.init)
                let big = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                for value in [[], all, big] {
                    let row = try session.query("SELECT $1, sha256($1) = sha256($2)", [.bytes(value), .bytes(value)])[0]
                    #expect(try row.bytes(0) == value)
                    #expect(try row.bool(1))
                    #expect(try row.withBytes(0) { Array($0) } == value)
                }
            }
        }

        @Test("uuids, dates and instants come back as they went")
        func moments() async throws {
            let connection = try await connect()
            try await connection.run { session in
                let uuid = UUID()
                let row = try session.query("SELECT $1, $1::text", [.uuid(uuid)])[0]
                #expect(try row.uuid(0) == uuid)
                #expect(try row.text(1) == uuid.uuidString.lowercased())

                let dates = [
                    (0, "1970-01-01"), (10_957, "2000-01-01"), (-719_528, "0001-01-01 BC"), (20_780, "2026-11-23"),
                ]
                for (days, text) in dates {
                    let row = try session.query("SELECT $1, $1::text", [.date(daysSince1970: days)])[0]
                    #expect(try row.date(0) == days)
                    #expect(try row.text(1) == text)
                }
                for microseconds in [0, -1, 946_684_800_000_000, 1_770_000_000_123_456, -62_135_596_800_000_000] {
                    let parameter = Parameter.timestamp(microsecondsSince1970: Int64(microseconds))
                    let row = try session.query(
                        "SELECT $1, (extract(epoch FROM $1) * 1000000)::int8, $1 AT TIME ZONE 'UTC'", [parameter])[0]
                    #expect(try row.timestamp(0) == Int64(microseconds))
                    #expect(try row.int8(1) == Int64(microseconds))
                    #expect(try row.timestamp(2) == Int64(microseconds))
                }
                for refused in [Parameter.date(daysSince1970: .max), .timestamp(microsecondsSince1970: .min)] {
                    #expect(throws: PostgresError.self) { try session.query("SELECT $1", [refused]) }
                }
                for infinite in ["'infinity'::date", "'-infinity'::date"] {
                    let row = try session.query("SELECT \(infinite)")[0]
                    #expect(throws: PostgresError.self) { try row.date(0) }
                }
                let row2 = try session.query("SELECT 'infinity'::timestamptz")[0]
                #expect(throws: PostgresError.self) { try row2.timestamp(0) }
            }
        }

        @Test("arrays of every type come back, empty ones and NULL elements included")
        func arrays() async throws {
            let connection = try await connect()
            try await connection.run { session in
                func back(_ parameter: Parameter) throws -> Row { try session.query("SELECT $1", [parameter])[0] }
                let uuids = [UUID(), nil, UUID()]
                #expect(try back(.texts(["云南", nil, ""])).optionalTextArray(0) == ["云南", nil, ""])
                #expect(try back(.texts(["a", "b"])).textArray(0) == ["a", "b"])
                #expect(try back(.texts([])).textArray(0) == [])
                #expect(try back(.int8s([.min, nil, .max])).optionalInt8Array(0) == [.min, nil, .max])
                #expect(try back(.ints([1, 2])).int8Array(0) == [1, 2])
                #expect(try back(.int4s([.min, nil, 7])).optionalInt8Array(0) == [Int64(Int32.min), nil, 7])
                #expect(try back(.bytesArray([[0, 255], nil, []])).optionalBytesArray(0) == [[0, 255], nil, []])
                #expect(try back(.uuids(uuids)).optionalUUIDArray(0) == uuids)
                #expect(try back(.dates(daysSince1970: [0, nil, -1])).optionalDateArray(0) == [0, nil, -1])
                #expect(
                    try back(.timestamps(microsecondsSince1970: [5, nil])).optionalTimestampArray(0) == [5, nil])
                #expect(try back(.bools([true, nil, false])).optionalBoolArray(0) == [true, nil, false])
                #expect(try back(.float8s([0.5, nil])).optionalFloat8Array(0) == [0.5, nil])
                #expect(throws: PostgresError.self) { try back(.texts([nil])).textArray(0) }
                #expect(throws: PostgresError.self) { try back(.texts(["a"])).int8Array(0) }
                let matrix = try session.query("SELECT '{{1,2},{3,4}}'::int8[]")[0]
                #expect(throws: PostgresError.self) { try matrix.int8Array(0) }
            }
        }

        @Test("a thousand rows go in as arrays through unnest")
        func unnest() async throws {
            let connection = try await connect()
            let sum = try await connection.run { session in
                try session.query(
                    "SELECT count(*), sum(n)::int8, min(t) FROM unnest($1, $2) AS v (n, t)",
                    [.ints(Array(1...1000)), .texts((1...1000).map { "名\($0)" })])[0].int(1)
            }
            #expect(sum == 500_500)
        }

        @Test("a column of another type, or a missing one, is named in the error")
        func mismatch() async throws {
            let connection = try await connect()
            let row = try await connection.run { try $0.query("SELECT 1::int4 AS n, 2.5::numeric AS d")[0] }
            let asText = #expect(throws: PostgresError.self) { try row.text("n") }
            #expect(asText?.code == .typeMismatch)
            #expect(asText?.message.contains("\"n\"") == true)
            #expect(asText?.message.contains("int4") == true)
            #expect(asText?.message.contains("text") == true)
            #expect(throws: PostgresError.self) { try row.int8("d") }
            let missing = #expect(throws: PostgresError.self) { try row.int8("amount") }
            #expect(missing?.message.contains("n, d") == true)
            #expect(throws: PostgresError.self) { try row.int8(2) }
            #expect(throws: PostgresError.self) { try row.int8(-1) }
        }

        @Test("rows outlive the connection they came from")
        func lifetime() async throws {
            func rows() async throws -> Rows {
                try await connect().run { try $0.query("SELECT i AS n, 'x' || i AS t FROM generate_series(1, 3) i") }
            }
            let rows = try await rows()
            #expect(try rows.map { try $0.text("t") } == ["x1", "x2", "x3"])
            #expect(rows.columnNames == ["n", "t"])
            #expect(rows.columnTypes == [.int4, .text])
            #expect(rows.affected == 3)
            #expect(throws: PostgresError.self) { try rows.only() }
        }
    }
}
