import Accountability
import Assistance
import CanonicalJSON
import Journal
import Projection
import Testing

@Suite("Projects one by one")
struct ProjectsReportTests {
    /// Jiangsu's 600 and Zhejiang's 100 yuan meet in Artux; K1 has 300 of the first, K2 300 of it and 50 of the second. In yuan.
    private static func log() throws -> Log {
        try Log(
            programme("XJ"), pairing("JS-KZ", of: "XJ", "320000", "653000"),
            pairing("ZJ-KZ", of: "XJ", "330000", "653000"), agreement("A14", under: "JS-KZ", year: 2014, 1_000),
            agreement("B15", under: "ZJ-KZ", year: 2015, 100), transfer("T1", under: "A14", 600), receipt(of: "T1"),
            transfer("T2", under: "B15", 100), receipt(of: "T2"), forward("F1", "653000", "653001", 600),
            receipt(of: "F1", on: "2014-04-01"), forward("F2", "653000", "653001", 100),
            receipt(of: "F2", on: "2014-04-02"), planned("K1", aid: 300), planned("K2", aid: 400),
            planned("K3", aid: 10), allocation(to: "K1", 300), allocation(to: "K2", 350), spending("P1", of: "K1", 120),
            spending("P2", of: "K2", 320, on: "2014-07-01"), work("K1", 150, on: "2014-04-11"),
            work("K2", 100, on: "2014-07-20"))
    }

    /// A plan of 100 days from 2014-01-11 on.
    private static func planned(_ name: String, aid: Int64) -> ApproveProject {
        ApproveProject(
            project: id(name),
            plan: ProjectPlan(
                name: "School \(name)", nameZH: "学校\(name)", place: Place(region: region("653001")),
                purpose: .education,
                plannedTotal: yuan(2 * aid), plannedAid: yuan(aid), plannedStart: day("2014-01-11"),
                plannedEnd: day("2014-04-21")), approvedOn: day("2014-01-10"))
    }

    private static func work(_ project: String, _ done: Int64, on date: String) -> ReportWork {
        ReportWork(project: id(project), aidDone: yuan(done), totalDone: yuan(done), reportedOn: day(date))
    }

    private static func report(
        _ filter: ReportFilter = ReportFilter(), _ selection: ProjectSelection = ProjectSelection(),
        _ language: Language = .english
    ) throws -> Report {
        try ProjectsReport.make(
            MemoryRows(try log().events).input(), ReportRequest(ledger: "main", filter: filter, language: language),
            selection)
    }

    @Test("days behind are those by which the work is behind a plan that is as even as time")
    func slippage() throws {
        // K1: after 90 of 100 days a quarter is done, so 65 behind; K2: after 190 days an eighth, so 178.
        #expect(try Self.report().cells("projects", "slippage_days") == [.count(65), .count(178), .empty])
        var done = ProjectRow()
        done.plannedEnd = day("2014-04-21")
        done.completedOn = day("2014-05-01")
        #expect(done.slippageDays == 10)
        done.completedOn = day("2014-04-01")
        #expect(done.slippageDays == -20)
        done.completedOn = nil
        #expect(done.slippageDays == nil)
        done.plannedStart = day("2014-04-21")
        done.workAsOf = day("2014-05-01")
        done.plannedTotal = 100
        #expect(done.slippageDays == nil, "a plan without days cannot be missed")
        done.plannedStart = day("2014-04-11")
        #expect(done.slippageDays == 20)
        done.cancelledOn = day("2014-05-02")
        #expect(done.slippageDays == nil)
    }

    @Test("the list is limited, and its totals are of all")
    func limit() throws {
        let report = try Self.report(ReportFilter(), ProjectSelection(order: .slippage, limit: 1))
        #expect(report.cells("projects", "project") == [.text("K2")])
        #expect(report.sectionIfAny("projects")?.total?.cells[6] == .amount(2 * 71_000))
        #expect(report.sectionIfAny("projects")?.total?.cells[8] == .amount(65_000))
        #expect(report.notes.contains { $0.hasPrefix("2 of 3 projects are left out") })
        #expect(try !Self.report().notes.contains { $0.contains("left out") })
    }

    @Test("what has no figure is last, whichever way it is sorted")
    func order() throws {
        func names(_ order: ProjectSelection.Order, _ isReversed: Bool = false) throws -> [String] {
            try Self.report(ReportFilter(), ProjectSelection(order: order, isReversed: isReversed)).sectionIfAny(
                "projects")?
                .rows.compactMap(\.name) ?? []
        }
        #expect(try names(.slippage) == ["K2", "K1", "K3"])
        #expect(try names(.slippage, true) == ["K1", "K2", "K3"])
        #expect(try names(.lastPayment) == ["K2", "K1", "K3"])
        #expect(try names(.project, true) == ["K3", "K2", "K1"])
        #expect(try names(.left) == ["K1", "K2", "K3"])
        #expect(try names(.planned) == ["K2", "K1", "K3"])
        #expect(try names(.work) == ["K1", "K2", "K3"])
        #expect(try names(.place, true) == ["K1", "K2", "K3"])
    }

    @Test("of a pairing there are its projects, with its part of their money")
    func money() throws {
        let report = try Self.report(ReportFilter(pairing: "ZJ-KZ"))
        #expect(report.cells("projects", "project") == [.text("K2")])
        #expect(report.cells("projects", "given") == [.amount(5_000)])
        #expect(report.cells("projects", "spent") == [.amount(2_000)])
        let donor = try Self.report(ReportFilter(region: region("330000")))
        #expect(donor.cells("projects", "given") == [.amount(5_000)])
        let place = try Self.report(ReportFilter(region: region("650000")))
        #expect(place.cells("projects", "given") == [.amount(30_000), .amount(35_000), .amount(0)])
        #expect(try Self.report(ReportFilter(region: region("654000"))).cells("projects", "project") == [])
        #expect(try Self.report(ReportFilter(purpose: .industry)).cells("projects", "project") == [])
        #expect(try Self.report(ReportFilter(tier: .county)).cells("projects", "project").count == 3)
        #expect(try Self.report(ReportFilter(tier: .province)).cells("projects", "project").count == 0)
    }

    @Test("in Chinese, names and stages are Chinese")
    func chinese() throws {
        let report = try Self.report(ReportFilter(), ProjectSelection(), .chinese).worded(in: .chinese)
        #expect(report.cells("projects", "name").first == .text("学校K1"))
        #expect(report.cells("stages", "stage") == [.text("已批复")])
        #expect(report.title == "项目清单")
        #expect(report.sections[0].columns.map(\.label).contains("滞后天数"))
    }

    @Test("a project that is not on record is named, with those that look like it")
    func unknown() throws {
        let input = try MemoryRows(try Self.log().events).input()
        let error = #expect(throws: UnknownThing.self) {
            try ProjectReport.make(id("K11"), input, ReportRequest(ledger: "main"))
        }
        #expect(error?.similar.contains("K1") == true)
        #expect(error?.count == 3)
        #expect(throws: UnknownThing.self) { try Self.report(ReportFilter(pairing: "JS-XX")) }
    }
}
