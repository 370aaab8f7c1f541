import ArgumentParser
import Dispatch
import FoundationEssentials
import Glibc
import Journal
import PairLedgerTesting
import Postgres

/// Measures pairledger beside the raw limits of the same server, in the same run.
@main
struct Benchmark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Scripts/benchmark",
        abstract: "Measure pairledger beside the raw limits of PostgreSQL, both in turn in the same run.",
        usage: "Scripts/benchmark [--rounds N] [--only NAME...] [--events N] [--json FILE]",
        discussion: """
            Starts a private server that writes durably, measures, and removes it. Every figure stands beside a limit and is \
            judged by the ratio of their medians. While events are recorded somebody reads the log, and after every round what \
            was read, what was acknowledged and what the accounts hold must agree; otherwise the run ends with the contradiction.

            Exit status: 0 when every ratio holds, 1 when one falls short or the run failed, 64 for wrong usage.

            Examples:
              Scripts/benchmark
              Scripts/benchmark --rounds 11 --json figures.json
              Scripts/benchmark --only batches reading --events 100000
            """,
        subcommands: [ReadLog.self])

    /// What can be measured by itself.
    enum Part: String, CaseIterable, ExpressibleByArgument {
        case single, lock, ledgers, batches, decoding, reading, memory, balance, replay, reports, check, seal, start,
            `import`
    }

    @Option(help: "How often everything is measured in turn.") var rounds = 5
    @Option(help: "Write every sample to this file as JSON.", completion: .file()) var json: String?
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Measure only these: \(Part.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
    var only: [Part] = []
    @Option(help: "How many events the log has that is read.") var events = 1_000_000
    @Option(help: "The folder of CSV files that the report at start-up is drawn from.", completion: .directory)
    var samples = "Scripts/samples/kizilsu-2014"

    func validate() throws {
        guard rounds > 0 else { throw ValidationError("--rounds must be at least 1.") }
        guard events >= 1000 else { throw ValidationError("--events must be at least 1000.") }
    }

    func run() async throws {
        let work = Task { try await measured() }
        let signals = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { work.cancel() }
            source.resume()
            return source
        }
        defer { for signal in signals { signal.cancel() } }
        let findings: Findings
        do {
            findings = try await work.value
        } catch {
            guard work.isCancelled else { throw error }
            note("stopped")
            throw ExitCode(1)
        }
        print(findings.table, terminator: "")
        if let json { try findings.json().write(to: URL(filePath: json)) }
        if !findings.measurements.allSatisfy(\.holds) { throw ExitCode(1) }
    }

    private func measured() async throws -> Findings {
        if Self.isInMemory("/tmp") { note("warning: /tmp is kept in memory, so that nothing here waits for a disk") }
        let before = Findings.load()
        let bench = try await Bench(rounds: rounds)
        let measurements = try await measure(bench, Set(only.isEmpty ? Part.allCases : only))
        let server = try await bench.clients.admin.run { try $0.query("SHOW server_version").only().text(0) }
        bench.cluster.stop()
        return Findings(
            rounds: rounds, server: "PostgreSQL \(server)", loadBefore: before, loadAfter: Findings.load(),
            measurements: measurements)
    }

    private func measure(_ bench: Bench, _ parts: Set<Part>) async throws -> [Measurement] {
        var measurements: [Measurement] = []
        if parts.contains(.start) { measurements += try await bench.startUp(samples: samples) }
        if parts.contains(.single) { measurements += try await bench.singleEvents() }
        if parts.contains(.lock) { measurements += try await bench.flushOutsideLock() }
        if parts.contains(.ledgers) { measurements += try await bench.severalLedgers() }
        if parts.contains(.batches) { measurements += try await bench.batches() }
        if parts.contains(.decoding) { measurements += try await bench.decoding() }
        if parts.contains(.balance) { measurements += try await bench.balance() }
        if parts.contains(.replay) { measurements += try await bench.replay(events: events) }
        if parts.contains(.reports) { measurements += try await bench.reports(events: events) }
        if parts.contains(.check) { measurements += try await bench.check(events: events) }
        if parts.contains(.import) { measurements += try await bench.importing(events: events) }
        if parts.contains(.seal) { measurements += try await bench.seal(events: events) }
        guard parts.contains(.reading) || parts.contains(.memory) else { return measurements }
        let long = try await bench.makeLongLog(events: events)
        if parts.contains(.reading) { measurements += try await bench.reading(long, events: events) }
        if parts.contains(.memory) { measurements += try await bench.memory(long, events: events) }
        return measurements
    }

    private static func isInMemory(_ folder: String) -> Bool {
        let mounts = (try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)) ?? ""
        return mounts.split(separator: "\n").contains { $0.hasPrefix("tmpfs \(folder) ") }
    }
}
