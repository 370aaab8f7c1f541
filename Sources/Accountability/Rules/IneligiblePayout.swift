public import Assistance
import CanonicalJSON

/// R15 冒领: somebody is paid who is not entitled to it, or not again.
public enum IneligiblePayout: RedFlagRule {
    public static let policy = rule("R15")
    public static let question = "Who was paid without being entitled to it?"
    public static let test = """
        A payment to a person, known by a digest, who has more than payouts_max of them within cycle_days.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var earlier: [DocumentDigest: [InspectedLedger.Payment]] = [:]
        var hits: [Hit] = []
        for payment in ledger.payments.sorted(by: { ($0.on, $0.position) < ($1.on, $1.position) }) {
            guard let person = payment.payeeDigest else { continue }
            let cycle = limits("cycle_days", of: payment.pairing).value
            let within = (earlier[person] ?? []).filter { Int64($0.on.days(until: payment.on)) < cycle }
            earlier[person, default: []].append(payment)
            let limit = limits("payouts_max", of: payment.pairing)
            let count = Int64(within.count + 1)
            if count > limit.value {
                hits.append(
                    flag(
                        payment.subject, .severe, "the \(count). payment to the same person within \(cycle) days",
                        "\(cycle) 天内向同一人第 \(count) 次发放", found: count, limit: limit.value, .count, limit.source,
                        within.map(\.position) + [payment.position], pairing: payment.pairing,
                        region: ledger.place(of: payment), purpose: ledger.purpose(of: payment)))
            }
        }
        return hits
    }

    public static let example = RuleExample(
        story: "A subsidy that is given once a year is paid to the same person in April and in June.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05", purpose: .industry) + [
            Setting.allocate(600_000, "2019-03-10"),
            Setting.pay(
                "P1", 3_000, "2019-04-01", to: "Household", category: "Subsidy", kind: .person,
                person: Setting.digest("a")),
            Setting.pay(
                "P2", 3_000, "2019-06-01", to: "Household", category: "Subsidy", kind: .person,
                person: Setting.digest("a")),
        ], on: Setting.date("2019-06-30"), hits: ["payment/P2"])
}
