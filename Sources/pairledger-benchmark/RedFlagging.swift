import Accountability
import Journal
import PairLedgerTesting
import Postgres
import Projection

extension Bench {
    /// All rules over a whole log, beside folding it into the read models.
    func check(events: Int) async throws -> [Measurement] {
        let ledger = try await makeSampleLedger(events: events)
        let inspector = try await Connection.open(
            cluster.options(user: TestRole.inspector.rawValue, database: "pairledger"))
        let reader = Journal(ledger, on: inspector)
        let samples = try await samples(
            "check",
            of: [
                { try await seconds { try await Self.foldAll(reader, events: events) } },
                { try await seconds { try await Self.checkAll(reader, events: events) } },
            ])
        await inspector.close()
        return [
            Measurement(
                name: "all \(RedFlags.rules.count) rules over \(events) events", unit: "s", ours: samples[1],
                limitName: "folding all read models in memory", limit: samples[0], bound: .atMost(2))
        ]
    }

    private static func checkAll(_ reader: Journal, events: Int) async throws {
        let inspection = Inspection(delayMin: 36_501)
        let folded = FoldedModels([Projection.Findings.self], observers: [inspection])
        let extent = try await History(reader).fold(folded)
        let inspected = try inspection.ledger(folded, on: nil)
        // The sample's policies do not matter for the time; without them its late records are no hits, as none are taken up.
        let hits = RedFlags.hits(in: inspected, [:])
        guard extent.end == events, hits.isEmpty else {
            throw Contradiction("\(hits.count) hits in \(extent.end) events without irregularities")
        }
    }
}
