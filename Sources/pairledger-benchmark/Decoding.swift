import Accountability
import Journal
import PairLedgerTesting
import Projection

extension Bench {
    /// Entries in memory to events with their meaning, and to balances: what a fold of the log spends apart from its own work.
    func decoding() async throws -> [Measurement] {
        let entries = sample.filter { $0.type == "FundsSpent" }.map(\.entry)
        let repeats = 20
        func nanoseconds(_ body: () throws -> Int) async throws -> Double {
            let seconds = try await seconds {
                for _ in 0..<repeats {
                    guard try body() != 0 else { throw Contradiction("nothing was read of \(entries.count) entries") }
                }
            }
            return seconds * 1e9 / Double(repeats * entries.count)
        }
        let first = sample.count - entries.count
        let samples = try await samples(
            "decoding",
            of: [
                { try await nanoseconds { entries.reduce(0) { $0 &+ Self.walk($1) } } },
                { try await nanoseconds { try entries.reduce(0) { $0 + (try Self.project($1)) } } },
                { [sample] in
                    try await nanoseconds {
                        var fold = BalanceFold()
                        for row in sample { try fold.take(row.entry.span.bytes) }
                        return Int(fold.nextPosition) - first
                    }
                },
            ])
        let limitName = "each byte looked at once"
        // Other work on the same core slows reading down more than it does so simple a pass: the bounds leave room for that.
        return [
            Measurement(
                name: "an entry in memory to an event with its meaning", unit: "ns", ours: samples[1],
                limitName: limitName, limit: samples[0], bound: .atMost(10)),
            Measurement(
                name: "an entry in memory added to the balances", unit: "ns", ours: samples[2], limitName: limitName,
                limit: samples[0], bound: .atMost(6)),
        ]
    }

    /// A sum that every byte changes.
    private static func walk(_ entry: [UInt8]) -> Int {
        entry.withUnsafeBufferPointer { bytes in
            var sum = 1
            for byte in bytes { sum = sum &+ (Int(byte) &* 31 ^ sum) }
            return sum | 1
        }
    }

    private static func project(_ entry: [UInt8]) throws -> Int {
        try ProjectedEvent(RecordedEvent(entry: entry)).record.postings.count
    }
}
