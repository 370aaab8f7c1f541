public import Assistance
import CanonicalJSON

/// R17 供应商集中: one supplier has most of a county's year, or a project pays into a personal account.
public enum Concentration: RedFlagRule {
    public static let policy = rule("R17")
    public static let question = "Where does one supplier get most of the money, or a person that of a supplier?"
    public static let test = """
        Of the payments in a county from one fiscal year's money, once that year is over, one organisation has more than top_share, where \
        there are payments_min of them; or a payment under a contract, or to no registered household, goes to a person.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        tops(ledger, limits) + accounts(ledger)
    }

    private struct Year: Hashable {
        let county: RegionCode
        let year: Int32
    }

    private static func tops(_ ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var years: [Year: [InspectedLedger.Payment]] = [:]
        for payment in ledger.payments {
            guard let county = ledger.place(of: payment), county.tier == .county, payment.fiscalYear > 0,
                Int(payment.fiscalYear) < limits.day.year
            else { continue }
            years[Year(county: county, year: payment.fiscalYear), default: []].append(payment)
        }
        return years.compactMap { year, payments -> Hit? in
            guard Int64(payments.count) >= limits("payments_min").value else { return nil }
            let suppliers = Dictionary(grouping: payments.filter { $0.payeeKind != .person }, by: \.payee)
            let sums = suppliers.mapValues { $0.reduce(0) { $0 + $1.amount } }
            let all = payments.reduce(0) { $0 + $1.amount }
            guard let top = sums.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), all > 0 else { return nil }
            let limit = limits("top_share")
            guard Int128(top.value) * 10_000 > Int128(all) * Int128(limit.value) else { return nil }
            let share = Int64(Int128(top.value) * 10_000 / Int128(all))
            let (part, whole) = (FigureUnit.minorUnits.text(top.value), FigureUnit.minorUnits.text(all))
            return flag(
                "region/\(year.county)", part: "\(year.year)", .minor,
                "\(top.key) got \(part) of \(whole) of \(year.year): \(FigureUnit.basisPoints.text(share))",
                "\(year.year) 年 \(whole) 中 \(top.key) 占 \(part)（\(FigureUnit.basisPoints.text(share))）", found: share,
                limit: limit.value, .basisPoints, limit.source, (suppliers[top.key] ?? []).map(\.position),
                region: year.county)
        }
    }

    private static func accounts(_ ledger: InspectedLedger) -> [Hit] {
        ledger.payments.filter { $0.payeeKind == .person && ($0.contract != nil || $0.payeeDigest == nil) }.map {
            payment in
            let amount = FigureUnit.minorUnits.text(payment.amount)
            return flag(
                payment.subject, .major, "\(amount) of a project's money went to a person's own account",
                "\(amount) 项目资金转入个人账户", found: payment.amount, limit: 0, .minorUnits, .ledger, [payment.position],
                pairing: payment.pairing, region: ledger.place(of: payment), purpose: ledger.purpose(of: payment))
        }
    }

    public static let example = RuleExample(
        story: "Of five payments for a school, four go to one builder. A sixth goes to somebody's own account.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10"), Setting.pay("P1", 100_000, "2019-04-01"),
            Setting.pay("P2", 100_000, "2019-04-02"), Setting.pay("P3", 100_000, "2019-04-03"),
            Setting.pay("P4", 100_000, "2019-04-04"), Setting.pay("P5", 100_000, "2019-04-05", to: "Roofer"),
            Setting.pay("P6", 10_000, "2019-04-06", to: "The manager", kind: .person),
        ], on: Setting.date("2020-01-31"), hits: ["payment/P6", "region/653022"])
}
