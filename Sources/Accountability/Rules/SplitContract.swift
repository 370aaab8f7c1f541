public import Assistance
import CanonicalJSON

/// R16 化整为零规避招标: a tender was avoided.
public enum SplitContract: RedFlagRule {
    public static let policy = rule("R16")
    public static let question = "Where was a tender avoided?"
    public static let test = """
        A contract of tender_threshold or more without a tender; or contracts_min or more contracts without one, of one buyer and supplier \
        within window_days, each below the threshold and together not.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let threshold = limits("tender_threshold")
        var awards: [Sides: [Award]] = [:]
        for (id, project) in ledger.projects {
            for contract in project.contracts where !contract.method.isTender {
                let sides = Sides(buyer: contract.buyer ?? project.implementer ?? id, supplier: contract.supplier)
                awards[sides, default: []].append(Award(project: id, place: project.place, contract: contract))
            }
        }
        return awards.flatMap { sides, awards -> [Hit] in
            let large = awards.filter { $0.amount >= threshold.value }.map { award in
                let amount = FigureUnit.minorUnits.text(award.amount)
                return flag(
                    "project/\(award.project)", part: award.contract.contract, .major,
                    "contract \(award.contract.contract) over \(amount) was awarded without a tender",
                    "合同 \(award.contract.contract) 金额 \(amount)，未经招标", found: award.amount, limit: threshold.value,
                    .minorUnits, threshold.source, [award.contract.awarded.position], region: award.place)
            }
            let small = awards.filter { $0.amount < threshold.value }
                .sorted { ($0.on, $0.contract.awarded.position) < ($1.on, $1.contract.awarded.position) }
            return large
                + clusters(small, limits).map { cluster in
                    let sum = FigureUnit.minorUnits.text(cluster.sum)
                    let count = cluster.awards.count
                    let last = cluster.awards[count - 1]
                    return flag(
                        "project/\(last.project)", part: "\(sides.supplier)-\(cluster.awards[0].on)", .major,
                        "\(count) contracts with \(sides.supplier) since \(cluster.awards[0].on), each below the threshold, come to "
                            + sum,
                        "自 \(cluster.awards[0].on) 起与 \(sides.supplier) 签订 \(count) 份合同，单份均低于限额，合计 \(sum)",
                        found: cluster.sum, limit: threshold.value, .minorUnits, threshold.source,
                        cluster.awards.map(\.contract.awarded.position), region: last.place)
                }
        }
    }

    private struct Sides: Hashable {
        let buyer: String
        let supplier: String
    }

    private struct Award {
        let project: String
        let place: RegionCode?
        let contract: InspectedLedger.Contract

        var amount: Int64 { contract.awarded.amount }
        var on: CalendarDate { contract.awarded.on }
    }

    private struct Cluster {
        var awards: [Award]
        var sum: Int64 { awards.reduce(0) { $0 + $1.amount } }
    }

    /// Those that follow one another within the window from the first, each award in one of them at most.
    private static func clusters(_ awards: [Award], _ limits: Limits) -> [Cluster] {
        let (threshold, window) = (limits("tender_threshold").value, limits("window_days").value)
        var clusters: [Cluster] = []
        var rest = awards[...]
        while let first = rest.first {
            let cluster = Cluster(awards: Array(rest.prefix { Int64(first.on.days(until: $0.on)) <= window }))
            if cluster.awards.count >= limits("contracts_min").value, cluster.sum >= threshold {
                clusters.append(cluster)
                rest = rest.dropFirst(cluster.awards.count)
            } else {
                rest = rest.dropFirst()
            }
        }
        return clusters
    }

    public static let example = RuleExample(
        story: "Two contracts over 2,500,000 yuan each are given to one builder within a week, without a tender.",
        requests: Setting.project(6_000_000, "2019-03-05") + [
            Setting.award("H1", 2_500_000, "2019-03-15", .direct),
            Setting.award("H2", 2_500_000, "2019-03-20", .direct),
        ], on: Setting.date("2019-03-31"), hits: ["project/K"])
}
