import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Projection

@Suite("The read model \"projects\"")
struct ProjectsTests {
    // MARK: Life

    @Test("follows a project from its proposal to its closing")
    func life() throws {
        var ledger = try AskedLedger.funded()
        var proposal = plan(total: 600, aid: 400)
        proposal.nameZH = "村小学"
        proposal.sector = .educationFacilities
        proposal.implementer = "阿图什市教育局"
        proposal.plannedStart = date("2014-04-10")
        proposal.plannedEnd = date("2015-06-30")
        var approved = proposal
        approved.plannedTotal = fen(500)
        approved.plannedAid = fen(300)
        try ledger.record(by: "planner", state(ProjectProposed(proposal), of: "K1", on: "2013-11-05"))
        try ledger.record(by: "approver", approval(approved))
        try ledger.record(
            allocation(),
            state(ProjectStarted(), of: "K1", on: "2014-04-12"),
            state(
                ContractAwarded(
                    contract: id("C1"), supplier: "建筑公司", buyer: "教育局", method: .openTender, amount: fen(280)),
                of: "K1", on: "2014-04-15"),
            state(MilestoneReached(name: "Roof", plannedOn: date("2014-09-30")), of: "K1", on: "2014-10-15"),
            payment("P2", 80, under: "C1", on: "2014-08-20"),
            payment("P1", 120, under: "C1", on: "2014-06-12"),
            payment("P3", 50, on: "2014-07-01"),
            ReportWork(project: id("K1"), aidDone: fen(250), totalDone: fen(420), reportedOn: date("2014-09-30")),
            state(
                EvidenceAttached(try document("a"), about: StreamName(.project, id("K1")), event: 2), of: digest("a"),
                on: "2014-10-20"),
            state(
                EvidenceAttached(try document("b"), about: StreamName(.agreement, id("A1"))), of: digest("b"),
                on: "2014-10-20"),
            ReleaseFunds(project: id("K1"), amount: fen(50), releasedOn: date("2014-11-30")),
            state(ProjectCompleted(), of: "K1", on: "2014-11-30"),
            state(UseInspected(inUse: true, inspectedBy: "前方指挥部"), of: "K1", on: "2015-03-01"),
            state(ProjectClosed(), of: "K1", on: "2015-03-31"))
        var expected = ProjectRow()
        expected.key = .init("K1")
        expected.name = "Village school"
        expected.nameZH = "村小学"
        expected.place = region("653001")
        expected.scope = .own
        expected.purpose = .education
        expected.sector = .educationFacilities
        expected.implementer = "阿图什市教育局"
        expected.stage = .closed
        expected.proposedOn = date("2013-11-05")
        expected.proposedBy = "planner"
        expected.approvedOn = date("2014-01-10")
        expected.approvedBy = "approver"
        expected.plannedTotal = 500
        expected.plannedAid = 300
        expected.currency = "CNY"
        expected.plannedStart = date("2014-04-10")
        expected.plannedEnd = date("2015-06-30")
        expected.startedOn = date("2014-04-12")
        expected.completedOn = date("2014-11-30")
        expected.closedOn = date("2015-03-31")
        expected.lastInspectedOn = date("2015-03-01")
        expected.inUse = true
        expected.workTotalDone = 420
        expected.workAidDone = 250
        expected.workAsOf = date("2014-09-30")
        expected.allocated = 250
        expected.spent = 250
        expected.payments = 3
        expected.firstPaidOn = date("2014-06-12")
        expected.lastPaidOn = date("2014-08-20")
        expected.contracts = 1
        expected.contracted = 280
        expected.documents = 1
        var model = try ledger.fold(Projects.self)
        #expect(model.projects.rows == [expected.key: expected])

        let contract = try #require(model.contracts[.init("K1", id("C1"))])
        #expect(contract.supplier == "建筑公司" && contract.buyer == "教育局" && contract.method == .openTender)
        #expect(contract.amount == 280 && contract.currency == "CNY" && contract.awardedOn == date("2014-04-15"))
        #expect(contract.paid == 200)

        let milestone = try #require(model.milestones.pending.first)
        #expect(model.milestones.pending.count == 1)
        #expect(try ledger.event(at: milestone.key.position).record.type == "MilestoneReached")
        #expect(milestone.project == "K1" && milestone.milestone == "Roof")
        #expect(milestone.plannedOn == date("2014-09-30") && milestone.reachedOn == date("2014-10-15"))
    }

    @Test("knows who approved a project that nobody proposed")
    func approvedAlone() throws {
        var ledger = AskedLedger()
        try ledger.record(by: "approver", approval())
        let row = try project(in: ledger)
        #expect(row.stage == .approved && row.approvedOn == date("2014-01-10") && row.approvedBy == "approver")
        #expect(row.proposedOn == nil && row.proposedBy == nil)
    }

    @Test("says since when work is interrupted, and whether it had begun when it goes on")
    func suspension() throws {
        var ledger = AskedLedger()
        try ledger.record(approval(), state(ProjectSuspended(reason: "Flood"), of: "K1", on: "2014-02-01"))
        var row = try project(in: ledger)
        #expect(row.stage == .suspended && row.suspendedOn == date("2014-02-01"))
        try ledger.record(state(ProjectResumed(), of: "K1", on: "2014-03-01"))
        row = try project(in: ledger)
        #expect(row.stage == .approved && row.suspendedOn == nil)
        try ledger.record(
            state(ProjectStarted(), of: "K1", on: "2014-03-02"),
            state(ProjectSuspended(reason: "Frost"), of: "K1", on: "2014-11-01"),
            state(ProjectResumed(), of: "K1", on: "2015-03-01"))
        row = try project(in: ledger)
        #expect(row.stage == .started && row.suspendedOn == nil && row.startedOn == date("2014-03-02"))
        try ledger.record(
            state(ProjectSuspended(reason: "Frost"), of: "K1", on: "2015-11-01"),
            state(ProjectCancelled(reason: "Given up"), of: "K1", on: "2016-02-01"))
        row = try project(in: ledger)
        #expect(row.stage == .cancelled && row.suspendedOn == nil && row.cancelledOn == date("2016-02-01"))
    }

    @Test("takes the work report of the latest day, and of one day the one recorded last")
    func latestReport() throws {
        var ledger = AskedLedger()
        try ledger.record(approval())
        for (day, done) in [("2014-06-30", 50), ("2014-10-31", 200), ("2014-08-31", 120), ("2014-10-31", 190)] {
            try ledger.record(
                ReportWork(
                    project: id("K1"), aidDone: fen(Int64(done)), totalDone: fen(Int64(done) + 10),
                    reportedOn: date(day)))
        }
        let row = try project(in: ledger)
        #expect(row.workAidDone == 190 && row.workTotalDone == 200 && row.workAsOf == date("2014-10-31"))
        let group = try #require(ledger.fold(Projects.self).groups.rows.values.first)
        #expect(group.figures.workAidDone == 190 && group.figures.workTotalDone == 200)
    }

    @Test("takes the inspection of the latest day, and of one day the one recorded last")
    func latestInspection() throws {
        var ledger = AskedLedger()
        try ledger.record(approval(), state(ProjectCompleted(), of: "K1", on: "2014-12-01"))
        #expect(try project(in: ledger).inUse == nil)
        for (day, inUse) in [("2015-06-01", true), ("2015-03-01", false)] {
            try ledger.record(state(UseInspected(inUse: inUse, inspectedBy: "审计局"), of: "K1", on: day))
        }
        var row = try project(in: ledger)
        #expect(row.inUse == true && row.lastInspectedOn == date("2015-06-01"))
        try ledger.record(state(UseInspected(inUse: false, inspectedBy: "审计局"), of: "K1", on: "2015-06-01"))
        row = try project(in: ledger)
        #expect(row.inUse == false && row.lastInspectedOn == date("2015-06-01"))
    }

    // MARK: Money

    @Test("takes back what was reversed")
    func reversals() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(approval(), allocation(200), allocation(100))
        let given = ledger.last
        try ledger.record(
            state(
                ContractAwarded(contract: id("C1"), supplier: "公司", method: .direct, amount: fen(90)), of: "K1",
                on: "2014-05-01"),
            payment("P1", 60, under: "C1", on: "2014-06-12"))
        let paid = ledger.last
        try ledger.record(
            payment("P2", 20, under: "C1", on: "2014-07-12"),
            ReleaseFunds(project: id("K1"), amount: fen(10), releasedOn: date("2014-11-30")))
        let released = ledger.last
        try ledger.record(reversal(of: paid))
        var model = try ledger.fold(Projects.self)
        var row = try #require(model.projects[.init("K1")])
        #expect(row.allocated == 290 && row.spent == 20 && row.payments == 1)
        #expect(model.contracts[.init("K1", id("C1"))]?.paid == 20)
        try ledger.record(reversal(of: released), reversal(of: given))
        model = try ledger.fold(Projects.self)
        row = try #require(model.projects[.init("K1")])
        #expect(row.allocated == 200 && row.lastPaidOn == date("2014-07-12"))
        let group = try #require(model.groups.rows.values.first)
        #expect(group.figures.allocated == 200 && group.figures.spent == 20)
        // The first payment is back, the second follows it.
        try ledger.record(reversal(of: paid + 1))
        row = try project(in: ledger)
        #expect(row.payments == 0 && row.spent == 0 && row.firstPaidOn == nil && row.lastPaidOn == nil)
        try ledger.record(payment("P3", 30, on: "2014-09-01"))
        row = try project(in: ledger)
        #expect(row.firstPaidOn == date("2014-09-01") && row.lastPaidOn == date("2014-09-01"))
    }

    @Test("counts a payment as of a day on which its contract was not awarded yet")
    func paidBeforeAward() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(
            approval(), allocation(),
            state(
                ContractAwarded(contract: id("C1"), supplier: "公司", method: .direct, amount: fen(90)), of: "K1",
                on: "2014-07-01"),
            payment("P1", 60, under: "C1", on: "2014-06-12"))
        var model = try ledger.fold(Projects.self, asOf: date("2014-06-30"))
        #expect(model.projects[.init("K1")]?.spent == 60)
        #expect(model.contracts.rows.isEmpty)
        model = try ledger.fold(Projects.self)
        #expect(model.contracts[.init("K1", id("C1"))]?.paid == 60)
    }

    // MARK: Groups

    @Test("adds up the approved projects of a place and purpose, as their plans are revised and they are cancelled")
    func groups() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(
            approval(of: "K1", on: "2014-01-10"), approval(of: "K2", plan(total: 1_000, aid: 700), on: "2013-05-02"),
            approval(of: "K3", plan(.joint)), approval(of: "K4", plan(for: .industry)),
            approval(of: "K5", plan(in: "653023")),
            state(ProjectProposed(plan(total: 9_000, aid: 8_000)), of: "K6", on: "2014-01-01"),
            state(ProjectProposed(plan(total: 9_000, aid: 8_000)), of: "K7", on: "2014-01-01"),
            state(ProjectCancelled(reason: "Too dear"), of: "K7", on: "2014-02-01"),
            state(
                BudgetRevised(plannedTotal: fen(450), plannedAid: fen(320), reason: "Prices"), of: "K1",
                on: "2014-05-01"),
            state(ProjectCancelled(reason: "Given up"), of: "K2", on: "2014-06-01"))
        var groups = try ledger.fold(Projects.self).groups.rows
        #expect(groups.count == 4)
        var figures = ProjectFigures()
        figures.projects = 2
        figures.plannedTotal = 1_450
        figures.plannedAid = 1_020
        let key = try groupKey()
        #expect(groups[key]?.figures == figures)
        #expect(groups[key]?.latestApprovedOn == date("2014-01-10"))
        #expect(groups[try groupKey(scope: .joint)]?.figures.plannedAid == 300)
        #expect(groups[try groupKey(purpose: .industry)]?.figures.plannedAid == 300)
        #expect(groups[try groupKey(place: "653023")]?.figures.projects == 1)

        try ledger.record(
            by: "approver", approval(of: "K6", plan(total: 100, aid: 100), on: "2014-08-01"),
            allocation(to: "K6", 100, on: "2014-08-02"), payment("P1", of: "K6", 40, on: "2014-08-03"))
        groups = try ledger.fold(Projects.self).groups.rows
        figures.projects = 3
        figures.plannedTotal = 1_550
        figures.plannedAid = 1_120
        figures.allocated = 100
        figures.spent = 40
        #expect(groups[key]?.figures == figures)
        #expect(groups[key]?.latestApprovedOn == date("2014-08-01"))
    }

    @Test(
        "has the figures that the accounts and the projects added up have, after every event", arguments: [1, 42, 77])
    func sums(seed: UInt64) throws {
        var model = Projects()
        var accounts: [String: Int64] = [:]
        var payments: Int64 = 0
        for (position, decided) in Workload.events(400, seed: seed).enumerated() {
            try model.apply(decided.projected(at: position))
            for posting in decided.postings {
                accounts["\(posting.account.kind):\(posting.account.owner)", default: 0] += posting.amount.minorUnits
            }
            switch decided.event {
            case .fundsSpent: payments += 1
            case .entryReversed(let reversed): if case .fundsSpent = reversed.original { payments -= 1 }
            default: break
            }
            var sums: [ProjectGroupRow.Key: [Int64]] = [:]
            for row in model.projects.rows.values {
                let (left, spent) = (
                    accounts["project:\(row.key.project)"] ?? 0, accounts["spent:\(row.key.project)"] ?? 0
                )
                try #require(row.spent == spent && row.allocated == left + spent, "seed \(seed), position \(position)")
                let figures = [
                    1, row.plannedTotal, row.plannedAid, row.workTotalDone, row.workAidDone, left + spent, spent,
                ]
                let sum = sums[.init(row)] ?? Array(repeating: 0, count: figures.count)
                sums[.init(row)] = zip(sum, figures).map { $0 + $1 }
            }
            let groups = model.groups.rows.mapValues(\.figures).mapValues {
                [
                    $0.projects, $0.plannedTotal, $0.plannedAid, $0.workTotalDone, $0.workAidDone, $0.allocated,
                    $0.spent,
                ]
            }
            try #require(groups == sums, "seed \(seed), position \(position)")
            let stages = model.stages.rows.mapValues(\.figures).filter { $0.value != ProjectFigures() }
            let byStage = Dictionary(grouping: model.projects.rows.values) { ProjectStageRow.Key($0.stage) }
            try #require(Set(stages.keys) == Set(byStage.keys), "seed \(seed), position \(position)")
            for (stage, rows) in byStage {
                let figures = try #require(stages[stage])
                try #require(
                    figures.projects == Int64(rows.count)
                        && figures.plannedTotal == rows.reduce(0) { $0 + $1.plannedTotal }
                        && figures.workTotalDone == rows.reduce(0) { $0 + $1.workTotalDone }
                        && figures.allocated == rows.reduce(0) { $0 + $1.allocated }
                        && figures.spent == rows.reduce(0) { $0 + $1.spent }, "seed \(seed), position \(position)")
            }
            try #require(model.projects.rows.values.reduce(0) { $0 + $1.payments } == payments)
        }
        #expect(model.groups.rows.values.contains { $0.figures.projects > 1 && $0.figures.spent > 0 }, "seed \(seed)")
    }

    // MARK: What cannot follow

    @Test("refuses what tells of a project that is not on record, and stays as it was")
    func unknown() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(approval())
        let first = ledger.last + 1
        try ledger.record(
            allocation(), state(ProjectStarted(), of: "K1", on: "2014-04-12"), payment("P1", 10),
            reversal(of: ledger.last + 3),
            state(MilestoneReached(name: "Roof"), of: "K1", on: "2014-10-15"),
            state(
                ContractAwarded(contract: id("C1"), supplier: "公司", method: .direct, amount: fen(90)), of: "K1",
                on: "2014-05-01"),
            ReportWork(project: id("K1"), aidDone: fen(1), totalDone: fen(2), reportedOn: date("2014-09-30")),
            state(
                EvidenceAttached(try document("a"), about: StreamName(.project, id("K1"))), of: digest("a"),
                on: "2014-10-20"))
        for position in first...ledger.last {
            let event = try ledger.event(at: position)
            var model = Projects()
            let error = #expect(throws: ReadModelError.self) { try model.apply(event) }
            #expect(error?.description == "\(event.record.type) tells of project K1, which is not on record")
            #expect(model.projects.rows.isEmpty && model.contracts.rows.isEmpty && model.groups.rows.isEmpty)
            #expect(model.milestones.pending.isEmpty)
        }
    }

    @Test("refuses money for a project that was never approved")
    func neverApproved() throws {
        var ledger = try AskedLedger.funded()
        try ledger.record(state(ProjectProposed(plan()), of: "K1", on: "2014-01-01"))
        var model = try ledger.fold(Projects.self)
        let before = model.projects.rows
        try ledger.record(by: "approver", approval())
        try ledger.record(allocation())
        let error = #expect(throws: ReadModelError.self) { try model.apply(ledger.event(at: ledger.last)) }
        #expect(error?.description == "FundsAllocated tells of project K1, which was never approved")
        #expect(model.projects.rows == before && model.groups.rows.isEmpty)
    }

    @Test("refuses a second proposal, approval or award of the same")
    func twice() throws {
        var ledger = AskedLedger()
        try ledger.record(state(ProjectProposed(plan()), of: "K1", on: "2014-01-01"))
        try ledger.record(by: "approver", approval())
        try ledger.record(
            state(
                ContractAwarded(contract: id("C1"), supplier: "公司", method: .direct, amount: fen(90)), of: "K1",
                on: "2014-05-01"))
        var model = try ledger.fold(Projects.self)
        let before = (model.projects.rows, model.contracts.rows, model.groups.rows)
        let reasons = [
            "ProjectProposed stands a second time in project/K1",
            "ProjectApproved stands in project/K1, which is approved already",
            "ContractAwarded stands a second time in project/K1 for contract C1",
        ]
        for (position, reason) in reasons.enumerated() {
            let error = #expect(throws: ReadModelError.self) { try model.apply(ledger.event(at: Int64(position))) }
            #expect(error?.description == reason)
        }
        #expect((model.projects.rows, model.contracts.rows, model.groups.rows) == before)
    }

    // MARK: Short words

    private func project(in ledger: AskedLedger) throws -> ProjectRow {
        try #require(ledger.fold(Projects.self).projects.rows[.init("K1")])
    }

    private func groupKey(
        place: String = "653001", scope: Place.Scope = .own, purpose: Purpose = .education
    ) throws -> ProjectGroupRow.Key {
        var key = ProjectGroupRow.Key()
        key.place = region(place)
        key.scope = scope
        key.purpose = purpose
        key.currency = "CNY"
        return key
    }
}
