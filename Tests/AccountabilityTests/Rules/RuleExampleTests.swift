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

    @Test("is of one of the rules that a policy knows, each once, in their order")
    func catalogue() {
        #expect(Self.rules == Self.rules.sorted() && Set(Self.rules).count == Self.rules.count)
        #expect(Set(Self.rules).isSubset(of: Set(PolicyRule.all.map { $0.id })))
    }
}

extension Log {
    init(_ example: RuleExample) throws {
        try self.init()
        delay = example.delay
        for step in Setting.beginning + example.requests { try record(step.request, by: step.actor) }
    }
}
