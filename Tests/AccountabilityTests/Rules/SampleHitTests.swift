import Assistance
import CanonicalJSON
import Interchange
import Sample
import Testing

@testable import Accountability

/// What the rules find in invented ledgers, against what was put into them.
@Suite("In an invented ledger, the rules")
struct SampleHitTests {
    @Test("find every irregularity that was put in, and nothing else", arguments: [1, 7, 20_160_101] as [Int64])
    func answers(seed: Int64) throws {
        let (inspecting, sample) = try Self.inspect(seed: seed, irregularities: true)
        let found = Dictionary(grouping: try inspecting.hits(), by: \.rule.description)
        let planted = Dictionary(grouping: sample.answers, by: \.rule)
        for rule in RedFlags.rules.map({ $0.policy.id.description }) {
            let hits = Set((found[rule] ?? []).map(\.subject))
            let answers = Set((planted[rule] ?? []).map(\.subject))
            #expect(!answers.isEmpty, "seed \(seed): nothing for \(rule) to find")
            #expect(
                hits.subtracting(answers).sorted().prefix(5) == [],
                "seed \(seed), \(rule): flagged, and nothing is wrong")
            #expect(answers.subtracting(hits).sorted().prefix(5) == [], "seed \(seed), \(rule): not found")
        }
    }

    @Test("find nothing where nothing was put in", arguments: [1, 7, 20_160_101] as [Int64])
    func clean(seed: Int64) throws {
        let hits = try Self.inspect(seed: seed, irregularities: false).0.hits()
        let counts = Dictionary(grouping: hits, by: \.rule.description).mapValues(\.count)
        #expect(counts == [:], "seed \(seed): \(hits.prefix(5).map { "\($0.rule) \($0.subject): \($0.statement)" })")
    }

    private static func inspect(seed: Int64, irregularities: Bool) throws -> (Inspecting, SampleLedger) {
        var sample = SampleLedger(seed: seed, events: 12_000, irregularities: irregularities)
        var log = try Log()
        while let event = try sample.next() { try log.append(event.decided, by: event.line.actor) }
        return (try Inspecting(log), sample)
    }
}
