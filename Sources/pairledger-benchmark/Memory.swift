import ArgumentParser
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres

extension Bench {
    /// The most memory that a process has which does nothing but read a long log, one for each way to read.
    func memory(_ ledger: LedgerName, events: Int) async throws -> [Measurement] {
        let server = cluster.options(user: "pairledger_inspector").overrides
        let conninfo = server.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
        let contenders: [Contender] = LongRead.allCases.map { way in
            { try Self.peak(of: ["read-log", way.rawValue, conninfo, ledger.description, "\(events)"]) }
        }
        let samples = try await samples("memory", of: contenders)
        return zip(LongRead.allCases, samples).map { way, ours in
            Measurement(
                name: "memory of a process reading \(events) events, \(way.rawValue)", unit: "MiB", ours: ours,
                limitName: "allowed", limit: [64], bound: .atMost(1))
        }
    }

    /// In MiB.
    private static func peak(of arguments: [String]) throws -> Double {
        let output = try Program.run(try Program.own, arguments, environment: [:])
        guard let kibibytes = Double(output) else { throw ProgramFailure("“\(output)” is no figure") }
        return kibibytes / 1024
    }
}

/// Reads a long log and prints the most memory that this process had resident, in KiB. The benchmark starts it.
struct ReadLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "read-log", shouldDisplay: false)

    @Argument var way: LongRead
    @Argument var conninfo: String
    @Argument var ledger: String
    @Argument var events: Int

    func run() async throws {
        guard let name = LedgerName(ledger) else { throw ValidationError("“\(ledger)” is not a ledger's name") }
        try await way.run(Journal(name, on: try await Connection.open(ConnectionOptions(conninfo))), events: events)
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else {
            throw ProgramFailure("/proc/self/status does not say how much memory was used")
        }
        print(line.filter(\.isNumber), terminator: "")
    }
}

extension LongRead: ExpressibleByArgument {}
