import Assistance
import CanonicalJSON
import Testing

@Suite("A project is approved")
struct ProjectTests {
    @Test("an approved project goes on record with its plan and moves no money")
    func approved() throws {
        try given().when(Story.project()).then(
            "ProjectApproved", of: "project/K1",
            data: [
                "name": "Village school", "name_zh": "村小学", "place": "653001", "scope": "own", "purpose": "education",
                "planned_total": 50_000, "planned_aid": 30_000, "currency": "CNY", "planned_start": "2014-04-10",
                "planned_end": "2015-06-30",
            ])
    }

    @Test("a joint project without dates whose plan is all aid is fine")
    func joint() throws {
        let place = Place(region: region("653000"), scope: .joint)
        let request = Story.project(place: place, total: yuan(300), aid: yuan(300), from: nil, to: nil)
        let data = try given().when(request).result.get()[0].event.payload.data
        #expect(data["scope"] == "joint")
        #expect(data["planned_start"] == .null && data["planned_end"] == .null)
        #expect(data["planned_total"] == data["planned_aid"])
    }

    @Test("an identifier that is taken is refused")
    func exists() throws {
        try given([Story.project()]).when(Story.project(aid: yuan(1)))
            .thenRefused(.exists, field: "project", saying: "project K1 is on record already")
    }

    @Test("a place whose code is not valid on the day is refused")
    func place() throws {
        try given().when(Story.project(place: Place(region: region("110221"))))
            .thenRefused(.region, field: "place", saying: "110221", "2014-01-10")
    }

    @Test("a project stands in a region of any tier, and not at the central government")
    func central() throws {
        try given().when(Story.project(place: Place(region: .central)))
            .thenRefused(.region, field: "place", saying: "central government")
        for code in ["650000", "653000", "653001"] {
            let place = Place(region: region(code))
            let data = try given().when(Story.project(place: place)).result.get()[0].event.payload.data
            #expect(data["place"] == .string(code))
        }
    }

    @Test("a plan without aid is refused", arguments: [0, -1] as [Int64])
    func noAid(amount: Int64) throws {
        try given().when(Story.project(aid: fen(amount)))
            .thenRefused(.amount, field: "planned_aid", saying: fen(amount).description)
    }

    @Test("more aid than the whole plan is refused with both figures")
    func aidBeyondPlan() throws {
        try given().when(Story.project(total: yuan(500), aid: fen(50_001)))
            .thenRefused(.exceeds, field: "planned_total", saying: "500.01 CNY", "500.00 CNY")
    }

    @Test("a planned end before the planned start is refused with both dates")
    func endsBeforeStart() throws {
        try given().when(Story.project(from: "2014-04-10", to: "2014-04-09"))
            .thenRefused(.dates, field: "planned_end", saying: "2014-04-09", "2014-04-10")
    }

    @Test("a planned end alone is compared with nothing")
    func endAlone() throws {
        let outcome = try given().when(Story.project(from: nil, to: "2013-01-01"))
        #expect(try outcome.result.get().count == 1)
    }
}
