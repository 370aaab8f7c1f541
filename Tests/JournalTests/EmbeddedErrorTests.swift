import Glibc
import PairLedgerTesting
import Testing

@testable import Journal

@Suite("Errors of the embedded server") struct EmbeddedErrorTests {
    private func failure(_ cluster: TestCluster) async -> EmbeddedServerError? {
        await #expect(throws: EmbeddedServerError.self) { try await cluster.server.ensureRunning() }
    }

    @Test("a folder without programs in PAIRLEDGER_POSTGRES_BINDIR is named with the remedy")
    func wrongFolder() async throws {
        var host = HostEnvironment.current()
        host.variables["PAIRLEDGER_POSTGRES_BINDIR"] = "/no/such/folder"
        let cluster = try TestCluster(durable: false, host: host)
        defer { cluster.stop() }
        let error = await failure(cluster)
        #expect(error?.code == .binariesMissing)
        #expect(
            error?.description
                == "PAIRLEDGER_POSTGRES_BINDIR is /no/such/folder, where postgres and initdb are not: "
                + "set it to the folder that holds them, or unset it to have them looked for")
        #expect(await cluster.server.status() == .notCreated)
    }

    @Test("programs that are too old, or of another version than the cluster, are named with the package to install")
    func wrongVersion() async throws {
        let cluster = try TestCluster(durable: false)
        defer { cluster.stop() }
        let folder = "\(FileTree.parent(of: cluster.server.home))/old"
        try FileTree.makeFolder(folder, mode: 0o755, owner: nil)
        for name in ["postgres", "initdb"] {
            let file = try #require(fopen("\(folder)/\(name)", "w"))
            fputs("#!/bin/sh\necho 'postgres (PostgreSQL) 14.2 (Debian 14.2-1)'\n", file)
            fclose(file)
            chmod("\(folder)/\(name)", 0o755)
        }
        var host = HostEnvironment.current()
        host.variables["PAIRLEDGER_POSTGRES_BINDIR"] = folder
        let old = EmbeddedServer(home: cluster.server.home, host: host)
        var error = await #expect(throws: EmbeddedServerError.self) { try await old.ensureRunning() }
        #expect(error?.code == .binariesUnsuitable)
        #expect(error?.problem.contains("14.2 in \(folder)") == true)
        #expect(error?.remedy.contains("apt-get install postgresql") == true)

        try await cluster.restart()
        try await cluster.server.stop()
        let major = try cluster.server.data.majorVersion()
        error = await #expect(throws: EmbeddedServerError.self) { try await old.ensureRunning() }
        #expect(error?.code == .binariesUnsuitable)
        #expect(error?.remedy.contains("apt-get install postgresql-\(major)") == true)
    }

    @Test(
        "a home that the server's user cannot reach is refused with the folder in its way",
        .enabled(if: geteuid() == 0))
    func unreachable() async throws {
        let cluster = try TestCluster(durable: false, name: "closed/home")
        defer { cluster.stop() }
        let closed = FileTree.parent(of: cluster.server.home)
        try FileTree.makeFolder(closed, mode: 0o700, owner: nil)
        let error = await failure(cluster)
        #expect(error?.code == .homeUnreachable)
        #expect(error?.problem == "the server runs as postgres, who may not enter \(closed)")
        #expect(error?.remedy.contains("chmod o+x '\(closed)'") == true)
        try #require(chmod(closed, 0o711) == 0)
        try await cluster.restart()
    }

    @Test("a home open to everybody, and a data folder that is no cluster, are refused")
    func wrongHome() async throws {
        let cluster = try TestCluster(durable: false)
        defer { cluster.stop() }
        let home = cluster.server.home
        try FileTree.makeFolder(home, mode: 0o777, owner: nil)
        var error = await failure(cluster)
        #expect(error?.code == .homeUnusable)
        #expect(error?.remedy.contains("chmod o-w '\(home)'") == true)

        try #require(chmod(home, 0o711) == 0)
        try FileTree.makeFolder("\(home)/data", mode: 0o700, owner: try cluster.server.owner())
        error = await failure(cluster)
        #expect(error?.code == .homeUnusable)
        #expect(error?.problem == "\(home)/data is not a PostgreSQL data folder")
    }

    @Test("a program that is starting the server for too long is waited for, and the wait can be cancelled")
    func lockHeld() async throws {
        let cluster = try TestCluster(durable: false)
        defer { cluster.stop() }
        let owner = try cluster.server.owner()
        try await cluster.server.prepareHome(owner: owner)
        let lock = try await StartLock.take(cluster.server.lockFile, owner: owner)
        let waiting = Task { try await cluster.server.ensureRunning() }
        try await Task.sleep(for: .milliseconds(300))
        #expect(await cluster.server.status() == .notCreated)
        waiting.cancel()
        await #expect(throws: EmbeddedServerError.cancelled) { try await waiting.value }
        _ = consume lock
        try await cluster.restart()
    }
}
