import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Accountability

@Suite("The example of every rule")
struct RuleExampleTests {
    static let rules = RedFlags.rules.map { $0.policy.id }

    @Test("has the hits that it says, and none before anything was wrong", arguments: rules)
    func example(id: Identifier) throws {
        let rule = try #require(RedFlags.rules.first { $0.policy.id == id })
        let example = rule.example
        let log = try Log(example)
        let hits = try Inspecting(log, asOf: example.on).hits(on: example.on, id.description)
        #expect(hits.map(\.subject).sorted() == example.hits.sorted(), "\(hits.map(\.statement))")
        for hit in hits {
            #expect(!hit.positions.isEmpty && hit.positions == Set(hit.positions).sorted())
            #expect(hit.positions.allSatisfy { log.events.indices.contains(Int($0)) })
            #expect(!hit.statement.isEmpty && !hit.chinese.isEmpty && hit.found != hit.limit)
        }
        let first = try #require(log.events.first?.effectiveOn)
        #expect(try Inspecting(log, asOf: first).hits(on: first, id.description).isEmpty)
    }

    @Test(
        "of R20 is of December; what is recorded late is a hit too, from the day after the limit on",
        arguments: [30, 31, 400])
    func backdating(delay: Int) throws {
        let log = try Log(Setting.fund(600_000, "2019-03-01"), delay: delay)
        let hits = try Inspecting(log).hits(on: Setting.date("2019-12-31"), "R20")
        #expect(hits.count == (delay > 30 ? log.events.count : 0))
        #expect(hits.allSatisfy { $0.found == Int64(delay) && $0.limit == 30 && $0.positions.count == 1 })
    }

    @Test("is of one of the rules that a policy knows, each once, in their order")
    func catalogue() {
        #expect(Self.rules == Self.rules.sorted() && Set(Self.rules).count == Self.rules.count)
        #expect(Set(Self.rules).isSubset(of: Set(PolicyRule.all.map { $0.id })))
    }
}

extension Log {
    init(_ example: RuleExample) throws { try self.init(example.requests, delay: 0) }

    /// - Parameter delay: how many days after it happened each event is recorded.
    init(_ steps: [Setting.Step], delay: Int) throws {
        try self.init()
        self.delay = delay
        for step in Setting.beginning + steps { try record(step.request, by: step.actor) }
    }
}
