import Foundation
import Glibc
import Postgres
import Testing

extension PostgresSuite {
    @Suite struct Interruptions {
        @Test("a cancelled task gets its error promptly, and the connection stays usable")
        func cancelledTask() async throws {
            let connection = try await connect()
            for round in 0..<10 {
                let start = ContinuousClock.now
                let task = Task { try await connection.run { try $0.query("SELECT pg_sleep(30)") } }
                try await Task.sleep(for: .milliseconds(round * 20))
                task.cancel()
                let error = try await failure { try await task.value }
                #expect(error.code == .cancelled)
                #expect(ContinuousClock.now - start < .seconds(3))
                #expect(try await connection.run { try $0.query("SELECT 1")[0].int(0) } == 1)
            }
        }

        @Test("a late cancel never hits the next statement")
        func lateCancel() async throws {
            let connection = try await connect()
            var cancelled = 0
            for round in 0..<300 {
                let task = Task { try await connection.run { try $0.query("SELECT pg_sleep(0.001)") } }
                try await Task.sleep(for: .microseconds(round * 10))
                task.cancel()
                if case .failure(let error) = await task.result {
                    #expect((error as? PostgresError)?.code == .cancelled)
                    cancelled += 1
                }
                for _ in 0..<3 {
                    #expect(try await connection.run { try $0.query("SELECT 1")[0].int(0) } == 1)
                }
            }
            #expect(cancelled > 0)
        }

        @Test("a cancellation inside a transaction rolls back")
        func cancelledTransaction() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            let task = Task {
                try await connection.transaction { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    try session.query("SELECT pg_sleep(30)")
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            #expect(try await failure { try await task.value }.code == .cancelled)
            let (count, status) = try await connection.run {
                (try $0.query("SELECT count(*) FROM t")[0].int(0), $0.transactionStatus)
            }
            #expect(count == 0 && status == .idle)
        }

        @Test("a task cancelled while its body computes does not commit")
        func cancelledBeforeCommit() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            let reached = Seen<Int>()
            let task = Task {
                try await connection.transaction { session in
                    try session.execute("INSERT INTO t VALUES (1)")
                    reached.add(1)
                    usleep(300_000)
                }
            }
            while reached.all.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            task.cancel()
            #expect(try await failure { try await task.value }.code == .cancelled)
            #expect(try await connection.run { try $0.query("SELECT count(*) FROM t")[0].int(0) } == 0)
        }

        @Test("cancel() ends the run in progress, and does nothing without one")
        func cancelMethod() async throws {
            let connection = try await connect()
            connection.cancel()
            #expect(try await connection.run { try $0.query("SELECT 1")[0].int(0) } == 1)
            let task = Task { try await connection.run { try $0.query("SELECT pg_sleep(30)") } }
            try await Task.sleep(for: .milliseconds(100))
            connection.cancel()
            #expect(try await failure { try await task.value }.code == .cancelled)
            #expect(try await connection.run { try $0.query("SELECT 1")[0].int(0) } == 1)
        }

        @Test("a deadline ends the statement, the stream or the COPY in progress, and the connection stays usable")
        func timeout() async throws {
            let connection = try await connect()
            try await connection.run { try $0.execute("CREATE TEMP TABLE t (n int8)") }
            let endless = "SELECT i FROM generate_series(1, 2000000000) i"
            let bodies: [@Sendable (Session) throws -> Void] = [
                { try $0.query("SELECT pg_sleep(30)") },
                { try $0.executeScript("SELECT pg_sleep(30); SELECT 1") },
                { try $0.forEachRow("SELECT pg_sleep(0.01) FROM generate_series(1, 1000)") { _ in } },
                { try $0.forEachRow(endless) { _ in } },
                { try $0.copyOut("COPY (\(endless)) TO STDOUT") { _ in } },
                { session in
                    try session.copyOutRows(
                        "COPY (\(endless)) TO STDOUT (FORMAT binary)", columns: [Column("i", .int4)]
                    ) {
                        _ in
                    }
                },
                { session in
                    try session.copyIn("COPY t FROM STDIN (FORMAT binary)") { while true { try $0.write([.int(1)]) } }
                },
                { while true { try $0.query("SELECT 1") } },
            ]
            for (index, body) in bodies.enumerated() {
                let start = ContinuousClock.now
                let error = try await failure { try await connection.run(timeoutMilliseconds: 200, body) }
                #expect(error.code == .timeout, "body \(index): \(error)")
                #expect(ContinuousClock.now - start < .seconds(3), "body \(index)")
                let row = try await connection.run { try $0.query("SELECT count(*) FROM t")[0].int(0) }
                #expect(row == 0, "body \(index)")
            }
        }

        @Test("the server's own statement timeout is an error of the server, not of this client")
        func serverTimeout() async throws {
            let connection = try await connect(["options": "-c statement_timeout=50"])
            let error = try await failure { try await connection.run { try $0.query("SELECT pg_sleep(30)") } }
            #expect(error.code == .server)
            #expect(error.sqlState == .queryCanceled)
        }

        @Test("a server that does not give way in time costs the connection, not the caller's patience")
        func unresponsive() async throws {
            let server = try await startDisposableServer()
            var options = server.options
            options.cancelGraceMilliseconds = 400
            let connection = try await Connection.open(options)
            let pid = connection.backendProcessID
            let task = Task {
                try await connection.run(timeoutMilliseconds: 300) { try $0.query("SELECT pg_sleep(30)") }
            }
            try await Task.sleep(for: .milliseconds(100))
            kill(pid, SIGSTOP)
            let start = ContinuousClock.now
            let error = try await failure { try await task.value }
            #expect(error.code == .timeout)
            #expect(error.isInDoubt)
            #expect(ContinuousClock.now - start < .seconds(3))
            #expect(try await failure { try await connection.run { try $0.query("SELECT 1") } }.code == .connectionLost)
            kill(pid, SIGCONT)
            server.stop()
        }

        @Test("connecting to a server that says nothing ends with the connect timeout or the task's cancellation")
        func silentServer() async throws {
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(listener) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    _ = bind(listener, $0, length)
                    _ = getsockname(listener, $0, &length)
                }
            }
            listen(listener, 8)
            let options = ConnectionOptions(
                "host=127.0.0.1 port=\(UInt16(bigEndian: address.sin_port)) user=u dbname=d",
                connectTimeoutMilliseconds: 200)
            let start = ContinuousClock.now
            #expect(try await failure { try await Connection.open(options) }.code == .timeout)
            var patient = options
            patient.connectTimeoutMilliseconds = 60_000
            let task = Task { [patient] in try await Connection.open(patient) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            #expect(try await failure { try await task.value }.code == .cancelled)
            #expect(ContinuousClock.now - start < .seconds(3))
        }

        @Test("sixty-four waiting connections leave the cooperative threads free")
        func cooperativePool() async throws {
            let connections = try await withThrowingTaskGroup { group in
                for _ in 0..<64 { group.addTask { try await connect() } }
                return try await group.reduce(into: [Connection]()) { $0.append($1) }
            }
            let start = ContinuousClock.now
            let longestGap = try await withThrowingTaskGroup(of: Duration.self) { group in
                for connection in connections {
                    group.addTask {
                        try await connection.run { try $0.query("SELECT pg_sleep(0.3)") }
                        return .zero
                    }
                }
                group.addTask {
                    var longest = Duration.zero
                    var last = ContinuousClock.now
                    while last - start < .milliseconds(300) {
                        try await Task.sleep(for: .milliseconds(5))
                        longest = max(longest, ContinuousClock.now - last)
                        last = .now
                    }
                    return longest
                }
                return try await group.reduce(.zero) { max($0, $1) }
            }
            #expect(longestGap < .milliseconds(150))
            #expect(ContinuousClock.now - start < .seconds(2))
        }
    }
}
