import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Pipelines {
        @Test("steps are answered one for one, each segment being a transaction of its own")
        func segments() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute("CREATE TEMP TABLE t (n int8, x xid8 DEFAULT pg_current_xact_id())")
                try session.prepare("put", "INSERT INTO t VALUES ($1) RETURNING n")
                let outcomes = try session.pipeline([
                    .queryPrepared("put", [.int8(1)]), .query("INSERT INTO t VALUES ($1), ($1)", [.int8(2)]), .sync,
                    .query("SELECT count(*) FROM t"), .sync, .queryPrepared("put", [.int8(3)]),
                ])
                #expect(outcomes.count == 6)
                #expect(try outcomes[0].get()[0].int(0) == 1)
                #expect(try outcomes[1].get().affected == 2)
                #expect(try outcomes[2].get().isEmpty)
                #expect(try outcomes[3].get()[0].int(0) == 3)
                #expect(try outcomes[5].get()[0].int(0) == 3)
                let xids = try session.query("SELECT count(DISTINCT x), count(*) FROM t")[0]
                #expect(try [xids.int(0), xids.int(1)] == [2, 4])
                #expect(session.transactionStatus == .idle)
                #expect(try session.pipeline([]).isEmpty)
                #expect(try session.pipeline([.sync, .sync]).count == 2)
            }
        }

        @Test("answers are whole, also after a statement whose rows came one by one")
        func afterRows() async throws {
            let connection = try await connect()
            try await connection.run { session in
                var count = 0
                try session.forEachRow("SELECT generate_series(1, 3)") { _ in count += 1 }
                let outcomes = try session.pipeline([
                    .query("SELECT generate_series(1, 4)"), .query("SELECT generate_series(1, 5)"),
                ])
                #expect(try count == 3 && outcomes.map { try $0.get().count } == [4, 5])
                #expect(try session.query("SELECT 1").count == 1)
            }
        }

        @Test("an error undoes its own segment and no other, and each step knows")
        func errors() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute("CREATE TEMP TABLE t (n int8 CONSTRAINT once PRIMARY KEY)")
                let outcomes = try session.pipeline([
                    .query("INSERT INTO t VALUES (1)"), .query("INSERT INTO t VALUES (1)"),
                    .query("INSERT INTO t VALUES (2)"), .sync, .query("INSERT INTO t VALUES (3)"), .sync,
                ])
                let codes = outcomes.map(code)
                #expect(codes == [.aborted, .server, .aborted, .aborted, nil, nil])
                guard case .failure(let error) = outcomes[1] else { return }
                #expect(error.sqlState == .uniqueViolation && error.constraint == "once")
                #expect(error.query == "INSERT INTO t VALUES (1)")
                let kept = try session.query("SELECT array_agg(n) FROM t")[0].int8Array(0)
                #expect(kept == [3])
            }
        }

        @Test("an error that the commit itself raises fails the segment, too")
        func commitErrors() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute(
                    "CREATE TEMP TABLE t (n int8, CONSTRAINT once UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)")
                let outcomes = try session.pipeline([
                    .query("INSERT INTO t VALUES (1), (1)"), .sync, .query("INSERT INTO t VALUES (2)"), .sync,
                    .query("INSERT INTO t VALUES (2)"),
                ])
                #expect(outcomes.map(code) == [.aborted, .server, nil, nil, .aborted])
                guard case .failure(let error) = outcomes[1] else { return }
                #expect(error.sqlState == .uniqueViolation)
                let kept = try session.query("SELECT array_agg(n) FROM t")[0].int8Array(0)
                #expect(kept == [2])
            }
        }

        @Test("ten thousand steps with large parameters and answers do not deadlock")
        func large() async throws {
            let connection = try await connect()
            let payload = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            try await connection.run(timeoutMilliseconds: 120_000) { session in
                try session.prepare("echo", "SELECT $1::bytea, $2::int8")
                let steps = (0..<10_000).map { n -> PipelineStep in
                    .queryPrepared("echo", [.bytes(payload), .int(n)])
                }
                let outcomes = try session.pipeline(steps)
                #expect(outcomes.count == 10_000)
                for (n, outcome) in outcomes.enumerated() {
                    let row = try outcome.get()[0]
                    if try row.int(1) != n || row.withBytes(0, { $0.count }) != 20_000 { Issue.record("step \(n)") }
                }
            }
        }

        @Test("inside a transaction a pipeline is part of it")
        func inTransaction() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            await #expect(throws: OwnError(number: 8)) {
                try await connection.transaction { session in
                    let outcomes = try session.pipeline([.query("INSERT INTO t VALUES (1)"), .sync, .query("SELECT 1")])
                    #expect(outcomes.map(code) == [nil, nil, nil])
                    throw OwnError(number: 8)
                }
            }
            #expect(try await connection.run { try $0.query("SELECT count(*) FROM t")[0].int(0) } == 0)
        }

        @Test("what cannot be sent is refused before anything is sent")
        func refused() async throws {
            let connection = try await connect()
            try await connection.run { session in
                try session.execute("CREATE TEMP TABLE t (n int8)")
                let bad: [PipelineStep] = [
                    .query("SELECT $1", [.text("\u{0}")]), .queryPrepared("absent"), .query("SELECT 1 \u{0}"),
                ]
                for step in bad {
                    let error = #expect(throws: PostgresError.self) {
                        try session.pipeline([.query("INSERT INTO t VALUES (1)"), step])
                    }
                    #expect(error?.code == .misuse)
                }
                let count = try session.query("SELECT count(*) FROM t")[0].int(0)
                #expect(count == 0)
            }
        }

        @Test("a COPY in a pipeline ends the connection with an explanation")
        func copy() async throws {
            let connection = try await connect()
            let outcomes = try await connection.run {
                try $0.pipeline([.query("COPY (SELECT 1) TO STDOUT"), .sync])
            }
            #expect(outcomes.map(code) == [.connectionLost, .connectionLost])
        }

        @Test("a cancelled pipeline stops early: later segments are not sent or not done, and the connection lives")
        func cancelled() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            var steps: [PipelineStep] = [.query("INSERT INTO t VALUES (1)"), .sync]
            for _ in 0..<20 { steps += [.query("SELECT pg_sleep(0.2)"), .query("INSERT INTO t VALUES (2)"), .sync] }
            let start = ContinuousClock.now
            let outcomes = try await connection.run(timeoutMilliseconds: 150) { [steps] in try $0.pipeline(steps) }
            #expect(ContinuousClock.now - start < .seconds(3))
            let codes = outcomes.map(code)
            #expect(codes[0] == nil && codes[1] == nil)
            #expect(codes.contains(.timeout))
            let stored = try await connection.run { try $0.query("SELECT count(*) FROM t WHERE n = 2")[0].int(0) }
            let reported = zip(steps, codes).filter { step, code in
                if case .query("INSERT INTO t VALUES (2)", _) = step { code == nil } else { false }
            }.count
            #expect(stored == reported)
        }
    }
}

func code(_ outcome: Result<Rows, PostgresError>) -> PostgresError.Code? {
    if case .failure(let error) = outcome { error.code } else { nil }
}
