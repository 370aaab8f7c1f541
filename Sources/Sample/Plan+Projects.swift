import Assistance
import CanonicalJSON

extension Plan {
    /// Plans what happens to a project whose money is in the county on `fundedOn`.
    mutating func planProject(_ project: ProjectDraft, _ funding: Funding, fundedOn: CalendarDate) {
        let works = ProjectWorks(
            project, funding, allocatedOn: fundedOn.later(by: random.within(3...15)),
            planning: places.office(.planning, of: project.county.code, in: funding.year),
            finance: places.office(.finance, of: project.county.code, in: funding.year),
            approver: places.office(
                .planning, of: project.county.prefecture ?? project.county.code.province, in: funding.year))
        planApproval(works)
        let idle =
            project.payments.isEmpty
            ? ["R01", "R11", "R12"].map { note(Answer($0, "project/\(project.id)", ["amount": project.aid])) } : []
        add(
            AllocateFunds(
                project: project.id, instrument: funding.instrument, amount: .fen(project.aid),
                allocatedOn: works.allocatedOn), by: works.finance, proves: idle)
        if works.isFirst, funding.irregularity == .bankMismatch { planBankStatement(works) }
        guard !project.payments.isEmpty else { return }
        let overspent = planContracts(works)
        let paidOn = planPayments(works, proves: overspent)
        let completedOn = planProgress(works, lastPaidOn: paidOn)
        let settledOn = project.leftover > 0 ? planReturn(works, after: paidOn) : paidOn
        guard let completedOn else { return }
        planFinding(works, completedOn: completedOn)
        planOutcome(works, definedOn: works.allocatedOn, completedOn: completedOn)
        let closedOn = max(settledOn, completedOn).later(by: random.within(5...40))
        add(State(ProjectClosed(), of: project.id, on: closedOn), by: works.finance)
    }

    /// The proposal and the approval by the tier above. Now and then another proposal comes to nothing.
    private mutating func planApproval(_ works: ProjectWorks) {
        let project = works.project
        let proposedOn = CalendarDate.known(works.funding.year, 1, 6).later(by: random.below(14))
        let plan = ProjectPlan(
            name: "\(project.kind.name) \(project.id)", nameZH: project.county.nameZH + project.kind.nameZH,
            place: Place(region: project.county.code), purpose: project.kind.purpose, sector: project.kind.sector,
            implementer: works.planning, plannedTotal: .fen(project.proposedTotal), plannedAid: .fen(project.aid),
            plannedStart: works.allocatedOn, plannedEnd: works.plannedEnd)
        add(State(ProjectProposed(plan), of: project.id, on: proposedOn), by: works.planning)
        if random.oneIn(30) {
            let other = Identifier.known("\(project.id)-X")
            add(State(ProjectProposed(plan), of: other, on: proposedOn), by: works.planning)
            add(
                State(ProjectCancelled(reason: "评审未通过"), of: other, on: proposedOn.later(by: 10)), by: works.approver)
        }
        let approvedOn = proposedOn.later(by: random.within(3...12))
        let isUndisclosed = works.isFirst && works.funding.irregularity == .undisclosed
        let undisclosed = isUndisclosed ? [note(Answer("R22", "project/\(project.id)", ["amount": project.aid]))] : []
        add(
            ApproveProject(project: project.id, plan: nil, approvedOn: approvedOn), by: works.approver,
            proves: undisclosed)
        if !isUndisclosed {
            let notice = DocumentDescription(
                digest: digest(), bytes: Int64(random.within(20_000...200_000)),
                mediaType: MediaType(ofFileNamed: "公示.pdf"), title: "项目公示", kind: .disclosure)
            add(
                State(
                    EvidenceAttached(notice, about: StreamName(.project, project.id)), of: Identifier(notice.digest),
                    on: approvedOn.later(by: random.within(2...15))),
                by: works.planning)
        }
        if project.proposedTotal < project.total {
            add(
                State(
                    BudgetRevised(
                        plannedTotal: .fen(project.total), plannedAid: .fen(project.aid), reason: "地方配套资金增加"),
                    of: project.id, on: approvedOn.later(by: 15)), by: works.approver)
        }
    }

    /// What the project gives back and the county passes on to the donor; answers the day of the former.
    private mutating func planReturn(_ works: ProjectWorks, after lastPaidOn: CalendarDate) -> CalendarDate {
        let (project, funding) = (works.project, works.funding)
        let releasedOn = lastPaidOn.later(by: random.within(5...15))
        add(
            ReleaseFunds(
                project: project.id, instrument: funding.instrument, amount: .fen(project.leftover),
                releasedOn: releasedOn, reason: "结余资金"), by: works.finance)
        add(
            ReturnFunds(
                agreement: funding.agreement, from: project.county.code, amount: .fen(project.leftover),
                returnedOn: releasedOn.later(by: random.within(5...15)), reason: "结余资金上交"), by: works.finance)
        return releasedOn
    }
}
