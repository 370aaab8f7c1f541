public import Assistance
import CanonicalJSON

/// R13 建成闲置: complete, and not in use.
public enum BuiltButUnused: RedFlagRule {
    public static let policy = rule("R13")
    public static let question = "What was built and is not used?"
    public static let test = """
        A project that has been complete for more than use_days, and that no inspection, or not the last one, found in use.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.projects.compactMap { id, project -> Hit? in
            guard let completed = project.completed else { return nil }
            let days = Int64(completed.on.days(until: limits.day))
            let limit = limits("use_days")
            let last = project.inspections.max { ($0.on, $0.position) < ($1.on, $1.position) }
            guard days > limit.value, last?.amount != 1 else { return nil }
            let seen = last.map { "found not in use on \($0.on)" } ?? "nobody has looked whether it is in use"
            let seenZH = last.map { "\($0.on) 检查未投入使用" } ?? "未检查是否投入使用"
            return flag(
                "project/\(id)", .major, "complete for \(days) days, and \(seen)", "竣工 \(days) 天，\(seenZH)",
                found: days,
                limit: limit.value, .days, limit.source, [completed.position] + project.inspections.map(\.position),
                region: project.place, purpose: project.purpose)
        }
    }

    public static let example = RuleExample(
        story: "A school is complete on 30 September 2019. In December an inspector finds its gate locked.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10"), Setting.state(ProjectStarted(), of: "K", "2019-03-20"),
            Setting.state(ProjectCompleted(), of: "K", "2019-09-30"),
            Setting.state(
                UseInspected(inUse: false, inspectedBy: Setting.audit), of: "K", "2019-12-10", by: Setting.audit),
        ], on: Setting.date("2020-04-30"), hits: ["project/K"])
}
