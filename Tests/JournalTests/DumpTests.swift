import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("A dump restored on a new server", .serialized) struct DumpTests {
    private static func address(_ cluster: TestCluster) throws -> [String] {
        let options = cluster.options().overrides
        return [
            "--host=\(try #require(options["host"]))", "--port=\(try #require(options["port"]))",
            "--username=pairledger_admin",
        ]
    }

    private static func leaves(_ connection: Connection) async throws -> [[UInt8]] {
        try await connection.run {
            try $0.query("SELECT leaf FROM pairledger.event ORDER BY ledger, position").map { try $0.bytes(0) }
        }
    }

    @Test(
        "holds the same log, leaves and accounts, records on, and is guarded as before", arguments: ["plain", "custom"])
    func restored(format: String) async throws {
        let original = try await TestDatabase.fresh()
        var maker = EventMaker(seed: 150)
        let other = try #require(LedgerName("other"))
        _ = try await original.connect().createLedger(other)
        for ledger in [LedgerName.main, other] {
            let events = (0..<300).map { number in
                maker.move(.random(in: 1...9, using: &maker.generator), from: "donor:1", to: "holding:\(number % 7)")
            }
            _ = try await original.journal(ledger).append(events)
        }
        let before = try await original.journal(as: .inspector)

        let cluster = try await TestCluster.disposable(durable: false)
        defer { cluster.stop() }
        let file = "\(cluster.server.home)/dump"
        try await PostgresProgram.run(
            "pg_dump", try Self.address(original.cluster) + ["--format=\(format)", "--file=\(file)", original.name])
        // A dump names the roles, but does not make them.
        let admin = try await Connection.open(cluster.options())
        #expect(try await admin.auditRoles().findings.map(\.check) == Array(repeating: "roles_missing", count: 5))
        #expect(try await admin.applyRoles().left == [])
        #expect(try await admin.auditRoles().findings == [])
        let arguments = try Self.address(cluster) + ["--dbname=pairledger"]
        if format == "plain" {
            try await PostgresProgram.run(
                "psql", arguments + ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=\(file)"])
        } else {
            try await PostgresProgram.run("pg_restore", arguments + ["--exit-on-error", file])
        }

        let restored = TestDatabase.asItIs(in: cluster)
        #expect(try await admin.auditRoles().findings == [])
        #expect(try await Migrator().state(on: admin) == .current)
        for ledger in [LedgerName.main, other] {
            let (old, new) = (
                try await original.journal(ledger, as: .inspector), try await restored.journal(ledger, as: .inspector)
            )
            #expect(
                try await new.read(LogSelection()).map(\.entry) == (try await old.read(LogSelection())).map(\.entry))
            #expect(try await new.allBalances() == (try await old.allBalances()))
            let event = maker.move(1, from: "holding:0", to: "project:P")
            let receipt = try await restored.journal(ledger).append([event])[0]
            #expect(receipt.position == 300 && !receipt.replayed)
            #expect(receipt.recordedAt >= (try await old.read(LogSelection()))[299].recordedAt)
            #expect(try await new.allBalances() == (try await new.read(LogSelection())).folded)
        }
        let leaves = try await Self.leaves(before.connection)
        let later = try await Self.leaves(admin)
        #expect(leaves.count == 600)
        #expect(Array(later[0..<300]) == Array(leaves[0..<300]) && Array(later[301..<601]) == Array(leaves[300...]))
        #expect(
            try await sqlState { try await admin.run { try $0.execute("DELETE FROM pairledger.event") } } == "PL007")
        let recorder = try await restored.connect(as: .recorder)
        let state = try await sqlState { try await recorder.run { try $0.query("SELECT FROM pairledger.event") } }
        #expect(state == "42501")
    }
}
