import Glibc
import PairLedgerTesting
import Testing

@testable import Journal

@Suite("The embedded server") struct EmbeddedServerTests {
    @Test("the first call creates a cluster with its database, and later calls find it running in under 5 ms")
    func firstAndSecondCall() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        #expect(await cluster.server.status() == .notCreated)
        var said: [String] = []
        let address = try await cluster.server.ensureRunning { said.append($0) }
        #expect(said.count == 2 && said[0].hasPrefix("creating") && said[1].hasPrefix("starting"), "\(said)")
        #expect(address.socketDirectory == "\(cluster.server.home)/run")
        #expect(try await EmbeddedProbe.sql("SELECT current_database()", at: address) == "pairledger")

        let process = try await EmbeddedProbe.processID(of: cluster.server)
        let another = EmbeddedServer(home: cluster.server.home)
        var shortest = Duration.seconds(1)
        for _ in 0..<20 {
            let start = ContinuousClock.now
            #expect(try await another.ensureRunning { Issue.record("said \($0)") } == address)
            shortest = min(shortest, start.duration(to: .now))
        }
        #expect(shortest < .milliseconds(5), "the quickest of 20 calls took \(shortest)")
        #expect(try await EmbeddedProbe.processID(of: another) == process)
        #expect(EmbeddedProbe.postmasters(of: cluster.server.home) == [process])
    }

    @Test("the cluster writes durably, checks its pages, stores UTF-8 and opens no TCP port")
    func settings() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        let address = try await cluster.server.ensureRunning()
        let expected = [
            ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"),
            ("wal_level", "replica"), ("listen_addresses", ""), ("max_connections", "100"),
            ("server_encoding", "UTF8"), ("unix_socket_permissions", "0700"), ("TimeZone", "UTC"),
        ]
        for (name, value) in expected {
            #expect(try await EmbeddedProbe.sql("SHOW \(name)", at: address) == value, "\(name)")
        }
        let rules =
            "SELECT string_agg(concat_ws(' ', type, database, user_name, auth_method, options), ';') FROM pg_hba_file_rules"
        #expect(
            try await EmbeddedProbe.sql(rules, at: address)
                == "local {all} {all} peer {map=pairledger};local {replication} {pairledger_admin} peer {map=pairledger}"
        )
        #expect(
            try await EmbeddedProbe.sql("SELECT datcollate FROM pg_database WHERE datname = 'pairledger'", at: address)
                == "C")
    }

    @Test("only the roles of pairledger are open to the users it was made for")
    func roles() async throws {
        let cluster = try TestCluster(durable: false)
        defer { cluster.stop() }
        let address = try await cluster.server.ensureRunning()
        let make = "CREATE ROLE pairledger_recorder LOGIN; CREATE ROLE stranger LOGIN SUPERUSER"
        _ = try await EmbeddedProbe.sql(make, at: address)
        let who = try await EmbeddedProbe.sql("SELECT session_user", at: address, user: "pairledger_recorder")
        #expect(who == "pairledger_recorder")
        await #expect(throws: EmbeddedProbe.Refused.self) {
            try await EmbeddedProbe.sql("SELECT 1", at: address, user: "stranger")
        }
    }

    @Test("the home of an ordinary user and the data are private, and root's server belongs to another user")
    func permissions() async throws {
        let cluster = try TestCluster(durable: false)
        defer { cluster.stop() }
        _ = try await cluster.server.ensureRunning()
        let home = cluster.server.home
        let owner = try cluster.server.owner().userID
        #expect(owner != 0)
        let isRoot = geteuid() == 0
        let expected: [(path: String, mode: mode_t, userID: uid_t)] = [
            (home, isRoot ? 0o711 : 0o700, geteuid()), ("\(home)/data", 0o700, owner), ("\(home)/run", 0o700, owner),
            ("\(home)/log", 0o700, owner), ("\(home)/log/postgresql.log", 0o600, owner),
            ("\(home)/lock", 0o600, owner), ("\(home)/run/.s.PGSQL.5432", 0o700, owner),
            ("\(home)/data/pg_hba.conf", 0o600, owner), ("\(home)/data/pairledger.conf", 0o600, owner),
        ]
        for (path, mode, userID) in expected {
            let found = try EmbeddedProbe.permissions(path)
            #expect(found.mode == mode, "\(path): \(String(found.mode, radix: 8))")
            #expect(found.userID == userID, "\(path)")
        }
        let members = try #require(ProcessTable.processes(workingIn: "\(home)/data"))
        #expect(members.count >= 4)
        for process in members { #expect(try EmbeddedProbe.userID(ofProcess: process) == owner) }
    }

    @Test("the server inherits no descriptor, leads a session of its own, and writes to its log")
    func inheritance() async throws {
        let cluster = try TestCluster(durable: false)
        defer { cluster.stop() }
        // Neither a file nor a pipe of the caller may be held open by a server that outlives it.
        var ends: [CInt] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        _ = try await cluster.server.ensureRunning()
        let home = cluster.server.home
        let process = try await EmbeddedProbe.processID(of: cluster.server)
        #expect(getsid(process) == process)
        var targets: [String: String] = [:]
        for name in try #require(FolderListing.names(in: "/proc/\(process)/fd")) {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = buffer.withUnsafeMutableBytes { bytes in
                readlink("/proc/\(process)/fd/\(name)", bytes.bindMemory(to: CChar.self).baseAddress!, 4096)
            }
            targets[name] = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        }
        #expect(targets["0"] == "/dev/null")
        #expect(targets["1"] == "\(home)/log/postgresql.log")
        #expect(targets["2"] == "\(home)/log/postgresql.log")
        let own = [ends[0], ends[1]].map { "pipe:[\(inode($0))]" }
        for (name, target) in targets { #expect(!own.contains(target), "descriptor \(name)") }
        let others = targets.values.filter { $0.hasPrefix("/") && !$0.hasPrefix(home) && $0 != "/dev/null" }
        #expect(others.allSatisfy { $0.hasPrefix("/dev/") || $0.hasPrefix("/SYSV") }, "\(others)")
        let variables = try #require(try TextFile.read("/proc/\(process)/environ"))
        let names = variables.split(separator: "\0").compactMap { $0.split(separator: "=").first }
        let known = ["HOME", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "TZ", "PGDATA", "PG_GRANDPARENT_PID"]
        #expect(names.allSatisfy { known.contains(String($0)) }, "\(names)")
    }

    private func inode(_ file: CInt) -> UInt64 {
        var status = stat()
        return fstat(file, &status) == 0 ? UInt64(status.st_ino) : 0
    }

    @Test("stop and start keep what was committed, and a stopped server says so")
    func stopAndStart() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        let server = cluster.server
        try await server.stop()
        #expect(await server.status() == .notCreated)
        let address = try await server.ensureRunning()
        _ = try await EmbeddedProbe.sql("CREATE TABLE kept AS SELECT 42 AS answer", at: address)
        let first = try await EmbeddedProbe.processID(of: server)

        try await server.stop()
        #expect(await server.status() == .stopped(majorVersion: try server.data.majorVersion()))
        #expect(EmbeddedProbe.postmasters(of: server.home).isEmpty)
        #expect(!EmbeddedServer.accepts(address))
        try await server.stop()

        var said: [String] = []
        #expect(try await server.ensureRunning { said.append($0) } == address)
        #expect(said.count == 1 && said[0].hasPrefix("starting"), "\(said)")
        #expect(try await EmbeddedProbe.sql("SELECT answer FROM kept", at: address) == "42")
        #expect(try await EmbeddedProbe.processID(of: server) != first)
        try await server.stop(mode: .smart)
        #expect(EmbeddedProbe.postmasters(of: server.home).isEmpty)
    }

    @Test("the status tells process, time, version, folders and size of a running server")
    func status() async throws {
        let before = time(nil)
        let cluster = try await TestCluster.disposable(durable: false)
        defer { cluster.stop() }
        let status = await cluster.server.status()
        guard case .running(let running) = status else {
            Issue.record("\(status)")
            return
        }
        #expect(ProcessTable.relation(of: running.processID, to: running.dataDirectory) == .inside)
        #expect((before...time(nil)).contains(running.since))
        #expect(running.version.contains("."))
        #expect(Int(running.version.prefix { $0.isNumber }) == (try cluster.server.data.majorVersion()))
        #expect(running.dataDirectory == "\(cluster.server.home)/data")
        #expect(running.socketDirectory == "\(cluster.server.home)/run")
        #expect((10_000_000..<200_000_000).contains(running.sizeInBytes), "\(running.sizeInBytes)")
    }
}
