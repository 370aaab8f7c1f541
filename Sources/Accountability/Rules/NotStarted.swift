public import Assistance
import CanonicalJSON

/// R11 未开工: funded, and not begun.
public enum NotStarted: RedFlagRule {
    public static let policy = rule("R11")
    public static let question = "Which projects have their money and have not begun?"
    public static let test = """
        A project that was given money more than start_days ago, still has some of it to use, and has neither begun nor been cancelled \
        or closed.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.projects.compactMap { id, project -> Hit? in
            guard project.started == nil, project.completed == nil, project.ended == nil, project.allocated > 0,
                let first = project.allocations.map(\.on).min()
            else { return nil }
            let days = Int64(first.days(until: limits.day))
            let limit = limits("start_days")
            guard days > limit.value else { return nil }
            let amount = FigureUnit.minorUnits.text(project.allocated)
            return flag(
                "project/\(id)", .major,
                "\(amount) was given since \(first), and work has not begun after \(days) days",
                "\(first) 起拨付 \(amount)，\(days) 天未开工", found: days, limit: limit.value, .days, limit.source,
                project.allocations.map(\.position), region: project.place, purpose: project.purpose)
        }
    }

    public static let example = RuleExample(
        story: "A school is given its money on 10 March 2019. By the end of the year nobody has begun to build it.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10")
        ], on: Setting.date("2019-12-31"), hits: ["project/K"])
}
