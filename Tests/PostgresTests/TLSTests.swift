import Foundation
import Glibc
import Postgres
import Testing

extension PostgresSuite {
    @Suite struct TLS {
        @Test("verify-full accepts the server's certificate with the right root and refuses it with another")
        func verifyFull() async throws {
            let server = try await startDisposableServer()
            let port = 20_000 + Int(getpid()) % 20_000
            let own = try await Connection.open(server.options)
            // The server makes the files itself, so that they belong to whom it runs as.
            let certificate = try await own.run { session in
                for name in ["server", "other"] {
                    try session.execute(
                        """
                        COPY (SELECT 1) TO PROGRAM 'openssl req -new -x509 -days 3650 -nodes -newkey rsa:2048 \
                        -subj /CN=localhost -addext subjectAltName=DNS:localhost \
                        -keyout \(name).key -out \(name).crt 2>/dev/null && chmod 600 \(name).key'
                        """)
                }
                try session.execute(
                    "COPY (SELECT 'hostssl all all all trust') TO PROGRAM 'cat >> pg_hba.conf'")
                for (name, value) in [("ssl", "on"), ("listen_addresses", "localhost"), ("port", "\(port)")] {
                    try session.execute("ALTER SYSTEM SET \(name) = '\(value)'")
                }
                let row = try session.query("SELECT pg_read_file('server.crt'), pg_read_file('other.crt')")[0]
                return (try row.text(0), try row.text(1))
            }
            await own.close()
            server.kill9()
            try await server.restart()

            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let right = folder.appendingPathComponent("right.crt")
            let wrong = folder.appendingPathComponent("wrong.crt")
            try certificate.0.write(to: right, atomically: true, encoding: .utf8)
            try certificate.1.write(to: wrong, atomically: true, encoding: .utf8)

            let conninfo =
                "host=localhost port=\(port) user=pairledger_admin dbname=pairledger sslmode=verify-full sslrootcert="
            let connection = try await Connection.open(ConnectionOptions(conninfo + right.path))
            let isEncrypted = try await connection.run {
                try $0.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")[0].bool(0)
            }
            #expect(isEncrypted)
            // Large answers and cancellation go through TLS as well.
            let size = try await connection.run { try $0.query("SELECT repeat('x', 5000000)")[0].text(0).utf8.count }
            #expect(size == 5_000_000)
            let timeout = try await failure {
                try await connection.run(timeoutMilliseconds: 100) { try $0.query("SELECT pg_sleep(30)") }
            }
            #expect(timeout.code == .timeout)
            #expect(try await connection.run { try $0.query("SELECT 1")[0].int(0) } == 1)

            let refused = try await failure { try await Connection.open(ConnectionOptions(conninfo + wrong.path)) }
            #expect(refused.code == .connectFailed)
            #expect(refused.message.contains("certificate"))
            let otherName = try await failure {
                try await Connection.open(
                    ConnectionOptions(conninfo + right.path, overrides: ["host": "elsewhere", "hostaddr": "127.0.0.1"]))
            }
            #expect(otherName.code == .connectFailed)
            server.stop()
        }
    }
}
