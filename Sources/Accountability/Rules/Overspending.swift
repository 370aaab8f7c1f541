public import Assistance
import CanonicalJSON

/// R10 超概算支付: more is paid than was approved, or contracted.
public enum Overspending: RedFlagRule {
    public static let policy = rule("R10")
    public static let question = "Where was more paid than approved?"
    public static let test = """
        On the day of a payment, all that a project has paid is more than the aid approved for it by then, or all that it has paid \
        under a contract is more than the contract is worth; by more than tolerance_share.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let paid = Dictionary(grouping: ledger.payments, by: \.project)
        return paid.flatMap { id, payments -> [Hit] in
            guard let project = ledger.projects[id] else { return [] }
            let budget = crossing(payments, limits) { payment in
                project.budgets.last { $0.on <= payment.on }?.amount ?? 0
            }
            var hits = [hit(budget, id, project, nil, project.budgets.map(\.position))]
            for (name, some) in Dictionary(grouping: payments, by: \.contract) {
                guard let name, let contract = project.contracts.first(where: { $0.contract == name }) else { continue }
                hits.append(
                    hit(
                        crossing(some, limits) { _ in contract.awarded.amount }, id, project, name,
                        [contract.awarded.position]))
            }
            return hits.compactMap { $0 }
        }
    }

    private struct Crossing {
        let paid: Int64
        let allowed: Int64
        let on: CalendarDate
        let limit: Limits.Limit
        let positions: [Int64]
        let pairing: String?
    }

    /// All that was paid, and the day on which it became too much.
    private static func crossing(
        _ payments: [InspectedLedger.Payment], _ limits: Limits, allowed: (InspectedLedger.Payment) -> Int64
    ) -> Crossing? {
        var (sum, first) = (Int64(0), nil as InspectedLedger.Payment?)
        let ordered = payments.sorted { ($0.on, $0.position) < ($1.on, $1.position) }
        for payment in ordered {
            sum += payment.amount
            let limit = limits("tolerance_share", of: payment.pairing).value
            if first == nil, Int128(sum) * 10_000 > Int128(allowed(payment)) * Int128(10_000 + limit) {
                first = payment
            }
        }
        guard let first, let last = ordered.last else { return nil }
        // What was approved since may have made it enough.
        let limit = limits("tolerance_share", of: first.pairing)
        return Crossing(
            paid: sum, allowed: allowed(last), on: first.on, limit: limit, positions: ordered.map(\.position),
            pairing: first.pairing)
    }

    private static func hit(
        _ crossing: Crossing?, _ id: String, _ project: InspectedLedger.Project, _ contract: String?, _ bounds: [Int64]
    ) -> Hit? {
        guard let crossing else { return nil }
        let (paid, allowed) = (FigureUnit.minorUnits.text(crossing.paid), FigureUnit.minorUnits.text(crossing.allowed))
        return flag(
            "project/\(id)", part: contract ?? "", .major,
            contract.map { "\(paid) was paid under contract \($0) worth \(allowed), too much since \(crossing.on)" }
                ?? "\(paid) was paid where \(allowed) of aid is approved, too much since \(crossing.on)",
            contract.map { "合同 \($0) 金额 \(allowed)，已付 \(paid)，自 \(crossing.on) 起超付" }
                ?? "批准援助资金 \(allowed)，已付 \(paid)，自 \(crossing.on) 起超付", found: crossing.paid,
            limit: crossing.allowed, .minorUnits, .ledger, crossing.positions + bounds, pairing: crossing.pairing,
            region: project.place, purpose: project.purpose)
    }

    public static let example = RuleExample(
        story: "Under a contract worth 200,000 yuan 150,000 is paid in April 2019 and again in May.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10"), Setting.award("H1", 200_000, "2019-03-15"),
            Setting.pay("P1", 150_000, "2019-04-01", contract: "H1"),
            Setting.pay("P2", 150_000, "2019-05-01", contract: "H1"),
        ], on: Setting.date("2019-05-31"), hits: ["project/K"])
}
