public import Assistance
import CanonicalJSON

/// R18 成效未核验: claimed, and nobody else has looked.
public enum UnverifiedOutcome: RedFlagRule {
    public static let policy = rule("R18")
    public static let question = "Which outcomes rest on the word of those who report them?"
    public static let test = """
        A report of an outcome that nobody has verified within verification_days who neither reported it, nor put it on record, nor \
        carried out the project.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.indicators.flatMap { id, indicator -> [Hit] in
            let project = indicator.project.flatMap { ledger.projects[$0] }
            return indicator.reports.compactMap { report -> Hit? in
                let days = Int64(report.act.on.days(until: limits.day))
                let limit = limits("verification_days")
                guard days > limit.value, !report.isVerified(besides: project?.implementer) else { return nil }
                return flag(
                    "indicator/\(id)", part: "\(report.number)", .minor,
                    "\(report.value) was reported on \(report.act.on), and nobody independent has verified it after \(days) days",
                    "\(report.act.on) 上报 \(report.value)，\(days) 天无独立核验", found: days, limit: limit.value, .days,
                    limit.source, [indicator.position, report.act.position] + report.verifications.map(\.act.position),
                    region: project?.place, purpose: project?.purpose)
            }
        }
    }

    public static let example = RuleExample(
        story: "The planning office reports 400 pupils at the end of June 2019. By November nobody has counted them.",
        requests: Setting.project(600_000, "2019-03-05") + [
            Setting.indicator(eligible: 500, "2019-03-10"), Setting.report(400, "2019-04-01", "2019-06-30"),
        ], on: Setting.date("2019-11-01"), hits: ["indicator/I"])
}

extension InspectedLedger.Claim {
    func isVerified(besides implementer: String?) -> Bool {
        let parties = [reportedBy, act.actor] + [implementer].compactMap { $0 }
        return verifications.contains { verification in
            !parties.contains { verification.by.namesSameBody(as: $0) || verification.act.actor.namesSameBody(as: $0) }
        }
    }
}
