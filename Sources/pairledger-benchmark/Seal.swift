import FoundationEssentials
import Glibc
import Journal
import PairLedgerTesting
import Postgres
import TransparencyLog

extension Bench {
    /// Sealing a log, and verifying what was sealed.
    func seal(events: Int) async throws -> [Measurement] {
        let ledger = try await makeSampleLedger(events: events)
        let added = max(1, events / 100)
        let inspector = try await Connection.open(
            cluster.options(user: TestRole.inspector.rawValue, database: "pairledger"))
        let journal = Journal(ledger, on: inspector)
        guard let name = KeyName("audit.example/bench") else { preconditionFailure("a name of a key") }
        let key = SigningKey(name: name)
        let base = FileManager.default.temporaryDirectory.appending(path: "pairledger-seals-\(getpid())").path
        defer { try? FileManager.default.removeItem(atPath: base) }
        func folder(_ part: Int) -> SealFolder { SealFolder("\(base)/\(part)") }

        // A seal of the whole log anew each time, and one that goes on from the log as it was a hundredth before.
        var (whole, further): ([Double], [Double]) = ([], [])
        let verified = try await samples(
            "seal",
            of: [
                { try await self.rate(events) { try await self.countEntries(journal, events: events) } },
                { try await self.rate(events) { try await Self.computeRoot(of: journal, events: events) } },
            ])
        for round in 0..<rounds {
            try await self.withoutLast(added, of: ledger) {
                _ = try await Sealer(journal, into: folder(round), key: key).seal()
            }
            further.append(
                try await seconds {
                    let outcome = try await Sealer(journal, into: folder(round), key: key).seal()
                    guard outcome.checkpoint.checkpoint.size - outcome.before == Int64(added) else {
                        throw Contradiction("\(outcome.before) entries were sealed before")
                    }
                })
            whole.append(
                try await seconds { _ = try await Sealer(journal, into: folder(rounds + round), key: key).seal() })
        }
        let bundle = try await Prover(journal, seals: folder(0)).prove([Int64(events / 2)..<Int64(events / 2 + 1)])
        let beyond = bundle.bytes.count - bundle.entries[0].count
        let file = "\(base)/bundle.proof"
        _ = FileManager.default.createFile(atPath: file, contents: Data(bundle.bytes))
        let program = try Program.beside("pairledger")
        let verifications = try (0..<(rounds * 5)).map { _ in
            try processMilliseconds {
                try Program.run(
                    program, ["log", "verify", file, "--trust", "\(key.verifier)"], environment: environment())
            }
        }
        await inspector.close()
        return [
            Measurement(
                name: "leaves and root of \(events) entries", unit: "events/s", ours: verified[1],
                limitName: "COPY of the entries, of which the bytes are only counted", limit: verified[0],
                bound: .atLeast(0.4)),
            Measurement(
                name: "a checkpoint with \(added) new entries", unit: "s", ours: further,
                limitName: "one of all \(events) entries anew", limit: whole, bound: .atMost(0.02)),
            Measurement(
                name: "a proof of one entry, beyond the entry", unit: "bytes", ours: [Double(beyond)],
                limitName: "4 KiB",
                limit: [4096], bound: .atMost(1)),
            Measurement(
                name: "verifying it, the whole process", unit: "ms of processor", ours: verifications,
                limitName: "20 ms", limit: [20], bound: .atMost(1)),
        ]
    }

    private static func computeRoot(of journal: Journal, events: Int) async throws {
        let ledger = journal.ledger
        let tree = try await journal.connection.run { session in
            var tree = CompactRange()
            try Journal.forEachLeaf(LogSelection(), of: ledger, on: session) { tree.append($1) }
            return tree
        }
        guard tree.size == events, tree.root != .emptyTree else {
            throw Contradiction("a tree of \(tree.size) entries")
        }
    }

    /// The ledger's head stands further back meanwhile, so that the last entries are not there for anybody.
    private func withoutLast(_ count: Int, of ledger: LedgerName, _ body: () async throws -> Void) async throws {
        func move(by count: Int) async throws {
            try await clients.admin.run { session in
                _ = try session.execute(
                    "UPDATE pairledger.ledger SET next_position = next_position + $2 WHERE ledger = $1",
                    [.text(ledger.description), .int8(Int64(count))])
            }
        }
        try await move(by: -count)
        try await body()
        try await move(by: count)
    }

    /// What the processor spent on programs that were waited for meanwhile, in ms.
    private func processMilliseconds(_ body: () throws -> Void) throws -> Double {
        func spent() -> Double {
            var usage = rusage()
            getrusage(RUSAGE_CHILDREN.rawValue, &usage)
            let times = [usage.ru_utime, usage.ru_stime]
            return times.reduce(0) { $0 + Double($1.tv_sec) * 1e3 + Double($1.tv_usec) / 1e3 }
        }
        let before = spent()
        try body()
        return spent() - before
    }
}
