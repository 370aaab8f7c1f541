public import Assistance
import CanonicalJSON

/// R21 报后变更: the past moved after a report had told of it.
public enum ChangedAfterReport: RedFlagRule {
    public static let policy = rule("R21")
    public static let question = "What changed of the past after a report of it was published?"
    public static let test = """
        An event recorded after those that a published report rests on, with an effective day inside the report's period; reports, policies, \
        documents, findings and claims are none.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.publications.filter { !$0.changes.isEmpty }.map { report in
            let actors = Set(report.changes.map(\.actor)).sorted()
            let by = actors.prefix(3).joined(separator: ", ") + (actors.count > 3 ? ", …" : "")
            let count = Int64(report.changes.count)
            return flag(
                "report/\(report.report)", .minor,
                "\(count) events between \(report.startsOn) and \(report.endsOn) were recorded since, by \(by)",
                "报告发布后补记 \(report.startsOn) 至 \(report.endsOn) 期间事项 \(count) 项，记录人：\(by)", found: count, limit: 0,
                .count, .ledger, [report.act.position] + report.changes.map(\.position))
        }
    }

    public static let example = RuleExample(
        story: "A report of 2019 is published in January 2020. In February a payment of December is put on record.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10"), Setting.pay("P1", 200_000, "2019-06-01"),
            Setting.state(
                ReportPublished(
                    name: Setting.id("position"), title: "Position of 2019", startsOn: Setting.date("2019-01-01"),
                    endsOn: Setting.date("2019-12-31"), knownAt: 9, sha256: Setting.digest("b"),
                    publishedBy: Setting.audit), of: "R2019", "2020-01-20", by: Setting.audit),
            Setting.pay("P2", 100_000, "2019-12-20"),
        ], on: Setting.date("2020-02-10"), hits: ["report/R2019"])
}
