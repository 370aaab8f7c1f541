public import Assistance
import CanonicalJSON

/// R19 成效失实: an outcome that is too good to be true.
public enum ImplausibleOutcome: RedFlagRule {
    public static let policy = rule("R19")
    public static let question = "Which outcomes cannot be true?"
    public static let test = """
        More are reported or counted than could benefit; or a change from one period to the next is more than jump_factor times the median \
        of those before; or one list of those who benefit was counted under two donors.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.indicators.flatMap { id, indicator in
            tooMany(id, indicator, ledger) + jumps(id, indicator, ledger, limits)
        } + twice(ledger)
    }

    private static func hit(
        _ id: String, _ indicator: InspectedLedger.Indicator, _ ledger: InspectedLedger, part: String,
        _ english: String,
        _ chinese: String, found: Int64, limit: Int64, _ unit: FigureUnit, _ source: LimitSource, _ positions: [Int64]
    ) -> Hit {
        let project = indicator.project.flatMap { ledger.projects[$0] }
        return flag(
            "indicator/\(id)", part: part, .major, english, chinese, found: found, limit: limit, unit, source,
            [indicator.position] + positions, region: project?.place, purpose: project?.purpose)
    }

    private static func tooMany(
        _ id: String, _ indicator: InspectedLedger.Indicator, _ ledger: InspectedLedger
    ) -> [Hit] {
        let reports = indicator.reports.map { ($0.value, indicator.eligible, $0.act) }
        let counts = indicator.counts.map { ($0.persons, $0.eligible ?? indicator.eligible, $0.act) }
        return (reports + counts).compactMap { value, eligible, act in
            guard let eligible, value > eligible else { return nil }
            return hit(
                id, indicator, ledger, part: "\(act.position)",
                "\(value) is more than the \(eligible) who could benefit",
                "上报 \(value)，超过可受益人数 \(eligible)", found: value, limit: eligible, .persons, .ledger, [act.position])
        }
    }

    private static func jumps(
        _ id: String, _ indicator: InspectedLedger.Indicator, _ ledger: InspectedLedger, _ limits: Limits
    ) -> [Hit] {
        let series = indicator.reports.sorted { ($0.periodEnd, $0.number) < ($1.periodEnd, $1.number) }
        var earlier: [Int64] = []
        var hits: [Hit] = []
        for (before, after) in zip(series, series.dropFirst()) {
            let (change, isTooMuch) = after.value.subtractingReportingOverflow(before.value)
            guard !isTooMuch, change != .min else { continue }
            let limit = limits("jump_factor")
            // Two changes at least make something usual.
            if earlier.count >= 2, case let median = earlier.sorted()[earlier.count / 2], median > 0,
                Int128(abs(change)) > Int128(median) * Int128(limit.value)
            {
                let times = Int64(clamping: Int128(abs(change)) / Int128(median))
                hits.append(
                    hit(
                        id, indicator, ledger, part: "\(after.number)",
                        "a change of \(change) is \(times) times the usual one of \(median)",
                        "变动 \(change)，为通常变动 \(median) 的 \(times) 倍", found: times, limit: limit.value, .times,
                        limit.source, [before.act.position, after.act.position]))
            }
            earlier.append(abs(change))
        }
        return hits
    }

    /// Counts of one list that two donors' projects have both.
    private static func twice(_ ledger: InspectedLedger) -> [Hit] {
        var lists: [DocumentDigest: [(id: String, donors: Set<RegionCode>, count: InspectedLedger.Count)]] = [:]
        for (id, indicator) in ledger.indicators.sorted(by: { $0.value.position < $1.value.position }) {
            for count in indicator.counts {
                guard let list = count.list, let project = indicator.project else { continue }
                lists[list, default: []].append((id, ledger.donors(of: project), count))
            }
        }
        return lists.values.compactMap { counts in
            let donors = counts.reduce(into: Set<RegionCode>()) { $0.formUnion($1.donors) }
            guard donors.count > 1, Set(counts.map(\.id)).count > 1, let last = counts.last,
                let indicator = ledger.indicators[last.id]
            else { return nil }
            return hit(
                last.id, indicator, ledger, part: "list",
                "the same list of \(last.count.persons) persons was counted under \(donors.count) donors",
                "同一份 \(last.count.persons) 人名册被 \(donors.count) 个支援方重复统计", found: Int64(donors.count), limit: 1,
                .count, .ledger, counts.map(\.count.act.position))
        }
    }

    public static let example = RuleExample(
        story: "A school for which 500 children could enrol reports 1,200 pupils.",
        requests: Setting.project(600_000, "2019-03-05") + [
            Setting.indicator(eligible: 500, "2019-03-10"), Setting.report(1_200, "2019-04-01", "2019-06-30"),
        ], on: Setting.date("2019-06-30"), hits: ["indicator/I"])
}
