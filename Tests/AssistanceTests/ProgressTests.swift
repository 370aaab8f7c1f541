import Assistance
import CanonicalJSON
import Testing

@Suite("Work is reported")
struct ProgressTests {
    @Test("a report goes on record and moves no money")
    func reported() throws {
        try given(Story.upToProject).when(Story.report()).then(
            "WorkReported", of: "project/K1", data: ["aid_done": 10_000, "total_done": 20_000, "currency": "CNY"])
    }

    @Test("from nothing to the whole plan, on the day of approval and again, all can be reported")
    func bounds() throws {
        let none = Story.report(aid: .zero(), total: .zero(), on: "2014-01-10")
        try given([Story.project()]).when(none).then(
            "WorkReported", of: "project/K1", data: ["aid_done": 0, "total_done": 0, "currency": "CNY"])
        try given([Story.project()], none).when(Story.report(aid: yuan(300), total: yuan(500))).then(
            "WorkReported", of: "project/K1", data: ["aid_done": 30_000, "total_done": 50_000, "currency": "CNY"])
    }

    @Test("a project that is not on record is refused")
    func unknown() throws {
        try given(Story.upToProject).when(Story.report(project: "K9"))
            .thenRefused(.unknown, field: "project", saying: "no project K9")
    }

    @Test("a report before the approval is refused with both dates")
    func beforeApproval() throws {
        try given(Story.upToProject).when(Story.report(on: "2014-01-09"))
            .thenRefused(.dates, field: "reported_on", saying: "2014-01-09", "2014-01-10")
    }

    @Test("less than no work is refused")
    func negative() throws {
        try given(Story.upToProject).when(Story.report(aid: fen(-1)))
            .thenRefused(.amount, field: "aid_done", saying: "-0.01 CNY")
        try given(Story.upToProject).when(Story.report(aid: .zero(), total: fen(-1)))
            .thenRefused(.exceeds, field: "total_done", saying: "-0.01 CNY", "0.00 CNY")
    }

    @Test("more work for the aid than in all is refused with both figures")
    func aidBeyondTotal() throws {
        try given(Story.upToProject).when(Story.report(aid: yuan(100), total: fen(9_999)))
            .thenRefused(.exceeds, field: "total_done", saying: "100.00 CNY", "99.99 CNY")
    }

    @Test("more work than is planned is refused with both figures")
    func beyondPlan() throws {
        try given(Story.upToProject).when(Story.report(aid: fen(30_001), total: yuan(400)))
            .thenRefused(.exceeds, field: "aid_done", saying: "300.01 CNY", "300.00 CNY")
        try given(Story.upToProject).when(Story.report(aid: yuan(300), total: fen(50_001)))
            .thenRefused(.exceeds, field: "total_done", saying: "500.01 CNY", "500.00 CNY")
    }
}
