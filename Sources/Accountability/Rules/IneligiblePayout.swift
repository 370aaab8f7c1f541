public import Assistance
import CanonicalJSON

/// R15 冒领: somebody is paid who is not entitled to it, or not again.
public enum IneligiblePayout: RedFlagRule {
    public static let policy = rule("R15")
    public static let question = "Who was paid without being entitled to it?"
    public static let test = """
        A payment to a person, known by a digest, who is on none of the project's lists of those who are entitled on that day, where there \
        are any; or who has more than payouts_max payments within cycle_days.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var earlier: [DocumentDigest: [InspectedLedger.Payment]] = [:]
        var hits: [Hit] = []
        for payment in ledger.payments.sorted(by: { ($0.on, $0.position) < ($1.on, $1.position) }) {
            guard let person = payment.payeeDigest else { continue }
            if let stranger = stranger(person, payment, in: ledger) { hits.append(stranger) }
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

    private static func stranger(
        _ person: DocumentDigest, _ payment: InspectedLedger.Payment, in ledger: InspectedLedger
    ) -> Hit? {
        let lists = (ledger.projects[payment.project]?.entitlements ?? []).filter {
            $0.startsOn <= payment.on && payment.on <= $0.endsOn
        }
        guard !lists.isEmpty, !lists.contains(where: { $0.persons.contains(person) }) else { return nil }
        return flag(
            payment.subject, part: "stranger", .severe, "a payment to a person who is on no list of those entitled",
            "向不在享受对象名单内的人员发放", found: 1, limit: 0, .count, .ledger,
            lists.map(\.position) + [payment.position], pairing: payment.pairing, region: ledger.place(of: payment),
            purpose: ledger.purpose(of: payment))
    }

    public static let example = RuleExample(
        story: """
            A subsidy that is given once a year is paid to the same person in April and in June, and to another who is not on the list.
            """,
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05", purpose: .industry) + [
            Setting.allocate(600_000, "2019-03-10"),
            Setting.state(
                PayeesEntitled(
                    persons: [Setting.digest("a")], startsOn: Setting.date("2019-01-01"),
                    endsOn: Setting.date("2019-12-31")), of: "K", "2019-03-12", by: Setting.county),
            Setting.pay(
                "P1", 3_000, "2019-04-01", to: "Household", category: "Subsidy", kind: .person,
                person: Setting.digest("a")),
            Setting.pay(
                "P2", 3_000, "2019-06-01", to: "Household", category: "Subsidy", kind: .person,
                person: Setting.digest("a")),
            Setting.pay(
                "P3", 3_000, "2019-06-02", to: "Household", category: "Subsidy", kind: .person,
                person: Setting.digest("b")),
        ], on: Setting.date("2019-06-30"), hits: ["payment/P2", "payment/P3"])
}
