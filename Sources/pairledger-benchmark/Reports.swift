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

    /// Every report, where it needs one of a thing that is in the middle of the ledger.
    private func reportCommands(of ledger: LedgerName) async throws -> [[String]] {
        func thing(_ kind: String) async throws -> String {
            let sql = """
                SELECT stream FROM pairledger.event WHERE ledger = $1 AND stream LIKE $2 AND type LIKE $3
                ORDER BY position OFFSET 100 LIMIT 1
                """
            let type = kind == "project" ? "FundsAllocated" : "Funds%"
            return try await clients.admin.run { session in
                try session.query(sql, [.text(ledger.description), .text("\(kind)/%"), .text(type)]).only().text(0)
            }
        }
        let (project, agreement, transfer) = (
            try await thing("project"), try await thing("agreement"), try await thing("transfer")
        )
        let identifier = String(project.dropFirst("project/".count))
        let whole = [
            "position", "flows", "targeting", "disparity", "cooperation", "scorecard", "balance", "aging",
            "commitments",
            "projects", "outcomes", "claims",
        ]
        return whole.map { ["report", $0] } + [
            ["report", "project", identifier], ["report", "timeline", project],
            ["report", "register", "project:\(identifier)"], ["trace", agreement], ["trace", transfer],
            ["trace", project],
        ]
    }
}
