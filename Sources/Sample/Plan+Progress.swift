import Assistance
import CanonicalJSON

extension Plan {
    /// Plans the work from its start to the inspection. Half of it is reported two months before the last payment, and all of it
    /// soon after; answers the day of completion, if there is one.
    mutating func planProgress(_ works: ProjectWorks, lastPaidOn: CalendarDate) -> CalendarDate? {
        let project = works.project
        let irregularity = works.isFirst ? works.funding.irregularity : nil
        let startedOn = works.allocatedOn.later(by: random.within(5...11))
        add(State(ProjectStarted(), of: project.id, on: startedOn), by: works.planning)
        planInterruption(works, startedOn: startedOn)
        let (aid, total) = (project.aid / 200 * 100, project.total / 200 * 100)
        let late =
            irregularity == .late
            ? [
                note(
                    Answer(
                        "R12", "project/\(project.id)",
                        ["done": aid, "planned": project.aid, "planned_end": Int64(works.plannedEnd.daysSince1970)]))
            ] : []
        let halfwayOn = lastPaidOn.later(by: -60)
        add(
            ReportWork(project: project.id, aidDone: .fen(aid), totalDone: .fen(total), reportedOn: halfwayOn),
            by: works.planning, proves: late)
        add(
            State(
                MilestoneReached(name: "主体完工", plannedOn: works.allocatedOn.later(by: 150)), of: project.id,
                on: halfwayOn),
            by: works.planning)
        guard late.isEmpty else { return nil }
        let completedOn = lastPaidOn.later(by: random.within(5...20))
        add(
            ReportWork(
                project: project.id, aidDone: .fen(project.aid), totalDone: .fen(project.total), reportedOn: completedOn
            ),
            by: works.planning)
        let unused =
            irregularity == .unused ? [note(Answer("R13", "project/\(project.id)", ["amount": project.aid]))] : []
        add(State(ProjectCompleted(), of: project.id, on: completedOn), by: works.planning, proves: unused)
        add(
            State(
                UseInspected(inUse: unused.isEmpty, inspectedBy: works.approver), of: project.id,
                on: completedOn.later(by: random.within(20...120))), by: works.approver, proves: unused)
        return completedOn
    }

    /// Now and then work rests for some weeks, as in a hard winter.
    private mutating func planInterruption(_ works: ProjectWorks, startedOn: CalendarDate) {
        guard random.oneIn(15) else { return }
        let suspendedOn = startedOn.later(by: random.within(20...40))
        let id = works.project.id
        add(State(ProjectSuspended(reason: "冬季停工"), of: id, on: suspendedOn), by: works.planning)
        add(State(ProjectResumed(), of: id, on: suspendedOn.later(by: random.within(10...25))), by: works.planning)
    }
}
