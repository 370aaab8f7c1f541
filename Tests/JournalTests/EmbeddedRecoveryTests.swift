import Glibc
import PairLedgerTesting
import Subprocess
import Testing

@testable import Journal

@Suite("The embedded server after a kill") struct EmbeddedRecoveryTests {
    private func committedRow(_ cluster: TestCluster) async throws -> ServerAddress {
        let address = try await cluster.server.ensureRunning()
        _ = try await EmbeddedProbe.sql("CREATE TABLE kept AS SELECT 42 AS answer", at: address)
        return address
    }

    @Test("a kill of the whole server loses nothing that was committed")
    func killedWhole() async throws {
        let cluster = try await TestCluster.disposable()
        defer { cluster.stop() }
        let address = try await committedRow(cluster)
        cluster.killServer()
        #expect(FolderListing.names(in: "\(cluster.server.home)/data")?.contains("postmaster.pid") == true)
        #expect(await cluster.server.status() == .stopped(majorVersion: try cluster.server.data.majorVersion()))
        try await cluster.restart()
        #expect(try await EmbeddedProbe.sql("SELECT answer FROM kept", at: address) == "42")
        let log = try #require(try TextFile.read(cluster.server.log.path))
        #expect(log.contains("automatic recovery in progress"))
    }

    @Test("a kill of the postmaster alone is recovered from once its children are gone")
    func killedPostmaster() async throws {
        let cluster = try await TestCluster.disposable()
        defer { cluster.stop() }
        let address = try await committedRow(cluster)
        let process = try await EmbeddedProbe.processID(of: cluster.server)
        // A statement in progress keeps its process alive for a while after the postmaster's end.
        let busy = Task {
            try await EmbeddedProbe.sql("SELECT count(*) FROM generate_series(1, 30000000)", at: address)
        }
        defer { busy.cancel() }
        try await Task.sleep(for: .milliseconds(300))
        try await killAlone(process, of: cluster)
        #expect(try await cluster.server.ensureRunning() == address)
        #expect(try await EmbeddedProbe.sql("SELECT answer FROM kept", at: address) == "42")
        #expect(try await EmbeddedProbe.processID(of: cluster.server) != process)
        #expect(EmbeddedProbe.postmasters(of: cluster.server.home).count == 1)
    }

    @Test("a process number that went to another program of the same user does not block the start")
    func reusedNumber() async throws {
        let cluster = try await TestCluster.disposable()
        defer { cluster.stop() }
        let address = try await committedRow(cluster)
        cluster.killServer()
        let owner = try cluster.server.owner()
        let sleeper = try await sleeperNumber(owner: owner)
        defer { kill(sleeper, SIGKILL) }
        try replaceNumber(in: cluster, by: String(sleeper), owner: owner)
        #expect(await cluster.server.status() == .stopped(majorVersion: try cluster.server.data.majorVersion()))
        try await cluster.restart()
        #expect(try await EmbeddedProbe.sql("SELECT answer FROM kept", at: address) == "42")
        #expect(kill(sleeper, 0) == 0, "a stranger was hit")
    }

    @Test("the number of a dead process, and an empty file, do not block the start either")
    func deadNumber() async throws {
        let cluster = try await TestCluster.disposable()
        defer { cluster.stop() }
        let address = try await committedRow(cluster)
        let owner = try cluster.server.owner()
        for first in ["4194303", ""] {
            cluster.killServer()
            if first.isEmpty {
                try TextFile.write("", to: cluster.server.data.postmasterFile, owner: owner)
            } else {
                try replaceNumber(in: cluster, by: first, owner: owner)
            }
            try await cluster.restart()
            #expect(try await EmbeddedProbe.sql("SELECT answer FROM kept", at: address) == "42")
        }
    }

    @Test("the note of a server is left alone while a process works in its data folder")
    func livingOrphan() async throws {
        let cluster = try await TestCluster.disposable()
        defer { cluster.stop() }
        _ = try await committedRow(cluster)
        let process = try await EmbeddedProbe.processID(of: cluster.server)
        let children = (ProcessTable.processes(workingIn: cluster.server.data.path) ?? []).filter { $0 != process }
        let orphan = try #require(children.first)
        // Stopped, it cannot notice that its postmaster has gone.
        kill(orphan, SIGSTOP)
        try await killAlone(process, of: cluster)
        let start = Task { try await cluster.server.ensureRunning() }
        try await Task.sleep(for: .seconds(2))
        #expect(cluster.server.data.postmaster?.processID == process)
        #expect(EmbeddedProbe.postmasters(of: cluster.server.home).allSatisfy { $0 == orphan })
        kill(orphan, SIGCONT)
        _ = try await start.value
        #expect(try await EmbeddedProbe.processID(of: cluster.server) != process)
    }

    @Test("an interrupted creation leaves nothing that is taken for a cluster")
    func interruptedCreation() async throws {
        let cluster = try TestCluster(durable: true)
        defer { cluster.stop() }
        let home = cluster.server.home
        let creation = Task { try await cluster.server.ensureRunning() }
        // As soon as initdb has begun to fill its folder.
        for _ in 0..<500 {
            let drafts = (FolderListing.names(in: home) ?? []).filter { $0.hasPrefix("data.new-") }
            if let draft = drafts.first, FolderListing.names(in: "\(home)/\(draft)")?.contains("base") == true { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        creation.cancel()
        await #expect(throws: EmbeddedServerError.cancelled) { try await creation.value }
        #expect(await cluster.server.status() == .notCreated)

        // What a SIGKILL would have left besides.
        try FileTree.makeFolder("\(home)/data.new-1-1", mode: 0o700, owner: nil)
        try TextFile.write("15\n", to: "\(home)/data.new-1-1/PG_VERSION", owner: try cluster.server.owner())
        let address = try await cluster.server.ensureRunning()
        #expect(try await EmbeddedProbe.sql("SELECT 1", at: address) == "1")
        #expect(try #require(FolderListing.names(in: home)).sorted() == ["data", "lock", "log", "run"])
    }

    @Test("a server that cannot start is reported with the last lines of its log")
    func failedStart() async throws {
        let cluster = try await TestCluster.disposable(durable: false)
        defer { cluster.stop() }
        try await cluster.server.stop()
        let path = "\(cluster.server.data.path)/postgresql.conf"
        let text = try #require(try TextFile.read(path))
        try TextFile.write(text + "\nno_such_setting = 1\n", to: path, owner: try cluster.server.owner())
        let error = await #expect(throws: EmbeddedServerError.self) { try await cluster.server.ensureRunning() }
        #expect(error?.code == .startFailed)
        #expect(error?.logFile == cluster.server.log.path)
        #expect(error?.logTail.contains { $0.contains("no_such_setting") } == true, "\(String(describing: error))")
        #expect(error?.logTail.contains { $0.contains("shut down") } == false, "lines of an earlier run")
    }

    /// Kills a process, and waits until it is gone: until then it still counts as running.
    private func killAlone(_ process: pid_t, of cluster: TestCluster) async throws {
        kill(process, SIGKILL)
        for _ in 0..<500 where ProcessTable.relation(of: process, to: cluster.server.data.path) == .inside {
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private func sleeperNumber(owner: SystemAccount) async throws -> pid_t {
        let (log, _) = try ServerLog(path: "/tmp/pairledger-sleeper-\(getpid()).log").open(owner: owner)
        unlink("/tmp/pairledger-sleeper-\(getpid()).log")
        let sleeper = try OwnerProgram(path: "/usr/bin/sleep", arguments: ["300"], owner: owner, host: .current())
            .start(log: log)
        for _ in 0..<500 {
            if let number = sleeper.processID { return number }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw EmbeddedProbe.Refused(description: "sleep did not start: \(sleeper.end ?? "")")
    }

    private func replaceNumber(in cluster: TestCluster, by number: String, owner: SystemAccount) throws {
        for path in [cluster.server.data.postmasterFile, "\(cluster.server.home)/run/.s.PGSQL.5432.lock"] {
            var lines = try #require(try TextFile.read(path)).split(separator: "\n", omittingEmptySubsequences: false)
            lines[0] = Substring(number)
            try TextFile.write(lines.joined(separator: "\n"), to: path, owner: owner)
        }
    }
}
