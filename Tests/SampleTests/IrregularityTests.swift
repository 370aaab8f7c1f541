import Assistance
import CanonicalJSON
import Foundation
import Interchange
import Testing

@testable import Sample

@Suite("The irregularities of an invented ledger")
struct IrregularityTests {
    private static let made = Result { try SampleTests.Made(seed: 11, events: 20_000, irregularities: true) }

    /// The answers to one rule, each with its events.
    private static func cases(of rule: String) throws -> [(answer: Answer, events: [SampleEvent])] {
        let made = try made.get()
        let byID = Dictionary(uniqueKeysWithValues: made.events.map { ($0.line.id, $0) })
        let answers = made.sample.answers.filter { $0.rule == rule }
        try #require(answers.count >= 3, "\(rule)")
        return try answers.map { answer in (answer, try answer.events.map { try #require(byID[$0]) }) }
    }

    /// What stands behind the kind of the subject.
    private static func identifier(_ answer: Answer) throws -> Identifier {
        try #require(answer.subject.split(separator: "/").last.flatMap { Identifier(String($0)) })
    }

    private static func project(_ answer: Answer) throws -> Project {
        let id = try identifier(answer)
        return try #require(try made.get().sample.books.projects[id])
    }

    @Test("are only there when asked for")
    func absent() throws {
        #expect(try SampleTests.Made(seed: 11, events: 3_000).sample.answers.isEmpty)
    }

    @Test("name events of the sample, the same ones each time")
    func events() throws {
        let (one, other) = (try Self.made.get(), try SampleTests.Made(seed: 11, events: 20_000, irregularities: true))
        #expect(one.sample.answers.map(\.value) == other.sample.answers.map(\.value))
        let ids = Set(one.events.map(\.line.id))
        #expect(one.sample.answers.allSatisfy { !$0.events.isEmpty && ids.isSuperset(of: $0.events) })
    }

    @Test(
        "R01, R11: a project has the money that the answer says, never starts, and spends nothing",
        arguments: ["R01", "R11"])
    func idle(rule: String) throws {
        for (answer, _) in try Self.cases(of: rule) {
            let project = try Self.project(answer)
            #expect(project.unspent.minorUnits == answer.figures["amount"])
            #expect(project.stage == .approved && project.spent.isZero)
        }
    }

    @Test("R02: money is sent on so many days after it was received")
    func retained() throws {
        for (answer, events) in try Self.cases(of: "R02") {
            let days = try #require(answer.figures["days"])
            #expect(days > 60)
            let forward = try #require(events.first)
            let sent = try Self.made.get().events.filter {
                $0.line.stream.description == answer.subject && $0.line.type == "FundsReceived"
            }
            let last = try #require(sent.last)
            #expect(last.line.effectiveOn.days(until: forward.line.effectiveOn) == Int(days))
        }
    }

    @Test("R03: less is received than was promised")
    func shortfall() throws {
        for (answer, _) in try Self.cases(of: "R03") {
            let id = try Self.identifier(answer)
            let received = try Self.made.get().events.filter {
                $0.line.type == "FundsReceived"
                    && ["\(id)-T1", "\(id)-T2"].contains($0.line.stream.identifier.description)
            }.reduce(0) { $0 + ($1.line.data["amount"]?.integerValue ?? 0) }
            #expect(received == answer.figures["received"])
            let promised = try #require(try Self.made.get().sample.books.agreements[id])
            #expect(promised.promised.minorUnits == answer.figures["committed"])
            #expect(received < promised.promised.minorUnits)
        }
    }

    @Test("R04: less is received than was sent, and the rest is still in transit")
    func mismatch() throws {
        for (answer, _) in try Self.cases(of: "R04") {
            let id = try Self.identifier(answer)
            let transfer = try #require(try Self.made.get().sample.books.transfers[id])
            #expect(transfer.sent.minorUnits == answer.figures["sent"])
            #expect(transfer.received.minorUnits == answer.figures["received"])
            #expect(transfer.outstanding.isPositive)
        }
    }

    @Test("R07: money goes to a region that is not within the pairing's recipient")
    func offPair() throws {
        for (_, events) in try Self.cases(of: "R07") {
            let transfer = try #require(events.first)
            guard case .fundsTransferred(let data) = transfer.decided.event else {
                Issue.record("\(transfer.line.type)")
                continue
            }
            let pairing = try #require(try Self.made.get().sample.books.pairings[data.pairing])
            #expect(!data.to.isWithin(pairing.recipient) && data.offPair != nil)
        }
    }

    @Test("R10: more is paid under a contract than it is worth")
    func overspend() throws {
        for (answer, events) in try Self.cases(of: "R10") {
            let paid = events.filter { $0.line.type == "FundsSpent" }
                .reduce(0) { $0 + ($1.line.data["amount"]?.integerValue ?? 0) }
            #expect(paid == answer.figures["paid"])
            #expect(events.first?.line.data["amount"]?.integerValue == answer.figures["contracted"])
            #expect(paid > answer.figures["contracted"] ?? .max)
        }
    }

    @Test("R12: a project is not complete; R13: one is complete and not in use")
    func works() throws {
        for (answer, _) in try Self.cases(of: "R12") {
            #expect(try Self.project(answer).completedOn == nil)
        }
        for (answer, events) in try Self.cases(of: "R13") {
            #expect(try Self.project(answer).completedOn != nil)
            #expect(events.contains { $0.line.data["in_use"] == false })
        }
    }

    @Test("R14: two projects pay the same to the same for the same")
    func duplicate() throws {
        for (answer, events) in try Self.cases(of: "R14") {
            #expect(events.count == 2 && Set(events.map(\.line.stream)).count == 2)
            for field in ["amount", "payee", "category"] {
                #expect(Set(events.map { $0.line.data[field] }).count == 1, "\(answer.subject): \(field)")
            }
        }
    }

    @Test("R15: one person is paid twice within a year, or one who is on no list of those entitled")
    func payouts() throws {
        let cases = try Self.cases(of: "R15")
        let (strange, repeated) = (
            cases.filter { $0.1[0].line.type == "PayeesEntitled" }, cases.filter { $0.1[0].line.type == "FundsSpent" }
        )
        #expect(!strange.isEmpty && !repeated.isEmpty && strange.count + repeated.count == cases.count)
        for (answer, events) in strange {
            try #require(events.count == 2, "\(answer.subject)")
            let person = events[1].line.data["payee_digest"]
            #expect(person != nil && events[0].line.data["persons"]?.arrayValue?.contains { $0 == person } == false)
            #expect(events[1].line.data["amount"]?.integerValue == answer.figures["amount"])
        }
        for (answer, events) in repeated {
            #expect(events.count == 2, "\(answer.subject)")
            let payees = events.map { $0.line.data["payee_digest"] }
            #expect(payees[0]?.stringValue?.count == 64 && payees[0] == payees[1])
            #expect(events[0].line.effectiveOn.days(until: events[1].line.effectiveOn) < 365)
            #expect(events[1].line.data["amount"]?.integerValue == answer.figures["amount"])
        }
    }

    @Test("R23: a finding is past its due date and not rectified")
    func neglected() throws {
        for (answer, _) in try Self.cases(of: "R23") {
            let id = try Self.identifier(answer)
            let finding = try #require(try Self.made.get().sample.books.findings[id])
            #expect(finding.state == .answered)
            let days = try #require(answer.figures["due_on_days"])
            #expect(days < Int64(CalendarDate.known(2025, 12, 31).daysSince1970))
        }
    }

    @Test("R16: two contracts without a tender of one buyer and supplier, within 90 days")
    func splitContract() throws {
        for (answer, events) in try Self.cases(of: "R16") {
            #expect(events.count == 2)
            for field in ["buyer", "supplier", "method"] {
                #expect(Set(events.map { $0.line.data[field] }).count == 1, "\(answer.subject): \(field)")
            }
            #expect(events[0].line.data["method"] == "direct")
            #expect(events[0].line.effectiveOn.days(until: events[1].line.effectiveOn) <= 90)
            let amounts = events.compactMap { $0.line.data["amount"]?.integerValue }
            // 400 万元 is what works may cost without a tender.
            #expect(amounts.allSatisfy { $0 < 400_000_000 } && amounts.reduce(0, +) > 400_000_000)
        }
    }

    @Test("R08 and R17: a payment for a reception, and one to a person's own account")
    func payments() throws {
        for (_, events) in try Self.cases(of: "R08") { #expect(events.first?.line.data["category"] == "公务接待费") }
        for (answer, events) in try Self.cases(of: "R17") where answer.subject.hasPrefix("payment/") {
            #expect(events.first?.line.data["payee_kind"] == "person")
        }
    }

    @Test("R18: an outcome that nobody verified; R19: one for more people than there are")
    func outcomes() throws {
        for (answer, events) in try Self.cases(of: "R18") {
            let told = try Self.made.get().events.filter { $0.line.stream.description == answer.subject }.map(
                \.line.type)
            #expect(told.contains("OutcomeReported") && !told.contains("OutcomeVerified"), "\(answer.subject)")
            #expect(events.first?.line.data["value"]?.integerValue == answer.figures["claimed"])
        }
        for (answer, _) in try Self.cases(of: "R19") {
            let defined = try Self.made.get().events.first {
                $0.line.stream.description == answer.subject && $0.line.type == "IndicatorDefined"
            }
            #expect(defined?.line.data["eligible_population"]?.integerValue == answer.figures["eligible"])
            #expect(answer.figures["claimed"] ?? 0 > answer.figures["eligible"] ?? .max)
        }
    }
}
