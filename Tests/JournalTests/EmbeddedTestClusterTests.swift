import Glibc
import PairLedgerTesting
import Testing

@testable import Journal

@Suite("The throw-away cluster of the test kit") struct EmbeddedTestClusterTests {
    @Test("the shared cluster is one, and the only one that does not write durably")
    func shared() async throws {
        let one = try await TestCluster.shared
        let two = try await TestCluster.shared
        #expect(one === two)
        let address = try await one.server.ensureRunning()
        #expect(try await EmbeddedProbe.sql("SHOW fsync", at: address) == "off")
        let durable = try await TestCluster.disposable(durable: true)
        defer { durable.stop() }
        #expect(
            try await EmbeddedProbe.sql("SHOW fsync", at: try await durable.server.ensureRunning()) == "on")
    }

    @Test("a stopped or finished run leaves neither folder nor process nor shared memory behind")
    func leavesNothing() async throws {
        let cluster = try await TestCluster.disposable(durable: true)
        let folder = FileTree.parent(of: cluster.server.home)
        let segment = try #require(cluster.server.data.postmaster?.sharedMemoryID)
        let process = try await EmbeddedProbe.processID(of: cluster.server)
        var status = shmid_ds()
        #expect(shmctl(segment, IPC_STAT, &status) == 0)
        let maps = try #require(try TextFile.read("/proc/\(process)/maps"))
        let fields = maps.split { $0 == " " || $0 == "\n" }
        let shared = String(try #require(fields.first { $0.hasPrefix("/dev/shm/PostgreSQL.") }))
        cluster.killServer()
        #expect(shmctl(segment, IPC_STAT, &status) == 0)
        #expect(try FileTree.status(shared) != nil)
        cluster.stop()
        #expect(try FileTree.status(shared) == nil)
        #expect(shmctl(segment, IPC_STAT, &status) != 0)
        #expect(try FileTree.status(folder) == nil)
        #expect(ProcessTable.startTicks(of: process) == nil || ProcessTable.relation(of: process, to: "/") == .gone)
    }

    @Test("a run that ends removes its clusters, and the next run removes those of one that was killed")
    func leftovers() async throws {
        let ended = "ended \(UInt64.random(in: 0...UInt64.max))"
        await #expect(processExitsWith: .success) { [ended = ended as String] in
            let cluster = try TestCluster(durable: false, name: ended)
            try await cluster.restart()
            precondition(EmbeddedTestClusterTests.isThere(ended))
        }
        #expect(!Self.isThere(ended))

        let killed = "killed \(UInt64.random(in: 0...UInt64.max))"
        await #expect(processExitsWith: .signal(SIGKILL)) { [killed = killed as String] in
            let cluster = try TestCluster(durable: false, name: killed)
            try await cluster.restart()
            kill(getpid(), SIGKILL)
        }
        #expect(Self.isThere(killed))
        await #expect(processExitsWith: .success) {
            _ = try TestCluster(durable: false)
        }
        #expect(!Self.isThere(killed))
    }

    /// Whether a test cluster whose home has that name is left.
    static func isThere(_ homeName: String) -> Bool {
        (FolderListing.names(in: "/tmp") ?? []).contains { name in
            guard name.hasPrefix("pairledger-test-") else { return false }
            return ((try? TextFile.read("/tmp/\(name)/.home")) ?? nil) == homeName
        }
    }
}
