import FoundationEssentials
import Glibc
import Journal
import PairLedgerTesting
import Postgres
import Testing

@Suite("Kills of clients, of backends and of the server", .serialized) struct KillTests {
    /// Who is killed.
    private enum Victim: CaseIterable { case client, backend, server }

    /// Appends calls of one to four events until it is killed or the database no longer answers, and notes every answer in a
    /// file that outlives it.
    private static func write(_ options: ConnectionOptions, seed: UInt64, into path: String) async throws {
        var maker = EventMaker(seed: seed)
        // Whoever is killed may be dead before the last of the writers has come in.
        guard let connection = try? await Connection.open(options) else { return }
        let journal = Journal(.main, on: connection)
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
        defer { close(file) }
        while true {
            let call = (0..<Int.random(in: 1...4, using: &maker.generator)).map {
                maker.move(1, from: "donor:1", to: "holding:1", stream: "note/\($0)")
            }
            guard let receipts = try? await journal.append(call) else { return }
            var lines = zip(call, receipts).map { "\($0.id.canonicalText) \($1.position)\n" }.joined()
            lines.withUTF8 { precondition(Glibc.write(file, $0.baseAddress, $0.count) == $0.count) }
        }
    }

    /// Three writers side by side.
    private static func write(_ options: ConnectionOptions, seeds: [UInt64], into path: String) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in seeds { group.addTask { try await write(options, seed: seed, into: path) } }
            try await group.waitForAll()
        }
    }

    /// The positions that the writers were told. A line that a kill cut off counts for nothing.
    private static func acknowledged(_ path: String) throws -> [UUID: Int64] {
        let text = try TextFile.read(path, limit: 1 << 26) ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().reduce(into: [:]) {
            let words = $1.split(separator: " ")
            if let id = UUID(uuidString: String(words[0])) { $0[id] = Int64(words[1]) }
        }
    }

    /// Waits until that many events more are acknowledged, and then for so many milliseconds.
    private static func wait(_ milliseconds: Int, after path: String, grows bytes: Int) async throws {
        func size() -> Int {
            var status = stat()
            return stat(path, &status) == 0 ? Int(status.st_size) : 0
        }
        let start = size()
        for _ in 0..<30_000 where size() < start + bytes { try await Task.sleep(for: .milliseconds(2)) }
        try #require(size() >= start + bytes, "the writers come to nothing")
        try await Task.sleep(for: .milliseconds(milliseconds))
    }

    /// About twenty lines: then the writers are well under way.
    private static let underWay = 800

    @Test("whoever is killed, every acknowledged event is there, no position is missing, and the accounts are the fold")
    func kills() async throws {
        let cluster = try await TestCluster.disposable(durable: true)
        defer { cluster.stop() }
        let database = try await TestDatabase.only(of: cluster)
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix64(seed: seed)
        let path = "\(cluster.server.home)/acknowledged"
        let options = cluster.options(user: TestRole.recorder.rawValue)
        for victim in (Victim.allCases + Victim.allCases + Victim.allCases).shuffled(using: &generator) {
            let before = try Self.acknowledged(path).count
            let seeds = (0..<3).map { _ in generator.next() }
            let delay = Int.random(in: 0..<60, using: &generator)
            if victim == .client {
                let host = try #require(options.overrides["host"])
                await #expect(processExitsWith: .signal(SIGKILL)) {
                    [host = host as String, path = path as String, seeds = seeds as [UInt64], delay = delay as Int] in
                    Task.detached {
                        try await KillTests.wait(delay, after: path, grows: KillTests.underWay)
                        kill(getpid(), SIGKILL)
                    }
                    let overrides = ["host": host, "user": TestRole.recorder.rawValue, "dbname": "pairledger"]
                    try await KillTests.write(ConnectionOptions("", overrides: overrides), seeds: seeds, into: path)
                }
            } else {
                let writing = Task { try await Self.write(options, seeds: seeds, into: path) }
                try await Self.wait(delay, after: path, grows: Self.underWay)
                if victim == .server {
                    cluster.killServer()
                } else {
                    let backends = "SELECT pid FROM pg_stat_activity WHERE usename = 'pairledger_recorder' ORDER BY pid"
                    let pids = try await database.connect().run { try $0.query(backends).map { try $0.int(0) } }
                    kill(pid_t(try #require(pids.randomElement(using: &generator))), SIGKILL)
                }
                try await writing.value
            }
            try await check(database, victim, path, seed: seed, before: before)
        }
    }

    private func check(
        _ database: TestDatabase, _ victim: Victim, _ path: String, seed: UInt64, before: Int
    ) async throws {
        let comment: Comment = "\(victim) killed, seed \(seed)"
        let admin = try await Self.connect(to: database, after: victim)
        // What a killed client had sent is still carried out.
        try await admin.wait(
            until: "SELECT count(*) = 0 FROM pg_stat_activity WHERE usename = 'pairledger_recorder'")
        let acknowledged = try Self.acknowledged(path)
        #expect(acknowledged.count > before, comment)
        let journal = Journal(.main, on: admin)
        let log = try await journal.read(LogSelection())
        let positions = Dictionary(uniqueKeysWithValues: log.map { ($0.id, $0.position) })
        for (id, position) in acknowledged { #expect(positions[id] == position, comment) }
        #expect(log.map(\.position) == (0..<(try await journal.nextPosition())).map { $0 }, comment)
        let balances = try await journal.allBalances()
        #expect(balances == log.folded && balances.values.reduce(0, +) == 0, comment)
        await admin.close()
    }

    /// A server that was killed is started; one that lost a backend recovers by itself, and turns people away meanwhile.
    private static func connect(to database: TestDatabase, after victim: Victim) async throws -> Connection {
        if victim == .server { try await database.cluster.restart() }
        for _ in 0..<600 {
            if let connection = try? await database.connect() { return connection }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await database.connect()
    }
}
