import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres

extension Bench {
    /// How long a command takes from its start to its end.
    ///
    /// - Parameter samples: a folder of CSV files, from which there is something to report.
    func startUp(samples folder: String) async throws -> [Measurement] {
        var environment = ProcessInfo.processInfo.environment
        environment = environment.filter { !$0.key.hasPrefix("PG") && !$0.key.hasPrefix("PAIRLEDGER_") }
        environment["PAIRLEDGER_HOME"] = cluster.server.home
        let pairledger = try Program.beside("pairledger")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }.sorted()
        try Program.run(
            pairledger, ["import", "csv", "--quiet"] + files.map { "\(folder)/\($0)" }, environment: environment)
        let report = ["report", "position"]
        try Program.run(pairledger, report, environment: environment)

        // Asked of the server, since Debian's psql on the PATH is a wrapper in Perl and no fair limit.
        let programs = try await clients.admin.run { session in
            try session.query("SELECT setting FROM pg_config WHERE name = 'BINDIR'").only().text(0)
        }
        let server = cluster.options(user: "pairledger_inspector").overrides
        let question = [
            "-X", "-h", server["host", default: ""], "-U", "pairledger_inspector", "-d", "pairledger", "-c", "select 1",
        ]
        let commands = [("\(programs)/psql", question), (pairledger, ["--version"]), (pairledger, report)]
        let contenders: [Contender] = commands.map { program, arguments in
            { try await Self.milliseconds(program, arguments, environment) }
        }
        let samples = try await samples("start-up", of: contenders)
        return zip(["--version", "report position"], [2.0, 4.0]).enumerated().map { index, command in
            Measurement(
                name: "pairledger \(command.0), start to end", unit: "ms", ours: samples[index + 1],
                limitName: "psql -c 'select 1' on the same server", limit: samples[0], bound: .atMost(command.1))
        }
    }

    /// The median of some runs: a start is so short that one of them says little.
    static func milliseconds(
        _ program: String, _ arguments: [String], _ environment: [String: String]
    ) async throws -> Double {
        var samples: [Double] = []
        for _ in 0..<7 {
            samples.append(try await seconds { try Program.run(program, arguments, environment: environment) } * 1000)
        }
        return samples.median
    }
}
