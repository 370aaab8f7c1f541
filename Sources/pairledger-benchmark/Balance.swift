import FoundationEssentials
import Journal
import PairLedgerTesting

extension Bench {
    /// The balance of every account of a file, from the start of the program to its end, beside programs of plain text accounting on
    /// the same transactions.
    func balance() async throws -> [Measurement] {
        let transactions = 100_000
        let ledger = try await makeLongLog(events: transactions)
        let pairledger = try Program.beside("pairledger")
        var environment = ProcessInfo.processInfo.environment
        environment = environment.filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("PAIRLEDGER_") }
        environment["PAIRLEDGER_HOME"] = cluster.server.home
        environment["PAIRLEDGER_LEDGER"] = ledger.description
        let (entries, journal) = ("\(cluster.server.home)/balance.ndjson", "\(cluster.server.home)/balance.journal")
        note("balance: writing \(transactions) transactions")
        try Program.run(
            pairledger, ["log", "show", "--quiet", "--limit", "0", "--format", "ndjson", "--output", entries],
            environment: environment)
        try Program.run(pairledger, ["export", "journal", "--quiet", "--output", journal], environment: environment)

        environment["PAIRLEDGER_LEDGER"] = nil
        let others = [("ledger", 0.25), ("hledger", 0.05)]
        let commands = try others.map { name, _ in (try Program.onPath(name), ["-f", journal, "balance"]) }
        let contenders: [Contender] = ([(pairledger, ["report", "balance", "--file", entries])] + commands).map {
            program, arguments in
            { [environment] in
                try await seconds {
                    let output = try Program.run(program, arguments, environment: environment)
                    guard output.contains("SH-YN-2021-101") else {
                        throw Contradiction("\(program) shows another balance: \(output.prefix(200))")
                    }
                } * 1000
            }
        }
        let samples = try await samples("balance", of: contenders)
        return zip(others, samples.dropFirst()).map { other, limit in
            Measurement(
                name: "balance of \(transactions) transactions from a file", unit: "ms", ours: samples[0],
                limitName: "\(other.0) balance of the same as a journal", limit: limit, bound: .atMost(other.1))
        }
    }
}
