import Accountability
import FoundationEssentials
import Journal
import PairLedgerTesting
import Postgres
import Projection

extension Bench {
    /// Folding a whole log into read models: in memory, into tables, and in batches as a worker does.
    func replay(events: Int) async throws -> [Measurement] {
        let ledger = try await makeSampleLedger(events: events)
        let projector = cluster.options(user: TestRole.projector.rawValue, database: "pairledger")
        let (one, two) = (try await Connection.open(projector), try await Connection.open(projector))
        let (journal, reader) = (Journal(ledger, on: one), Journal(ledger, on: two))
        func rate(_ body: () async throws -> Void) async throws -> Double { try await self.rate(events, body) }

        // Before anything grows here: what a process had at its beginning counts as its own.
        let peaks = [
            ("rebuild", ["projection", "rebuild", "--quiet"]),
            ("fold", ["report", "position", "--known-at", "\(events - 1)", "--quiet"]),
        ]
        let size = try await Self.entriesMiB(of: reader)
        let memory = try peaks.map { name, arguments in
            Measurement(
                name: "memory of a \(name) of \(events) events", unit: "MiB", ours: [try peak(arguments, ledger)],
                limitName: "the entries themselves", limit: [size], bound: nil)
        }

        let samples = try await samples(
            "replay",
            of: [
                { try await rate { try await self.countEntries(reader, events: events) } },
                { try await rate { try await Self.foldBalances(reader, events: events) } },
                { try await rate { try await Self.foldAll(reader, events: events) } },
                {
                    try await rate { try await Rebuild(ReadModels.all, of: journal, reader: reader).run() }
                },
                { try await self.catchUpRate(journal, reader, events: min(events, 200_000)) },
            ])
        try await verify(reader)
        for connection in [one, two] { await connection.close() }
        let limitName = "COPY of the entries, of which the bytes are only counted"
        func measurement(_ name: String, _ index: Int, _ bound: Measurement.Bound?) -> Measurement {
            Measurement(
                name: name, unit: "events/s", ours: samples[index], limitName: limitName, limit: samples[0],
                bound: bound)
        }
        return [
            measurement("folding the balances in memory", 1, .atLeast(0.6)),
            measurement("folding all read models in memory", 2, .atLeast(0.4)),
            measurement("rebuilding all read models into tables", 3, .atLeast(0.2)),
            Measurement(
                name: "a worker catching up, all read models", unit: "events/s", ours: samples[4],
                limitName: "wanted on a quiet machine", limit: [50_000], bound: .atLeast(1)),
        ] + memory
    }

    /// So many events in the time that something takes.
    func rate(_ events: Int, _ body: () async throws -> Void) async throws -> Double {
        Double(events) / (try await seconds(body))
    }

    // MARK: What is measured

    func countEntries(_ reader: Journal, events: Int) async throws {
        let sql =
            "COPY (SELECT entry FROM pairledger.event WHERE ledger = '\(reader.ledger)' ORDER BY position) TO STDOUT (FORMAT binary)"
        let bytes = try await reader.connection.run { session in
            var bytes = 0
            try session.copyOut(sql) { bytes += $0.count }
            return bytes
        }
        guard bytes > events * 200 else { throw Contradiction("COPY gave \(bytes) bytes for \(events) events") }
    }

    private static func foldBalances(_ reader: Journal, events: Int) async throws {
        let ledger = reader.ledger
        let count = try await reader.connection.run { session in
            var fold = BalanceFold()
            try Journal.forEachEntry(LogSelection(), of: ledger, on: session) { _, entry in try fold.take(entry) }
            return fold.nextPosition
        }
        guard count == events else { throw Contradiction("\(count) of \(events) events were folded") }
    }

    static func foldAll(_ reader: Journal, events: Int) async throws {
        let (funds, projects) = (ModelState(Funds.self), ModelState(Projects.self))
        let extent = try await History(reader).fold(
            funds, projects, ModelState(Outcomes.self), ModelState(RegionModel.self),
            ModelState(CooperationModel.self), ModelState(Projection.Findings.self), ModelState(Timeline.self))
        let sum = funds.read { $0.accounts.rows.values.reduce(0) { $0 + $1.balance } }
        guard extent.end == events, sum == 0 else { throw Contradiction("\(extent.end) events come to \(sum)") }
    }

    /// Of a worker that begins with no rows.
    private func catchUpRate(_ journal: Journal, _ reader: Journal, events: Int) async throws -> Double {
        try await empty(journal.ledger)
        let worker = ProjectionWorker(ReadModels.all, of: journal, reader: reader)
        let seconds = try await seconds {
            var next: Int64 = 0
            while next < events {
                let batch = try await worker.runBatch()
                guard batch.events > 0, let reached = batch.nextPosition else {
                    throw Contradiction("the worker stopped at \(next): \(batch.stopped)")
                }
                next = reached
            }
        }
        return Double(events) / seconds
    }

    // MARK: Around it

    /// A ledger of invented events of all kinds.
    func makeSampleLedger(events: Int) async throws -> LedgerName {
        let (text, _) = newName()
        guard let name = LedgerName(text) else { preconditionFailure("\(text) is not a ledger's name") }
        _ = try await clients.admin.createLedger(name)
        note("replay: generating \(events) events")
        let arguments = ["sample", "generate", "--seed", "1", "--events", "\(events)", "--into", text, "--quiet"]
        try Program.run(try Program.beside("pairledger"), arguments, environment: environment())
        try await clients.admin.run { _ = try $0.execute("VACUUM (ANALYZE) pairledger.event") }
        return name
    }

    func environment() -> [String: String] {
        let words = cluster.options(database: "pairledger").overrides
        let conninfo = words.map { "\($0.key)='\($0.value)'" }.sorted().joined(separator: " ")
        return ["PAIRLEDGER_DATABASE_URL": conninfo, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    }

    /// Lets every projection begin at the first event again.
    private func empty(_ ledger: LedgerName) async throws {
        try await clients.admin.run { session in
            let generations = try session.query(
                "SELECT generation FROM pairledger_model.generation WHERE ledger = $1 AND is_current",
                [.text(ledger.description)]
            ).map { try $0.int8(0) }
            for generation in generations {
                let tables = try session.query(
                    """
                    SELECT relname FROM pg_class WHERE relnamespace = 'pairledger_model'::regnamespace AND relkind = 'r'
                        AND relname LIKE $1
                    """, [.text("%\\_\(generation)")]
                ).map { try $0.text(0) }
                for table in tables { _ = try session.execute("TRUNCATE pairledger_model.\(table)") }
            }
            _ = try session.execute(
                "UPDATE pairledger_model.generation SET next_position = 0 WHERE ledger = $1",
                [.text(ledger.description)])
        }
    }

    private func verify(_ reader: Journal) async throws {
        note("replay: holding the rows against the log")
        for model in ReadModels.all {
            let outcome = try await Verification(reader).verify(model)
            guard outcome.differenceCount == 0 else {
                throw Contradiction("\(outcome.differenceCount) rows of \(model.name) differ: \(outcome.differences)")
            }
        }
    }

    private static func entriesMiB(of reader: Journal) async throws -> Double {
        let ledger = reader.ledger.description
        let bytes = try await reader.connection.run { session in
            let sql = "SELECT sum(octet_length(entry))::bigint FROM pairledger.event WHERE ledger = $1"
            return try session.query(sql, [.text(ledger)]).only().int8(0)
        }
        return Double(bytes) / 1_048_576
    }

    /// The most memory that a run of pairledger has, in MiB.
    private func peak(_ arguments: [String], _ ledger: LedgerName) throws -> Double {
        let output = try Program.runMeasured(
            try Program.beside("pairledger"), arguments + ["--ledger", ledger.description], environment: environment())
        return Double(output.peakKiB) / 1024
    }
}
