import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Transactions {
        @Test("a transaction commits what it did")
        func commit() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            let answer = try await connection.transaction { session in
                #expect(session.transactionStatus == .inTransaction)
                try session.execute("INSERT INTO t VALUES (1)")
                return 7
            }
            #expect(answer == 7)
            #expect(try await connection.run { try $0.query("SELECT count(*) FROM t")[0].int(0) } == 1)
        }

        @Test("an error in the body, of any kind, rolls back and comes through unchanged")
        func rollback() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            await #expect(throws: OwnError(number: 3)) {
                try await connection.transaction { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    throw OwnError(number: 3)
                }
            }
            let error = try await failure {
                try await connection.transaction { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    try session.execute("SELECT 1/0")
                }
            }
            #expect(error.sqlState == .divisionByZero)
            #expect(!error.isInDoubt)
            let (count, status) = try await connection.run {
                (try $0.query("SELECT count(*) FROM t")[0].int(0), $0.transactionStatus)
            }
            #expect(count == 0)
            #expect(status == .idle)
        }

        @Test("a savepoint undoes its own effects alone, at any depth")
        func savepoints() async throws {
            let connection = try await connect()
            let kept = try await connection.transaction { session in
                try session.execute("CREATE TEMP TABLE t (n int8)")
                try session.execute("INSERT INTO t VALUES (1)")
                try session.savepoint { session in
                    try session.execute("INSERT INTO t VALUES (2)")
                    #expect(throws: PostgresError.self) {
                        try session.savepoint { session in
                            try session.execute("INSERT INTO t VALUES (3)")
                            try session.execute("SELECT 1/0")
                        }
                    }
                    try session.execute("INSERT INTO t VALUES (4)")
                }
                return try session.query("SELECT array_agg(n ORDER BY n) FROM t")[0].int8Array(0)
            }
            #expect(kept == [1, 2, 4])
        }

        @Test("a transaction whose failed statement the body concealed is not reported as committed")
        func concealed() async throws {
            let connection = try await connect()
            let error = try await failure {
                try await connection.transaction { session in _ = try? session.execute("SELECT 1/0") }
            }
            #expect(error.code == .aborted)
        }

        @Test("a constraint deferred to the commit makes the commit throw")
        func deferred() async throws {
            let connection = try await connect()
            try await connection.run {
                try $0.execute("CREATE TEMP TABLE t (n int8, CONSTRAINT once UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)")
            }
            let error = try await failure {
                try await connection.transaction { try $0.execute("INSERT INTO t VALUES (1), (1)") }
            }
            #expect(error.sqlState == .uniqueViolation)
            #expect(error.constraint == "once")
            #expect(!error.isInDoubt)
        }

        @Test("isolation and read-only reach the server")
        func isolation() async throws {
            let connection = try await connect()
            let levels: [(Isolation, String)] = [
                (.readCommitted, "read committed"), (.repeatableRead, "repeatable read"),
                (.serializable, "serializable"),
            ]
            for (isolation, name) in levels {
                let shown = try await connection.transaction(isolation: isolation, readOnly: true) {
                    try $0.query("SHOW transaction_isolation")[0].text(0)
                }
                #expect(shown == name)
            }
            let error = try await failure {
                try await connection.transaction(readOnly: true) { try $0.execute("CREATE TABLE never (n int)") }
            }
            #expect(error.sqlState == .readOnlySQLTransaction)
        }

        @Test("of two serializable transactions that contradict each other one fails, to be repeated")
        func serialization() async throws {
            let first = try await connect()
            let second = try await connect()
            try await first.run { session in
                try session.executeScript(
                    "CREATE TABLE skew (n int8); INSERT INTO skew VALUES (1), (2)")
            }
            let error = try await failure {
                try await first.transaction(isolation: .serializable) { session in
                    _ = try session.query("SELECT sum(n)::int8 FROM skew")
                    try session.execute("INSERT INTO skew VALUES (3)")
                    let done = Completion()
                    Task.detached {
                        try? await second.transaction(isolation: .serializable) { session in
                            _ = try session.query("SELECT sum(n)::int8 FROM skew")
                            try session.execute("INSERT INTO skew VALUES (4)")
                        }
                        done.signal()
                    }
                    done.wait()
                }
            }
            try await first.run { try $0.execute("DROP TABLE skew") }
            #expect(error.sqlState == .serializationFailure)
            #expect(error.sqlState.map { SQLState.transactionRollback ~= $0 } == true)
        }

        @Test("a run that leaves a transaction open is refused, and leaves none")
        func leftOpen() async throws {
            let connection = try await connect()
            let error = try await failure { try await connection.run { try $0.execute("BEGIN") } }
            #expect(error.code == .misuse)
            #expect(try await connection.run { $0.transactionStatus } == .idle)
            let ended = try await failure { try await connection.transaction { try $0.execute("COMMIT") } }
            #expect(ended.code == .misuse)
            let nested = try await failure {
                try await connection.transaction { try $0.transaction { try $0.execute("SELECT 1") } }
            }
            #expect(nested.code == .misuse)
        }

        @Test("nothing comes between the statements of a transaction")
        func undivided() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (task int8, step int8, at serial)") }
            try await withThrowingTaskGroup { group in
                for task in 0..<20 {
                    group.addTask {
                        try await connection.transaction { session in
                            for step in 0..<5 {
                                try session.execute("INSERT INTO t VALUES ($1, $2)", [.int(task), .int(step)])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let spans = try await connection.run { session in
                try session.query("SELECT max(at) - min(at) FROM t GROUP BY task").map { try $0.int(0) }
            }
            #expect(spans == Array(repeating: 4, count: 20))
        }
    }
}
