import Foundation
import PairLedgerTesting
import Postgres
import Testing
import TransparencyLog

@testable import Journal

@Suite("A standby that takes over", .serialized) struct ReplicationTests {
    /// A copy of a running server that goes on copying what it writes.
    private static func standby(of primary: TestCluster) async throws -> TestCluster {
        let standby = try TestCluster(durable: true)
        let owner = try primary.server.owner()
        try await standby.server.prepareHome(owner: owner)
        let data = standby.server.data.path
        try FileTree.makeFolder(data, mode: 0o700, owner: owner)
        let address = primary.options()
        try await PostgresProgram.run(
            "pg_basebackup",
            [
                "--host=\(try #require(address.overrides["host"]))",
                "--port=\(try #require(address.overrides["port"]))",
                "--username=pairledger_admin", "--pgdata=\(data)", "--checkpoint=fast", "--write-recovery-conf",
            ], as: owner)
        try await standby.restart()
        return standby
    }

    /// From now on the primary's commits that flush wait for the standby, at least for as much as `commit` says.
    private static func synchronize(_ admin: Connection, commit: String) async throws {
        for statement in [
            "ALTER SYSTEM SET synchronous_standby_names = '*'", "ALTER SYSTEM SET synchronous_commit = \(commit)",
            "SELECT pg_reload_conf()",
        ] { try await admin.run { try $0.query(statement) } }
        try await admin.wait(
            until: "SELECT count(*) = 1 FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'")
    }

    @Test(
        """
        with synchronous replication an acknowledged event can be read on the standby under remote_apply, and is there, with \
        every other, when the standby is promoted, which then records on
        """)
    func failover() async throws {
        let primary = try await TestCluster.disposable(durable: true)
        defer { primary.stop() }
        let database = try await TestDatabase.only(of: primary)
        let standby = try await Self.standby(of: primary)
        defer { standby.stop() }
        try await Self.synchronize(try await database.connect(), commit: "remote_apply")
        try await isReadAtOnce(database, TestDatabase.asItIs(in: standby))
        try await Self.synchronize(try await database.connect(), commit: "on")
        let old = try await database.journal(as: .inspector).read(LogSelection())

        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix64(seed: seed)
        let known = KnownAnswers()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                let maker = EventMaker(seed: generator.next())
                let journal = try await database.journal()
                group.addTask { await known.write(to: journal, maker) }
            }
            while known.acknowledged.count < 300 { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(Int.random(in: 0..<80, using: &generator)))
            primary.killServer()
            try await group.waitForAll()
        }

        let promoted = TestDatabase.asItIs(in: standby)
        let admin = try await promoted.connect()
        #expect(try await admin.run { try $0.query("SELECT pg_is_in_recovery()").only().bool(0) })
        #expect(try await admin.run { try $0.query("SELECT pg_promote()").only().bool(0) })
        let inspector = try await promoted.journal(as: .inspector)
        let log = try await inspector.read(LogSelection())
        let positions = Dictionary(uniqueKeysWithValues: log.map { ($0.id, $0.position) })
        for (id, receipt) in known.acknowledged { #expect(positions[id] == receipt.position, "seed \(seed)") }
        #expect(log.map(\.position) == (0..<Int64(log.count)).map { $0 }, "seed \(seed)")
        #expect(try await inspector.allBalances() == log.folded, "seed \(seed)")

        // What was in doubt is repeated against the new server.
        let recorder = try await promoted.journal()
        for call in known.unanswered {
            let isThere = positions[call[0].id] != nil
            #expect(try await recorder.append(call).allSatisfy { $0.replayed == isThere }, "seed \(seed)")
        }
        let all = try await inspector.read(LogSelection())
        let expected = Set(old.map(\.id)).union(known.acknowledged.keys).union(known.unanswered.joined().map(\.id))
        #expect(all.count == expected.count && Set(all.map(\.id)) == expected, "seed \(seed)")
        #expect(all.starts(with: log) { $0.entry == $1.entry }, "seed \(seed)")
        #expect(try await inspector.allBalances() == all.folded, "seed \(seed)")
    }

    @Test(
        """
        nothing is signed that a synchronous standby does not have, even if the sealer's login would wait for less, nor when \
        somebody ends the waiting, after which the server answers as if all were well
        """)
    func sealing() async throws {
        let primary = try await TestCluster.disposable(durable: true)
        defer { primary.stop() }
        let database = try await TestDatabase.only(of: primary)
        let standby = try await Self.standby(of: primary)
        defer { standby.stop() }
        let admin = try await database.connect()
        try await Self.synchronize(admin, commit: "on")
        try await admin.run {
            try $0.executeScript(
                """
                ALTER ROLE pairledger_inspector SET synchronous_commit = local;
                ALTER ROLE pairledger_inspector SET client_min_messages = error;
                ALTER ROLE pairledger_recorder SET synchronous_commit = local;
                """)
        }
        let journal = try await database.journal(as: .inspector)
        let place = URL(filePath: primary.server.home).deletingLastPathComponent().appending(path: "seals").path
        let folder = SealFolder(place)
        let key = SigningKey(name: try #require(KeyName("audit.example/main")))
        let sealer = Sealer(journal, into: folder, key: key)
        let recorder = try await database.journal()
        var maker = EventMaker(seed: 142)
        _ = try await recorder.append([maker.event()])
        #expect(try await sealer.seal().checkpoint.checkpoint.size == 1)

        standby.killServer()
        try await admin.wait(until: "SELECT count(*) = 0 FROM pg_stat_replication")
        _ = try await recorder.append([maker.event()])
        let pid = try await journal.connection.run { $0.backendProcessID }
        func waiting() async throws -> Task<Int64, any Error> {
            let sealing = Task { try await sealer.seal().checkpoint.checkpoint.size }
            try await admin.wait(until: "SELECT wait_event = 'SyncRep' FROM pg_stat_activity WHERE pid = \(pid)")
            return sealing
        }
        var sealing = try await waiting()
        _ = try await admin.run { try $0.query("SELECT pg_cancel_backend(\(pid))") }
        await #expect { try await sealing.value } throws: {
            if case SealError.notReplicated = $0 { true } else { false }
        }
        sealing = try await waiting()
        sealing.cancel()
        await #expect(throws: SealError.self) { try await sealing.value }
        #expect(try folder.sizes() == [1])

        sealing = try await waiting()
        try await standby.restart()
        #expect(try await sealing.value == 2)
        #expect(try folder.sizes() == [1, 2])
    }

    /// Records on the primary, and after each answer looks on the standby, where nothing can be recorded.
    private func isReadAtOnce(_ primary: TestDatabase, _ standby: TestDatabase) async throws {
        let recorder = try await primary.journal()
        let reader = try await standby.journal(as: .inspector)
        var maker = EventMaker(seed: 141)
        for position in 0..<50 as Range<Int64> {
            let event = maker.event()
            #expect(try await recorder.append([event])[0].position == position)
            #expect(try await reader.nextPosition() == position + 1)
            #expect(try await reader.read(LogSelection(from: position, limit: 1)).map(\.id) == [event.id])
        }
        let error = try await refusal { try await standby.journal().append([maker.event()]) }
        guard case .database(let cause) = error, cause.sqlState == .readOnlySQLTransaction else { throw error }
    }
}
