public import Assistance
import CanonicalJSON

/// R12 进度滞后: not complete long after the planned end.
public enum Late: RedFlagRule {
    public static let policy = rule("R12")
    public static let question = "Which projects are late, and how much of their money is out?"
    public static let test = """
        An approved project whose planned end is more than grace_days past, and that is neither complete, nor cancelled or closed.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let paid = Dictionary(grouping: ledger.payments, by: \.project).mapValues { $0.reduce(0) { $0 + $1.amount } }
        return ledger.projects.compactMap { id, project -> Hit? in
            guard let end = project.plannedEnd, project.approved != nil, project.completed == nil, project.ended == nil
            else { return nil }
            let days = Int64(end.days(until: limits.day))
            let limit = limits("grace_days")
            guard days > limit.value else { return nil }
            let money = FigureUnit.minorUnits.text(paid[id] ?? 0)
            let work = FigureUnit.minorUnits.text(project.work.last?.amount ?? 0)
            return flag(
                "project/\(id)", .minor,
                "\(days) days after its planned end \(money) is paid and work for \(work) is done",
                "逾期 \(days) 天，已付 \(money)，完成工作量 \(work)", found: days, limit: limit.value, .days, limit.source,
                ([project.proposed, project.approved, project.started].compactMap { $0 } + project.work).map(
                    \.position),
                region: project.place, purpose: project.purpose)
        }
    }

    public static let example = RuleExample(
        story: "A school is to be ready by the end of September 2019. On 31 January 2020 half of it is built.",
        requests: Setting.fund(600_000, "2019-03-01")
            + Setting.project(600_000, "2019-03-05", end: "2019-09-30") + [
                Setting.allocate(600_000, "2019-03-10"), Setting.state(ProjectStarted(), of: "K", "2019-03-20"),
                (
                    Setting.planning,
                    ReportWork(
                        project: Setting.id("K"), aidDone: Setting.yuan(300_000), totalDone: Setting.yuan(300_000),
                        reportedOn: Setting.date("2019-08-31"))
                ),
            ], on: Setting.date("2020-01-31"), hits: ["project/K"])
}
