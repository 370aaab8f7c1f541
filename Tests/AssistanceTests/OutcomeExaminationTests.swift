import Assistance
import CanonicalJSON
import Testing

@Suite("A reported outcome is looked into")
struct OutcomeExaminationTests {
    /// A verification and a dispute, by the field that names who looked.
    private static func both(
        of report: Int64 = 2, by body: String = Story.auditBureau, indicator: String = "I1", on: String = "2015-03-10"
    ) -> [(field: String, request: any Request)] {
        [
            ("verified_by", Story.verification(of: report, indicator: indicator, by: body, on: on)),
            ("disputed_by", Story.dispute(of: report, indicator: indicator, by: body, on: on)),
        ]
    }

    @Test("a verification by another organisation goes on record, with what it found")
    func verified() throws {
        try given(Story.upToOutcome).when(Story.verification()).then(
            "OutcomeVerified", of: "indicator/I1",
            data: [
                "report": 2, "verified_by": "the county's audit bureau", "method": "the register, on two days",
                "value": 78, "scale": "whole",
            ])
    }

    @Test("a dispute by another organisation goes on record, with what it found instead")
    func disputed() throws {
        try given(Story.upToOutcome).when(Story.dispute()).then(
            "OutcomeDisputed", of: "indicator/I1",
            data: [
                "report": 2, "disputed_by": "the county's audit bureau",
                "reason": "half of the names are of another school", "value": 41, "scale": "whole",
            ])
    }

    @Test("a number that is not that of a report is refused, with those that are")
    func noReport() throws {
        let two = Story.upToOutcome + [Story.verification(), Story.outcome("82").by(Story.educationBureau)]
        for number in [0, 1, 3, 5, -2] as [Int64] {
            for (_, request) in Self.both(of: number) {
                try given(two).when(request)
                    .thenRefused(.unknown, field: "report", saying: "no report \(number)", "2, 4")
            }
        }
        try given(Story.upToIndicator).when(Story.verification())
            .thenRefused(.unknown, field: "report", saying: "nothing was reported")
        for (_, request) in Self.both(indicator: "I9") {
            try given(Story.upToOutcome).when(request).thenRefused(.unknown, field: "indicator", saying: "I9")
        }
    }

    @Test(
        "the organisation that reported, and the one that put it on record, are refused however they write themselves",
        arguments: ["the school", " The School ", "THE COUNTY'S EDUCATION BUREAU"])
    func byReporter(body: String) throws {
        for (field, request) in Self.both(by: body) {
            try given(Story.upToOutcome).when(request)
                .thenRefused(.person, field: field, saying: body, "report 2")
        }
    }

    @Test("whoever put the report on record cannot record what others found of it")
    func byReportingActor() throws {
        for (_, request) in Self.both() {
            try given(Story.upToOutcome).when(request.by(Story.educationBureau))
                .thenRefused(.person, field: "actor", saying: Story.educationBureau, "report 2")
        }
    }

    @Test("before the report it is refused with both dates, and on its day it is not")
    func dates() throws {
        for (_, request) in Self.both(on: "2015-01-19") {
            try given(Story.upToOutcome).when(request)
                .thenRefused(.dates, field: "effective_on", saying: "2015-01-19", "2015-01-20")
        }
        for (_, request) in Self.both(on: "2015-01-20") {
            #expect(try given(Story.upToOutcome).when(request).result.get().count == 1)
        }
    }

    @Test("one organisation verifies a report once and disputes it once; another one, and another report, are free")
    func twice() throws {
        let after = Story.upToOutcome + Self.both().map(\.request) + [Story.outcome("82").by(Story.educationBureau)]
        for (field, request) in Self.both(by: "The county's audit bureau") {
            try given(after).when(request).thenRefused(.exists, field: field, saying: "report 2 already")
        }
        for (_, request) in Self.both(by: "the provincial audit office") + Self.both(of: 5) {
            #expect(try given(after).when(request).result.get().count == 1)
        }
    }

    @Test("a dispute that finds what was claimed is refused")
    func agrees() throws {
        try given(Story.upToOutcome).when(Story.dispute("80"))
            .thenRefused(.figure, field: "value", saying: "report 2 says 80")
        #expect(try given(Story.upToOutcome).when(Story.verification("80")).result.get().count == 1)
    }

    @Test("a value of another scale, and texts that say nothing, are refused")
    func form() throws {
        let given = try given(Story.upToOutcome)
        try given.when(Story.verification("78%")).thenRefused(.figure, field: "value", saying: "78%")
        try given.when(Story.dispute("41%")).thenRefused(.figure, field: "value", saying: "41%")
        try given.when(Story.verification(method: " ")).thenRefused(.text, field: "method")
        try given.when(Story.dispute(reason: "")).thenRefused(.text, field: "reason")
        for (field, request) in Self.both(by: "") { try given.when(request).thenRefused(.text, field: field) }
    }
}
