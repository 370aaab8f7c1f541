import Assistance
import CanonicalJSON
import Testing

@Suite("An indicator is defined")
struct IndicatorTests {
    private static let data: [String: JSONValue] = [
        "project": "K1", "region": nil, "name": "Pupils", "name_zh": "在校生", "measure": "unit", "unit": "persons",
        "ascending": true, "baseline": 20, "baseline_on": "2013-09-01", "target": 120, "due_on": "2015-12-31",
        "eligible_population": 150,
    ]

    @Test("of a project it goes on record and moves no money")
    func ofProject() throws {
        try given(Story.upToProject).when(Story.indicator()).then(
            "IndicatorDefined", of: "indicator/I1", data: Self.data)
    }

    @Test("of a region it goes on record, in basis points where it is a percentage, with no more than it must have")
    func ofRegion() throws {
        let indicator = Story.indicator("I2") {
            $0 = Story.Aim(
                project: nil, region: "653000", name: "Poverty", nameZH: nil, measure: .percentage,
                unit: "rural households", ascending: false, baseline: nil, baselineOn: nil, target: 350,
                eligiblePopulation: nil)
        }
        try given().when(indicator).then(
            "IndicatorDefined", of: "indicator/I2",
            data: [
                "project": nil, "region": "653000", "name": "Poverty", "name_zh": nil, "measure": "percentage",
                "unit": "rural households", "ascending": false, "baseline": nil, "baseline_on": nil, "target": 350,
                "due_on": "2015-12-31", "eligible_population": nil,
            ])
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given(Story.upToIndicator).when(Story.indicator { $0.target = 130 })
            .thenRefused(.exists, field: "indicator", saying: "indicator I1 is on record already")
    }

    @Test("about nothing, or about a project and a region together, it is refused")
    func aboutOne() throws {
        try given(Story.upToProject).when(Story.indicator { $0.project = nil })
            .thenRefused(.form, field: "project", saying: "neither was given")
        try given(Story.upToProject).when(Story.indicator { $0.region = "653000" })
            .thenRefused(.form, field: "project", saying: "both was given")
    }

    @Test("a project that is not on record is refused")
    func unknownProject() throws {
        try given().when(Story.indicator()).thenRefused(.unknown, field: "project", saying: "no project K1")
    }

    @Test("a region that was not there on the day, and the central government, are refused")
    func unknownRegion() throws {
        func of(_ region: String) -> State<IndicatorDefined> {
            Story.indicator {
                $0.project = nil
                $0.region = region
            }
        }
        try given().when(of("110221")).thenRefused(.region, field: "region", saying: "2014-01-10", "110114")
        try given().when(of("000000")).thenRefused(.region, field: "region", saying: "central government")
    }

    @Test("a name or unit that says nothing is refused")
    func texts() throws {
        let given = try given(Story.upToProject)
        try given.when(Story.indicator { $0.name = " " }).thenRefused(.text, field: "name")
        try given.when(Story.indicator { $0.nameZH = "" }).thenRefused(.text, field: "name_zh")
        try given.when(Story.indicator { $0.unit = "per\u{7}sons" }).thenRefused(.text, field: "unit")
    }

    @Test("due before it is defined, or before its baseline, it is refused with both dates, and on the day it is not")
    func dates() throws {
        let given = try given(Story.upToProject)
        try given.when(Story.indicator { $0.dueOn = "2014-01-09" })
            .thenRefused(.dates, field: "due_on", saying: "2014-01-09", "2014-01-10")
        try given.when(Story.indicator { $0.baselineOn = "2016-01-01" })
            .thenRefused(.dates, field: "due_on", saying: "2015-12-31", "2016-01-01")
        let onTheDay = Story.indicator { ($0.dueOn, $0.baselineOn) = ("2014-01-10", "2014-01-10") }
        #expect(try given.when(onTheDay).result.get().count == 1)
    }

    @Test("a baseline without its day, and a day without its baseline, are refused")
    func halfBaseline() throws {
        let given = try given(Story.upToProject)
        try given.when(Story.indicator { $0.baseline = nil })
            .thenRefused(.form, field: "baseline", saying: "only the day")
        try given.when(Story.indicator { $0.baselineOn = nil })
            .thenRefused(.form, field: "baseline_on", saying: "only the value")
    }

    @Test("a target worse than the baseline is refused with both figures, whichever way is better; an equal one is not")
    func worse() throws {
        let given = try given(Story.upToProject)
        try given.when(Story.indicator { $0.target = 19 })
            .thenRefused(.figure, field: "target", saying: "19", "20", "more is better")
        let falling = Story.indicator {
            ($0.ascending, $0.measure, $0.baseline, $0.target) = (false, .percentage, 1_250, 1_251)
        }
        try given.when(falling).thenRefused(.figure, field: "target", saying: "12.51%", "12.5%", "less is better")
        for ascending in [true, false] {
            let kept = Story.indicator { ($0.ascending, $0.target) = (ascending, 20) }
            #expect(try given.when(kept).result.get().count == 1)
        }
    }

    @Test("fewer than no people who can benefit are refused")
    func negative() throws {
        try given(Story.upToProject).when(Story.indicator { $0.eligiblePopulation = -1 })
            .thenRefused(.figure, field: "eligible_population", saying: "-1")
    }
}
