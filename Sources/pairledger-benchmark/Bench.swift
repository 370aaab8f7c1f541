import Glibc
import Journal
import PairLedgerTesting
import Postgres

/// A durable server of its own, and what all measurements use of it.
final class Bench {
    let cluster: TestCluster
    let rounds: Int
    /// Ours and the limits go through the same connections, in turn.
    let clients: Clients
    /// Rows as the log holds them, whose bytes the limits write.
    let sample: [LogRow]

    private var names = 0

    static let callersMax = 64

    init(rounds: Int) async throws {
        self.rounds = rounds
        note("starting a server")
        cluster = try await TestCluster.disposable()
        clients = try await Clients(cluster, database: "pairledger", callers: Self.callersMax)
        try await clients.admin.run { session in
            for statement in LogRow.tables { _ = try session.execute(statement) }
        }
        try await clients.warmUp()
        for caller in clients.callers {
            try await caller.run { session in
                try session.prepare("insert", "INSERT INTO benchmark.line VALUES ($1)")
                for _ in 0..<8 { _ = try session.queryPrepared("insert", [.bytes([])]) }
            }
        }
        var opened = try await clients.openLedger("sample", seed: 0)
        _ = try await Journal(opened.name, on: clients.callers[0]).append(opened.payments.next(10_000))
        sample = try await LogRow.all(of: opened.name, on: clients.reader)
    }

    /// The name of a ledger that nobody used yet, and a seed that nobody drew from.
    func newName() -> (String, seed: Int) {
        names += 1
        return ("bench-\(names)", names)
    }

    func openLedger() async throws -> OpenLedger {
        let (name, seed) = newName()
        return try await clients.openLedger(name, seed: seed)
    }

    /// One sample of each contender a round: in turn, so that whatever else the machine does falls on all alike, and every other
    /// round backwards, so that none always comes after the same one.
    func samples(_ title: String, of contenders: [Contender]) async throws -> [[Double]] {
        var samples = contenders.map { _ in [Double]() }
        for round in 0..<rounds {
            note("\(title): round \(round + 1) of \(rounds)")
            let order = Array(contenders.indices)
            for contender in round.isMultiple(of: 2) ? order : order.reversed() {
                samples[contender].append(try await contenders[contender]())
            }
        }
        return samples
    }
}

/// Does what is measured once, and answers the figure.
typealias Contender = () async throws -> Double

/// Tells whoever waits how far the run has come.
func note(_ text: String) {
    let line = Array("\(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
}

/// How long `body` takes.
func seconds(_ body: () async throws -> Void) async throws -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start) / .seconds(1)
}
