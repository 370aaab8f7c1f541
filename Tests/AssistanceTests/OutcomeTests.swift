import Assistance
import CanonicalJSON
import Testing

@Suite("An outcome is reported")
struct OutcomeTests {
    @Test("a claim goes on record under the number that is its event's version")
    func reported() throws {
        let data: [String: JSONValue] = [
            "value": 80, "scale": "whole", "period_start": "2014-01-01", "period_end": "2014-12-31",
            "reported_by": "the school", "remark": nil,
        ]
        let given = try given(Story.upToIndicator)
        try given.when(Story.outcome()).then("OutcomeReported", of: "indicator/I1", data: data)
        let reports = try AssistanceTests.given(Story.upToOutcome).record.fullBooks().indicators[id("I1")]?.reports
        #expect(reports?.keys.sorted() == [2])
        #expect(reports?[2]?.value == figure("80") && reports?[2]?.actor == Story.educationBureau)
    }

    @Test("a claim beyond the target, or beyond all who could benefit, goes on record for an inspector to find")
    func beyond() throws {
        #expect(try given(Story.upToIndicator).when(Story.outcome("1,000")).result.get().count == 1)
    }

    @Test("the same period may be reported again")
    func again() throws {
        #expect(try given(Story.upToOutcome).when(Story.outcome("82")).result.get().count == 1)
    }

    @Test("an indicator that is not on record is refused")
    func unknown() throws {
        try given(Story.upToIndicator).when(Story.outcome(of: "I9"))
            .thenRefused(.unknown, field: "indicator", saying: "no indicator I9")
    }

    @Test("a percentage of what is counted, and a number of what is a percentage, are refused")
    func scale() throws {
        try given(Story.upToIndicator).when(Story.outcome("80%"))
            .thenRefused(.figure, field: "value", saying: "80% is a percentage")
        let share = Story.indicator { ($0.measure, $0.baseline, $0.target) = (.percentage, 2_000, 9_000) }
        try given(Story.upToProject, share).when(Story.outcome("80"))
            .thenRefused(.figure, field: "value", saying: "80 is no percentage")
        #expect(try given(Story.upToProject, share).when(Story.outcome("80%")).result.get().count == 1)
    }

    @Test("a period that ends before it starts, or after the report, is refused with both dates")
    func dates() throws {
        let given = try given(Story.upToIndicator)
        try given.when(Story.outcome(from: "2014-12-31", to: "2014-12-30"))
            .thenRefused(.dates, field: "period_end", saying: "2014-12-30", "2014-12-31")
        try given.when(Story.outcome(to: "2015-01-21"))
            .thenRefused(.dates, field: "effective_on", saying: "2015-01-20", "2015-01-21")
        let oneDay = Story.outcome(from: "2015-01-20", to: "2015-01-20")
        #expect(try given.when(oneDay).result.get().count == 1)
    }

    @Test("a report before the indicator was defined is refused with both dates, and on the day it is not")
    func beforeDefinition() throws {
        let given = try given(Story.upToIndicator)
        try given.when(Story.outcome(from: "2013-09-01", to: "2013-12-31", on: "2014-01-09"))
            .thenRefused(.dates, field: "effective_on", saying: "2014-01-09", "2014-01-10")
        let baseline = Story.outcome(from: "2013-09-01", to: "2013-12-31", on: "2014-01-10")
        #expect(try given.when(baseline).result.get().count == 1)
    }

    @Test("an organisation or a remark that says nothing is refused")
    func texts() throws {
        let given = try given(Story.upToIndicator)
        try given.when(Story.outcome(by: " ")).thenRefused(.text, field: "reported_by")
        try given.when(Story.outcome(remark: "")).thenRefused(.text, field: "remark")
    }
}

@Suite("Beneficiaries are counted")
struct BeneficiariesTests {
    @Test("a count goes on record with the digest of its list, and never who they are")
    func counted() throws {
        try given(Story.upToIndicator).when(Story.count(digest: digest("c"))).then(
            "BeneficiariesCounted", of: "indicator/I1",
            data: [
                "persons": 80, "households": 61, "group": "students", "eligible_population": 150,
                "period_start": "2014-01-01", "period_end": "2014-12-31", "digest": .string(digest("c").description),
            ])
    }

    @Test("nobody, one household of one person, and more than could benefit go on record")
    func bounds() throws {
        for (persons, households) in [(0, nil), (0, 0), (1, 1), (200, nil)] as [(Int64, Int64?)] {
            let count = Story.count(persons: persons, households: households)
            #expect(try given(Story.upToIndicator).when(count).result.get().count == 1)
        }
    }

    @Test("fewer than nobody is refused, in every figure")
    func negative() throws {
        let given = try given(Story.upToIndicator)
        try given.when(Story.count(persons: -1, households: nil))
            .thenRefused(.figure, field: "persons", saying: "-1 persons")
        try given.when(Story.count(households: -1)).thenRefused(.figure, field: "households", saying: "-1 households")
        try given.when(Story.count(eligible: -1)).thenRefused(.figure, field: "eligible_population", saying: "-1")
    }

    @Test("more households than persons are refused with both figures")
    func households() throws {
        try given(Story.upToIndicator).when(Story.count(households: 81))
            .thenRefused(.exceeds, field: "households", saying: "81 households", "80 were counted")
    }

    @Test("a period out of order, and an indicator that is not on record, are refused")
    func periods() throws {
        let given = try given(Story.upToIndicator)
        try given.when(Story.count(from: "2015-01-01"))
            .thenRefused(.dates, field: "period_end", saying: "2014-12-31", "2015-01-01")
        try given.when(Story.count(on: "2014-12-30"))
            .thenRefused(.dates, field: "effective_on", saying: "2014-12-30", "2014-12-31")
        try given.when(Story.count(indicator: "I9")).thenRefused(
            .unknown, field: "indicator", saying: "no indicator I9")
    }
}
