public import Assistance
import CanonicalJSON
import Projection

/// R23 问题整改不到位: what was found is left lying.
public enum OpenFindings: RedFlagRule {
    public static let policy = rule("R23")
    public static let question = "Which findings are left lying, closed without evidence, or come again?"
    public static let test = """
        A finding that is neither rectified nor closed more than grace_days after it was due; or that was closed without a document about \
        what was done; or recurrences_min or more of one rule about one thing.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let single = ledger.findings.compactMap { finding -> Hit? in
            let late = Int64(finding.dueOn.days(until: limits.day))
            let limit = limits("grace_days")
            if finding.state == .open || finding.state == .answered, late > limit.value {
                return flag(
                    "finding/\(finding.key.finding)", .major, "not rectified \(late) days after it was due",
                    "逾期 \(late) 天未整改", found: late, limit: limit.value, .days, limit.source,
                    [finding.position, finding.lastPosition])
            }
            guard finding.state == .closed, finding.remedyDocuments == 0 else { return nil }
            return flag(
                "finding/\(finding.key.finding)", part: "evidence", .major,
                "closed without a document about what was done",
                "无整改佐证材料即销号", found: 0, limit: 1, .count, .ledger, [finding.position, finding.lastPosition])
        }
        let groups = Dictionary(grouping: ledger.findings.filter { $0.rule != nil }) { [$0.rule ?? "", $0.about] }
        let recurring = groups.compactMap { key, findings -> Hit? in
            let limit = limits("recurrences_min")
            guard Int64(findings.count) >= limit.value else { return nil }
            return flag(
                key[1], part: "\(key[0])-again", .major, "\(findings.count) findings of \(key[0])",
                "\(key[0]) 问题出现 \(findings.count) 次", found: Int64(findings.count), limit: limit.value, .count,
                limit.source, findings.map(\.position))
        }
        return single + recurring
    }

    public static let example = RuleExample(
        story: "Auditors find in May 2019 that papers are missing, to be put right by the end of June. Nobody answers.",
        requests: Setting.project(600_000, "2019-03-05") + [
            Setting.state(
                FindingRaised(
                    about: .thing(StreamName(.project, Setting.id("K"))), severity: .minor,
                    statement: "Papers are missing",
                    raisedBy: Setting.audit, dueOn: Setting.date("2019-06-30")), of: "F", "2019-05-10",
                by: Setting.audit)
        ], on: Setting.date("2019-08-31"), hits: ["finding/F"])
}
