import Assistance
import CanonicalJSON
import Testing

@Suite("A project goes from the proposal to the closing")
struct ProjectLifeTests {
    private static let proposer = "the county's education bureau"

    private static let plan = ProjectPlan(
        name: "Village school", place: Place(region: region("653001")), purpose: .education, sector: .primaryEducation,
        implementer: "the county's education bureau", plannedTotal: yuan(500), plannedAid: yuan(300))

    private static func proposal(_ plan: ProjectPlan = plan, on date: String = "2014-01-05") -> any Request {
        State(ProjectProposed(plan), of: id("K1"), on: day(date)).by(proposer)
    }

    private static func approval(_ plan: ProjectPlan? = nil, on date: String = "2014-01-10") -> ApproveProject {
        ApproveProject(project: id("K1"), plan: plan, approvedOn: day(date))
    }

    private static func state<Content: Statement>(_ content: Content, on date: String = "2014-05-01") -> any Request {
        State(content, of: id("K1"), on: day(date))
    }

    /// What can happen to a project, one request for each.
    private static let steps: [(name: String, request: any Request)] = [
        ("approve", approval(on: "2014-05-01")),
        ("revise", state(BudgetRevised(plannedTotal: yuan(600), plannedAid: yuan(400), reason: "Steel"))),
        (
            "contract",
            state(ContractAwarded(contract: id("C1"), supplier: "Builder", method: .openTender, amount: yuan(1)))
        ),
        ("start", state(ProjectStarted())), ("milestone", state(MilestoneReached(name: "Roof"))),
        ("report", ReportWork(project: id("K1"), aidDone: yuan(1), totalDone: yuan(1), reportedOn: day("2014-05-01"))),
        ("suspend", state(ProjectSuspended(reason: "Frost"))), ("resume", state(ProjectResumed())),
        ("complete", state(ProjectCompleted())),
        ("inspect", state(UseInspected(inUse: true, inspectedBy: "Field command"))),
        ("cancel", state(ProjectCancelled(reason: "No site"))), ("close", state(ProjectClosed())),
        ("allocate", Story.allocation(amount: yuan(1), on: "2014-05-01")),
        ("spend", Story.spending("P9", amount: fen(1), on: "2014-05-01")),
        ("release", Story.release(amount: fen(1), on: "2014-05-01")),
    ]

    private static let funded = Story.upToForward + [Story.receipt(of: "F1", on: "2014-04-01")]

    /// How a project comes to each stage, and what can happen to it there.
    private static let stages: [(stage: String, history: [any Request], allowed: Set<String>)] = {
        let approved = funded + [proposal(), approval()]
        let money: [any Request] = [Story.allocation(amount: yuan(100))]
        let allOut: [any Request] = [Story.spending(amount: yuan(100), on: "2014-04-09")]
        let some: [any Request] = [Story.spending(amount: yuan(50), on: "2014-04-09")]
        let early = "2014-04-10"
        let work: Set = ["revise", "contract", "milestone", "report", "cancel", "allocate", "spend", "release"]
        return [
            ("proposed", funded + [proposal()], ["approve", "cancel"]),
            ("approved", approved + money + some, work.union(["start", "suspend", "complete"])),
            (
                "started", approved + money + some + [state(ProjectStarted(), on: early)],
                work.union(["suspend", "complete"])
            ),
            (
                "suspended", approved + money + some + [state(ProjectSuspended(reason: "Frost"), on: early)],
                work.union(["resume"])
            ),
            (
                "completed", approved + money + some + [state(ProjectCompleted(), on: early)],
                ["report", "inspect", "allocate", "spend", "release"]
            ),
            (
                "completed", approved + money + allOut + [state(ProjectCompleted(), on: early)],
                ["report", "inspect", "allocate", "close"]
            ),
            (
                "closed",
                approved + money + allOut + [state(ProjectCompleted(), on: early), state(ProjectClosed(), on: early)],
                ["inspect"]
            ),
            (
                "cancelled", approved + money + some + [state(ProjectCancelled(reason: "No site"), on: early)],
                ["release"]
            ),
        ]
    }()

    @Test("at each stage exactly some things can happen, and the others are refused", arguments: stages.indices)
    func table(index: Int) throws {
        let (stage, history, allowed) = Self.stages[index]
        let given = try AssistanceTests.given(history)
        for (name, request) in Self.steps {
            let outcome = try given.when(request)
            switch outcome.result {
            case .success: #expect(allowed.contains(name), "\(name) of a project that is \(stage)")
            case .failure(let refusal):
                #expect(!allowed.contains(name), "\(name) of a project that is \(stage): \(refusal)")
                // Where the stage allows it, money may be the reason.
                #expect(
                    refusal.code == .kind || refusal.code == .exists || refusal.code == .exceeds
                        || refusal.code == .insufficient)
            }
        }
    }

    @Test("a refusal names the stage and those in which it could happen")
    func words() throws {
        try given(Self.funded, Self.proposal()).when(Story.allocation()).thenRefused(
            .kind, field: "project",
            saying:
                "project K1 is proposed and cannot be given money: only one that is approved, started, suspended or completed can"
        )
    }

    @Test("what was proposed is approved as it is, by somebody else")
    func approved() throws {
        try given([Self.proposal()]).when(Self.approval()).then(
            "ProjectApproved", of: "project/K1", data: Self.plan.data)
        try given([Self.proposal()]).when(Self.approval().by(Self.proposer))
            .thenRefused(.person, field: "actor", saying: "education bureau")
        try given([]).when(Self.approval()).thenRefused(.unknown, field: "project", saying: "no project K1")
    }

    @Test("or with another plan, which holds from then on")
    func changedPlan() throws {
        var plan = Self.plan
        plan.plannedAid = yuan(200)
        try given([Self.proposal()]).when(Self.approval(plan)).then(
            "ProjectApproved", of: "project/K1", data: plan.data)
        try given(Self.funded, Self.proposal(), Self.approval(plan)).when(Story.allocation(amount: fen(20_001)))
            .thenRefused(.exceeds, field: "amount", saying: "200.01 CNY", "200.00 CNY")
    }

    @Test("a plan must make sense when it is proposed, as when it is approved")
    func badPlans() throws {
        let bad: [(Refusal.Code, String, (inout ProjectPlan) -> Void)] = [
            (.text, "name", { $0.name = "" }), (.text, "implementer", { $0.implementer = " " }),
            (.region, "place", { $0.place = Place(region: region("110221")) }),
            (.region, "place", { $0.place = Place(region: region("000000")) }),
            (.amount, "planned_aid", { $0.plannedAid = yuan(0) }),
            (.exceeds, "planned_total", { $0.plannedTotal = yuan(299) }),
            (
                .dates, "planned_end",
                {
                    $0.plannedStart = day("2014-05-02")
                    $0.plannedEnd = day("2014-05-01")
                }
            ),
        ]
        for (code, field, spoil) in bad {
            var plan = Self.plan
            spoil(&plan)
            try given([]).when(Self.proposal(plan)).thenRefused(code, field: field)
            try given([Self.proposal()]).when(Self.approval(plan)).thenRefused(code, field: field)
        }
    }

    @Test("a project is proposed once, and approved once")
    func once() throws {
        try given([Self.proposal()]).when(Self.proposal()).thenRefused(.exists, field: "project", saying: "K1")
        try given([Story.project()]).when(Self.proposal()).thenRefused(.exists, field: "project", saying: "K1")
        try given([Self.proposal(), Self.approval()]).when(Self.approval(Self.plan))
            .thenRefused(.exists, field: "project", saying: "K1", "approved")
    }

    @Test("dates are in order")
    func dates() throws {
        try given([Self.proposal()]).when(Self.approval(on: "2014-01-04"))
            .thenRefused(.dates, field: "approved_on", saying: "2014-01-04", "2014-01-05")
        let approved = try given([Self.proposal(), Self.approval()])
        for (name, request) in [
            ("start", Self.state(ProjectStarted(), on: "2014-01-09")),
            ("milestone", Self.state(MilestoneReached(name: "Roof"), on: "2014-01-09")),
            ("suspension", Self.state(ProjectSuspended(reason: "Frost"), on: "2014-01-09")),
            ("completion", Self.state(ProjectCompleted(), on: "2014-01-09")),
            ("cancellation", Self.state(ProjectCancelled(reason: "No site"), on: "2014-01-09")),
            (
                "revision",
                Self.state(BudgetRevised(plannedTotal: yuan(600), plannedAid: yuan(1), reason: "x"), on: "2014-01-09")
            ),
        ] {
            try approved.when(request).thenRefused(.dates, field: "on", saying: name, "2014-01-09", "2014-01-10")
        }
        let started = try given([Self.proposal(), Self.approval(), Self.state(ProjectStarted(), on: "2014-03-01")])
        try started.when(Self.state(ProjectCompleted(), on: "2014-02-28"))
            .thenRefused(.dates, field: "on", saying: "2014-02-28", "2014-03-01")
        let completed = try given([Self.proposal(), Self.approval(), Self.state(ProjectCompleted(), on: "2014-03-01")])
        let inspection = UseInspected(inUse: false, inspectedBy: "Field command")
        try completed.when(Self.state(inspection, on: "2014-02-28"))
            .thenRefused(.dates, field: "on", saying: "2014-02-28", "2014-03-01")
        try completed.when(Self.state(ProjectClosed(), on: "2014-02-28"))
            .thenRefused(.dates, field: "on", saying: "2014-02-28", "2014-03-01")
    }

    @Test("a budget is not revised below what is allocated, nor above the whole plan")
    func budget() throws {
        func revision(_ total: Int64, _ aid: Int64) -> any Request {
            Self.state(BudgetRevised(plannedTotal: yuan(total), plannedAid: yuan(aid), reason: "Steel"))
        }
        let given = try AssistanceTests.given(
            Self.funded, Self.proposal(), Self.approval(), Story.allocation(amount: yuan(100)))
        try given.when(revision(500, 99)).thenRefused(.exceeds, field: "planned_aid", saying: "99.00 CNY", "100.00 CNY")
        try given.when(revision(500, 501)).thenRefused(.exceeds, field: "planned_total", saying: "501.00 CNY")
        try given.when(revision(500, 100)).then(
            "BudgetRevised", of: "project/K1",
            data: ["planned_total": 50_000, "planned_aid": 10_000, "currency": "CNY", "reason": "Steel"])
    }

    @Test("a project is not closed while money of it is unspent")
    func closing() throws {
        let before =
            Self.funded + [
                Self.proposal(), Self.approval(), Story.allocation(amount: yuan(100)), Self.state(ProjectCompleted()),
            ]
        try given(before).when(Self.state(ProjectClosed(), on: "2014-06-01"))
            .thenRefused(.exceeds, field: "project", saying: "100.00 CNY of the 100.00 CNY")
        let release = Story.release(amount: yuan(100), on: "2014-05-20")
        #expect(try given(before, release).when(Self.state(ProjectClosed(), on: "2014-06-01")).result.get().count == 1)
    }

    @Test("a payment names one of the project's contracts, or none")
    func contracts() throws {
        let contract = Self.state(
            ContractAwarded(contract: id("C1"), supplier: "Builder", method: .openTender, amount: yuan(90)),
            on: "2014-04-02")
        var payment = Story.spending(amount: yuan(50))
        payment.contract = id("C1")
        try given(Story.upToAllocation).when(payment)
            .thenRefused(.unknown, field: "contract", saying: "project K1 has no contract C1")
        let outcome = try given(Story.upToAllocation, contract).when(payment)
        #expect(try outcome.result.get()[0].event.payload.data["contract"] == "C1")
        try given(Story.upToAllocation, contract).when(contract)
            .thenRefused(.exists, field: "contract", saying: "contract C1", "90.00 CNY", "Builder")
    }

    @Test("words that say nothing are refused")
    func empty() throws {
        let given = try AssistanceTests.given([Self.proposal(), Self.approval()])
        let requests: [(String, any Request)] = [
            ("reason", Self.state(BudgetRevised(plannedTotal: yuan(9), plannedAid: yuan(9), reason: ""))),
            (
                "supplier",
                Self.state(ContractAwarded(contract: id("C"), supplier: "", method: .direct, amount: yuan(1)))
            ),
            (
                "buyer",
                Self.state(
                    ContractAwarded(contract: id("C"), supplier: "x", buyer: "", method: .direct, amount: yuan(1)))
            ),
            ("milestone", Self.state(MilestoneReached(name: "\n"))),
            ("reason", Self.state(ProjectSuspended(reason: ""))),
            ("remark", Self.state(ProjectCompleted(remark: " "))), ("reason", Self.state(ProjectCancelled(reason: ""))),
        ]
        for (field, request) in requests { try given.when(request).thenRefused(.text, field: field, saying: "empty") }
        let done = try AssistanceTests.given([
            Self.proposal(), Self.approval(), Self.state(ProjectCompleted(), on: "2014-04-30"),
        ])
        for inspection in [
            UseInspected(inUse: true, inspectedBy: ""), UseInspected(inUse: true, inspectedBy: "x", remark: ""),
        ] {
            let field = inspection.inspectedBy.isEmpty ? "inspected_by" : "remark"
            try done.when(Self.state(inspection)).thenRefused(.text, field: field, saying: "empty")
        }
    }

    @Test("a contract is for something")
    func contractAmount() throws {
        try given([Self.proposal(), Self.approval()]).when(
            Self.state(ContractAwarded(contract: id("C"), supplier: "x", method: .direct, amount: yuan(0)))
        ).thenRefused(.amount, field: "amount", saying: "0.00 CNY")
    }
}
