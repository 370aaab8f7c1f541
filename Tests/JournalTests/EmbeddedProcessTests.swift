import Glibc
import PairLedgerTesting
import Testing

@testable import Journal

@Suite("Several programs and users of the embedded server") struct EmbeddedProcessTests {
    @Test("eight programs that start at once end with one server")
    func together() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        let home = cluster.server.home
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    await #expect(processExitsWith: .success) { [home = home as String] in
                        let address = try await EmbeddedServer(home: home).ensureRunning()
                        precondition(EmbeddedServer.accepts(address))
                    }
                }
            }
        }
        // The programs are gone; the server that one of them started is not.
        #expect(EmbeddedProbe.postmasters(of: home).count == 1)
        let log = try #require(try TextFile.read(cluster.server.log.path))
        #expect(log.split(separator: "\n").filter { $0.contains("ready to accept connections") }.count == 1)
        _ = try await EmbeddedProbe.processID(of: cluster.server)
    }

    @Test("eight calls in one program end with one server, after a kill too")
    func togetherInOneProgram() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        let home = cluster.server.home
        for _ in 0..<2 {
            let addresses = try await withThrowingTaskGroup(of: ServerAddress.self) { group in
                for _ in 0..<8 { group.addTask { try await EmbeddedServer(home: home).ensureRunning() } }
                return try await group.reduce(into: Set<ServerAddress>()) { $0.insert($1) }
            }
            #expect(addresses.count == 1)
            #expect(EmbeddedProbe.postmasters(of: home).count == 1)
            cluster.killServer()
        }
    }

    @Test("a program killed while it creates the cluster leaves the way free for the next")
    func killedCreator() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        let home = cluster.server.home
        await #expect(processExitsWith: .signal(SIGKILL)) { [home = home as String] in
            Task.detached {
                while !(FolderListing.names(in: home) ?? []).contains(where: { $0.hasPrefix("data.new-") }) {
                    usleep(1000)
                }
                usleep(200_000)
                kill(getpid(), SIGKILL)
            }
            _ = try await EmbeddedServer(home: home).ensureRunning()
        }
        #expect(await cluster.server.status() == .notCreated)
        let address = try await cluster.server.ensureRunning()
        #expect(try await EmbeddedProbe.sql("SELECT 1", at: address) == "1")
    }

    @Test(
        "an ordinary user's server runs as that user, root may use it, and others may not",
        .enabled(if: geteuid() == 0))
    func ordinaryUser() async throws {
        let nobody = try #require(SystemAccount.named("nobody"))
        let cluster = try TestCluster(durable: false, name: "of nobody/ledger")
        defer { cluster.stop() }
        let home = cluster.server.home
        try FileTree.makeFolder(FileTree.parent(of: home), mode: 0o755, owner: nobody)
        let (userID, groupID) = (nobody.userID, nobody.groupID)
        await #expect(processExitsWith: .success) {
            [home = home as String, userID = userID as uid_t, groupID = groupID as gid_t] in
            precondition(setgroups(0, nil) == 0 && setgid(groupID) == 0 && setuid(userID) == 0)
            let server = EmbeddedServer(home: home)
            let address = try await server.ensureRunning()
            let who = try await EmbeddedProbe.sql("SELECT session_user", at: address)
            precondition(who == "pairledger_admin")
            try await server.stop()
            _ = try await server.ensureRunning()
        }
        #expect(try EmbeddedProbe.permissions(home) == (0o700, userID))
        #expect(try EmbeddedProbe.permissions("\(home)/data") == (0o700, userID))
        let process = try await EmbeddedProbe.processID(of: cluster.server)
        #expect(try EmbeddedProbe.userID(ofProcess: process) == userID)

        let address = try await cluster.server.ensureRunning()
        #expect(try await EmbeddedProbe.sql("SELECT 1", at: address) == "1")
        // Root recovers it under the same user.
        cluster.killServer()
        try await cluster.restart()
        let recovered = try await EmbeddedProbe.processID(of: cluster.server)
        #expect(try EmbeddedProbe.userID(ofProcess: recovered) == userID)
        try await cluster.server.stop()

        // Somebody else is told whose it is.
        try #require(chmod(home, 0o755) == 0)
        await #expect(processExitsWith: .success) { [home = home as String] in
            precondition(setgroups(0, nil) == 0 && setgid(2) == 0 && setuid(2) == 0)
            do {
                _ = try await EmbeddedServer(home: home).ensureRunning()
                preconditionFailure("a stranger was let in")
            } catch let error as EmbeddedServerError {
                precondition(error.code == .notPermitted && error.problem.hasSuffix("belongs to nobody"), "\(error)")
            }
        }
    }

    @Test(
        "root's cluster is out of an ordinary user's reach, with an error that names its owner",
        .enabled(if: geteuid() == 0))
    func rootsCluster() async throws {
        let cluster = try await TestCluster.disposable(durable: false)
        defer { cluster.stop() }
        let home = cluster.server.home
        await #expect(processExitsWith: .success) { [home = home as String] in
            precondition(setgroups(0, nil) == 0 && setgid(65534) == 0 && setuid(65534) == 0)
            do {
                _ = try await EmbeddedServer(home: home).ensureRunning()
                preconditionFailure("a stranger was let in")
            } catch let error as EmbeddedServerError {
                precondition(error.code == .notPermitted && error.problem.hasSuffix("belongs to postgres"), "\(error)")
            }
        }
    }
}
