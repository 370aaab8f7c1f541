import Foundation
import Glibc
import Postgres
import Testing

extension PostgresSuite {
    @Suite struct LostConnections {
        @Test("a terminated backend is told from a broken statement, and later use says what to do")
        func terminated() async throws {
            let connection = try await connect()
            let admin = try await connect()
            let pid = connection.backendProcessID
            let task = Task { try await connection.run { try $0.query("SELECT pg_sleep(30)") } }
            try await Task.sleep(for: .milliseconds(100))
            try await admin.run { try $0.query("SELECT pg_terminate_backend($1)", [.int4(pid)]) }
            let error = try await failure { try await task.value }
            #expect(error.code == .connectionLost)
            #expect(error.sqlState == .adminShutdown)
            let later = try await failure { try await connection.run { try $0.query("SELECT 1") } }
            #expect(later.code == .connectionLost)
            #expect(later.message.contains("Open a new one"))
            #expect(!later.isInDoubt)
        }

        @Test("a connection whose backend died while idle is lost at the next use")
        func diedIdle() async throws {
            let connection = try await connect()
            let admin = try await connect()
            let pid = connection.backendProcessID
            try await admin.run { try $0.query("SELECT pg_terminate_backend($1, 5000)", [.int4(pid)]) }
            let error = try await failure { try await connection.run { try $0.query("SELECT 1") } }
            #expect(error.code == .connectionLost)
        }

        @Test("a server killed in the middle of a statement, a transaction, a pipeline or a COPY is a lost connection")
        func killed() async throws {
            let server = try await startDisposableServer()
            let bodies: [(String, inDoubt: Bool, @Sendable (Session) throws -> Void)] = [
                ("statement", true, { try $0.query("SELECT pg_sleep(30)") }),
                ("transaction", false, { try $0.transaction { _ = try $0.query("SELECT pg_sleep(30)") } }),
                ("stream", true, { try $0.forEachRow("SELECT pg_sleep(0.01) FROM generate_series(1, 9999)") { _ in } }),
                (
                    "COPY out", true,
                    { try $0.copyOut("COPY (SELECT pg_sleep(0.01) FROM generate_series(1, 9999)) TO STDOUT") { _ in } }
                ),
                (
                    "COPY in", false,
                    { session in
                        try session.execute("CREATE TEMP TABLE t (n int8)")
                        try session.copyIn("COPY t FROM STDIN (FORMAT binary)") { writer in
                            while true {
                                for _ in 0..<10_000 { try writer.write([.int(1)]) }
                                usleep(2000)
                            }
                        }
                    }
                ),
            ]
            for (name, inDoubt, body) in bodies {
                let connection = try await Connection.open(server.options)
                let task = Task { try await connection.run(body) }
                try await Task.sleep(for: .milliseconds(150))
                server.kill9()
                let error = try await failure { try await task.value }
                #expect(error.code == .connectionLost, "\(name): \(error)")
                #expect(error.isInDoubt == inDoubt, "\(name): \(error)")
                let later = try await failure { try await connection.run { try $0.execute("SELECT 1") } }
                #expect(later.code == .connectionLost, "\(name)")
                try await server.restart()
            }
            server.stop()
        }

        @Test("a pipeline cut short knows what is done, what is in doubt and what was never sent")
        func killedPipeline() async throws {
            let server = try await startDisposableServer()
            let connection = try await Connection.open(server.options)
            let task = Task {
                try await connection.run { session in
                    try session.execute("CREATE TABLE t (n int8)")
                    return try session.pipeline([
                        .query("INSERT INTO t VALUES (1)"), .sync, .query("INSERT INTO t VALUES (2)"),
                        .query("SELECT 1/0"), .sync, .query("INSERT INTO t VALUES (3)"),
                        .query("SELECT pg_sleep(30)"), .sync, .query("INSERT INTO t VALUES (4)"), .sync,
                    ])
                }
            }
            try await Task.sleep(for: .milliseconds(300))
            server.kill9()
            let outcomes = try await task.value
            #expect(
                outcomes.map(code) == [
                    nil, nil, .aborted, .server, .aborted, .connectionLost, .connectionLost, .connectionLost,
                    .connectionLost, .connectionLost,
                ])
            let doubts = outcomes.map { if case .failure(let error) = $0 { error.isInDoubt } else { false } }
            #expect(doubts == [false, false, false, false, false, true, true, true, true, true])
            try await server.restart()
            let again = try await Connection.open(server.options)
            #expect(try await again.run { try $0.query("SELECT array_agg(n) FROM t")[0].int8Array(0) } == [1])
            server.stop()
        }

        @Test("a COMMIT whose answer is lost is in doubt")
        func lostCommit() async throws {
            let server = try await startDisposableServer()
            let connection = try await Connection.open(server.options)
            try await connection.run { session in
                // The trigger holds the commit up, so that the server dies under it.
                try session.executeScript(
                    """
                    CREATE TABLE t (n int8);
                    CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$;
                    CREATE CONSTRAINT TRIGGER linger AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION linger();
                    """)
            }
            let atCommit = Seen<Int>()
            let task = Task {
                try await connection.transaction { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    atCommit.add(1)
                }
            }
            while atCommit.all.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            try await Task.sleep(for: .milliseconds(200))
            server.kill9()
            let error = try await failure { try await task.value }
            #expect(error.code == .connectionLost)
            #expect(error.isInDoubt)
            #expect(error.description.contains("unknown"))
            server.stop()
        }

        @Test("a closed connection refuses further use")
        func closed() async throws {
            let connection = try await connect()
            await connection.close()
            let error = try await failure { try await connection.run { try $0.query("SELECT 1") } }
            #expect(error.code == .connectionLost)
            #expect(error.message.contains("closed"))
        }

        @Test("two hundred connections dropped leave no thread, no descriptor and no backend behind")
        func noLeaks() async throws {
            let watcher = try await connect()
            let name = "leak-\(UInt32.random(in: 0 ... .max))"
            let descriptorsBefore = try entries(of: "/proc/self/fd")
            var pids: Set<Int32> = []
            for round in 0..<10 {
                let connections = try await withThrowingTaskGroup { group in
                    for _ in 0..<20 { group.addTask { try await connect(["application_name": name]) } }
                    return try await group.reduce(into: [Connection]()) { $0.append($1) }
                }
                for connection in connections {
                    pids.insert(connection.backendProcessID)
                    if round % 2 == 0 { try await connection.run { try $0.query("SELECT 1") } }
                }
                if round == 0 { #expect(threads(of: pids).count == 20) }
            }
            #expect(pids.count == 200)
            var backends = -1
            for _ in 0..<100 {
                backends = try await watcher.run {
                    try $0.query("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", [.text(name)])[0]
                        .int(0)
                }
                if backends == 0, threads(of: pids).isEmpty { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(backends == 0)
            #expect(threads(of: pids).isEmpty)
            #expect(try entries(of: "/proc/self/fd") < descriptorsBefore + 20)
        }
    }
}

private func entries(of folder: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: folder).count
}

/// The threads of this process that serve connections with these backends; each is named after its own.
private func threads(of pids: Set<Int32>) -> [String] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    let wanted = Set(pids.map { "libpq \($0)" })
    return tasks.filter { task in
        let name = (try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)) ?? ""
        return wanted.contains(String(name.dropLast()))
    }
}
