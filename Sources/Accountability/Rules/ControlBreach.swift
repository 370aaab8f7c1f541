public import Assistance
import CanonicalJSON

/// R22 内控失效: one hand does what two should, or acts come in the wrong order.
public enum ControlBreach: RedFlagRule {
    public static let policy = rule("R22")
    public static let question = "Where did one hand do what two should, or the public not learn of it?"
    public static let test = """
        A project put on record and approved by the same actor; paid for before its approval; or not made public by a document of disclosure \
        within disclosure_days after it.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let payments = Dictionary(grouping: ledger.payments, by: \.project)
        return ledger.projects.flatMap { id, project -> [Hit] in
            guard let approved = project.approved else { return [] }
            var hits: [Hit] = []
            func add(
                _ part: String, _ severity: FindingRaised.Severity, _ english: String, _ chinese: String,
                found: Int64, limit: Int64, _ unit: FigureUnit, _ source: LimitSource, _ positions: [Int64]
            ) {
                hits.append(
                    flag(
                        "project/\(id)", part: part, severity, english, chinese, found: found, limit: limit, unit,
                        source,
                        positions + [approved.position], region: project.place, purpose: project.purpose))
            }
            if let proposed = project.proposed, proposed.actor.namesSameBody(as: approved.actor) {
                add(
                    "one-hand", .major, "\(approved.actor) put it on record and approved it",
                    "申报与审批均为 \(approved.actor)",
                    found: 1, limit: 2, .count, .ledger, [proposed.position])
            }
            let before = (payments[id] ?? []).filter { $0.on < approved.on }
            if let first = before.map(\.on).min() {
                let amount = before.reduce(0) { $0 + $1.amount }
                let text = FigureUnit.minorUnits.text(amount)
                add(
                    "paid-first", .severe, "\(text) was paid since \(first), before the approval of \(approved.on)",
                    "\(approved.on) 批准前，自 \(first) 起已支付 \(text)", found: amount, limit: 0, .minorUnits, .ledger,
                    before.map(\.position))
            }
            let limit = limits("disclosure_days")
            let days = Int64(approved.on.days(until: limits.day))
            let first = project.disclosures.filter { $0.on >= approved.on }.map {
                Int64(approved.on.days(until: $0.on))
            }.min()
            if first.map({ $0 > limit.value }) ?? (days > limit.value) {
                let waited = first ?? days
                add(
                    "disclosure", .minor,
                    first.map { "made public \($0) days after its approval" }
                        ?? "not made public \(days) days after its approval",
                    first.map { "批准 \($0) 天后才公示" } ?? "批准 \(days) 天后仍未公示", found: waited, limit: limit.value, .days,
                    limit.source, project.disclosures.map(\.position))
            }
            return hits
        }
    }

    public static let example = RuleExample(
        story: "A school is approved in March 2019, and no notice of it is ever put up.",
        requests: Setting.project(600_000, "2019-03-05"), on: Setting.date("2019-04-30"), hits: ["project/K"])
}
