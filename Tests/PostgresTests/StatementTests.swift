import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Statements {
        @Test("a statement tells how many rows it affected")
        func affected() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute("CREATE TEMP TABLE t (n int8)")
                #expect(try session.execute("INSERT INTO t SELECT generate_series(1, 25)") == 25)
                #expect(try session.execute("DELETE FROM t WHERE n > $1", [.int8(20)]) == 5)
                #expect(try session.query("SELECT n FROM t WHERE n < 0").isEmpty)
                #expect(try session.query("").isEmpty)
            }
        }

        @Test("a prepared statement runs again and again, and refuses parameters of another type or number")
        func prepared() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.prepare("add", "SELECT $1::int4 + $2::int4")
                try session.prepare("double", "SELECT $1 || $1", types: [.text])
                for n in 0..<50 as Range<Int32> {
                    #expect(try session.queryPrepared("add", [.int4(n), .int4(1)])[0].int(0) == Int(n) + 1)
                }
                #expect(try session.queryPrepared("double", [.text("援")])[0].text(0) == "援援")
                #expect(try session.queryPrepared("add", [.int4(1), .int8(nil)])[0].isNull(0))
                let mismatch = #expect(throws: PostgresError.self) {
                    try session.queryPrepared("add", [.int8(1), .int4(1)])
                }
                #expect(mismatch?.code == .typeMismatch)
                #expect(mismatch?.message.contains("$1") == true)
                #expect(throws: PostgresError.self) { try session.queryPrepared("add", [.int4(1)]) }
                #expect(throws: PostgresError.self) { try session.queryPrepared("absent") }
                let twice = #expect(throws: PostgresError.self) { try session.prepare("add", "SELECT 1") }
                #expect(twice?.sqlState == .duplicatePreparedStatement)
            }
        }

        @Test("a script runs several statements as one transaction")
        func script() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.executeScript("CREATE TEMP TABLE a (n int); INSERT INTO a VALUES (1), (2); SELECT 1;")
                #expect(try session.query("SELECT count(*) FROM a")[0].int(0) == 2)
                let error = #expect(throws: PostgresError.self) {
                    try session.executeScript("INSERT INTO a VALUES (3); SELECT 1/0; INSERT INTO a VALUES (4)")
                }
                #expect(error?.sqlState == .divisionByZero)
                #expect(try session.query("SELECT count(*) FROM a")[0].int(0) == 2)
            }
        }

        @Test("notices that come while somebody asks for them are handed over, whether there is a handler or not")
        func askedNotices() async throws {
            let connection = try await connect()
            let kept = try await connection.run { session in
                func warn(_ text: String) throws(PostgresError) {
                    try session.executeScript("DO $$ BEGIN RAISE WARNING '\(text)'; END $$")
                }
                try warn("before")
                let kept = try session.notices { () throws(PostgresError) in
                    try warn("one")
                    try warn("two")
                }
                try warn("after")
                #expect(throws: PostgresError.self) {
                    try session.notices { () throws(PostgresError) in try session.executeScript("no SQL") }
                }
                return kept + (try session.notices {})
            }
            #expect(kept.map { "\($0.severity) \($0.message)" } == ["WARNING one", "WARNING two"])
        }

        @Test("notices go to the handler, and nowhere else")
        func notices() async throws {
            let seen = Seen<String>()
            let connection = try await connect { $0.noticeHandler = { seen.add("\($0.severity) \($0.message)") } }
            try await connection.run { try $0.execute("DO $$ BEGIN RAISE WARNING 'look %', 7; END $$") }
            #expect(seen.all == ["WARNING look 7"])
        }

        @Test("COPY through query is refused, and the connection stays usable")
        func misplacedCopy() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute("CREATE TEMP TABLE t (n int8)")
                for sql in ["COPY t FROM STDIN", "COPY (SELECT generate_series(1, 100000)) TO STDOUT"] {
                    let error = #expect(throws: PostgresError.self) { try session.query(sql) }
                    #expect(error?.code == .misuse)
                    let script = #expect(throws: PostgresError.self) { try session.executeScript(sql) }
                    #expect(script?.code == .misuse)
                }
                let one = try session.query("SELECT 1")[0].int(0)
                #expect(one == 1)
            }
        }

        @Test("a call inside a callback of another call is refused")
        func nested() async throws {
            let connection = try await connect()
            try await connection.run { session in
                let error = #expect(throws: PostgresError.self) {
                    try session.forEachRow("SELECT 1") { _ in try session.query("SELECT 2") }
                }
                #expect(error?.code == .misuse)
                let one = try session.query("SELECT 1")[0].int(0)
                #expect(one == 1)
            }
        }

        @Test("facts about server and session are at hand")
        func facts() async throws {
            let connection = try await connect(["application_name": "facts"])
            try await connection.run { session in
                let row = try session.query(
                    """
                    SELECT pg_backend_pid(), current_setting('server_version_num')::int4,
                        current_setting('application_name'), current_setting('client_encoding')
                    """)[0]
                #expect(try row.int(0) == Int(connection.backendProcessID))
                #expect(try row.int(1) == session.serverVersion)
                #expect(try row.text(2) == "facts")
                #expect(try row.text(3) == "UTF8")
                #expect(session.transactionStatus == .idle)
            }
        }
    }
}
