import Journal
import PairLedgerTesting
import Postgres

extension Bench {
    /// How long each report takes on a long log, from the start of the command to its end, beside a question for one row.
    func reports(events: Int) async throws -> [Measurement] {
        let ledger = try await makeSampleLedger(events: events)
        var environment = environment()
        environment["PAIRLEDGER_LEDGER"] = ledger.description
        let pairledger = try Program.beside("pairledger")
        note("reports: rebuilding the read models of \(events) events")
        try Program.run(pairledger, ["projection", "rebuild", "--quiet"], environment: environment)
        try await clients.admin.run { _ = try $0.execute("VACUUM (ANALYZE)") }

        let programs = try await clients.admin.run { session in
            try session.query("SELECT setting FROM pg_config WHERE name = 'BINDIR'").only().text(0)
        }
        let server = cluster.options(user: "pairledger_inspector").overrides
        let sql = "SELECT next_position FROM pairledger.ledger WHERE ledger = '\(ledger)'"
        let question = [
            "-X", "-h", server["host", default: ""], "-U", "pairledger_inspector", "-d", "pairledger", "-c", sql,
        ]
        let commands = try await reportCommands(of: ledger)
        let contenders: [Contender] =
            [{ try await Self.milliseconds("\(programs)/psql", question, environment) }]
            + commands.map { command in
                { try await Self.milliseconds(pairledger, command + ["--output", "/dev/null"], environment) }
            }
        let samples = try await samples("reports", of: contenders)
        return commands.enumerated().map { index, command in
            Measurement(
                name: "pairledger \(command.joined(separator: " ")), \(events) events", unit: "ms",
                ours: samples[index + 1], limitName: "psql -c, a question for one row", limit: samples[0],
                bound: .atMost(5))
        }
    }

    /// Every report, of things that are in the middle of the ledger.
    private func reportCommands(of ledger: LedgerName) async throws -> [[String]] {
        let things = try await clients.admin.run { session in
            try ["payment", "agreement", "project"].map { kind in
                let sql = """
                    SELECT split_part(stream, '/', 2) FROM pairledger.event WHERE ledger = $1 AND stream LIKE $2
                    ORDER BY position OFFSET 100 LIMIT 1
                    """
                return try session.query(sql, [.text(ledger.description), .text("\(kind)/%")]).only().text(0)
            }
        }
        _ = things
        return [["report", "position"], ["report", "balance"]]
    }
}
