public import Assistance
import CanonicalJSON

/// R20 倒签日期与年底突击花钱: what was put on record late, and money spent in a hurry before the year's end.
public enum Backdating: RedFlagRule {
    public static let policy = rule("R20")
    public static let question =
        "What was recorded long after it is said to have happened, and where was money spent in a hurry in December?"
    public static let test = """
        An event recorded more than backdating_days after its effective day; or a county's December with more than december_share of what \
        its projects paid in a calendar year that is over.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        delays(ledger, limits) + rushes(ledger, limits)
    }

    private static func delays(_ ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let limit = limits("backdating_days")
        return ledger.delays.filter { Int64($0.days) > limit.value }.map { delay in
            flag(
                delay.stream, part: "\(delay.act.position)", .minor,
                "recorded \(delay.days) days after \(delay.act.on), by \(delay.act.actor)",
                "\(delay.act.on) 发生，\(delay.days) 天后由 \(delay.act.actor) 补录", found: Int64(delay.days),
                limit: limit.value, .days, limit.source, [delay.act.position])
        }
    }

    private struct Year: Hashable {
        let county: RegionCode
        let year: Int
    }

    private static func rushes(_ ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var years: [Year: [InspectedLedger.Payment]] = [:]
        for payment in ledger.payments where payment.on.year < limits.day.year {
            guard let place = ledger.place(of: payment) else { continue }
            years[Year(county: place, year: payment.on.year), default: []].append(payment)
        }
        return years.compactMap { year, payments -> Hit? in
            let december = payments.filter { $0.on.month == 12 }
            let part = december.reduce(0) { $0 + $1.amount }
            let all = payments.reduce(0) { $0 + $1.amount }
            let limit = limits("december_share")
            guard all > 0, Int128(part) * 10_000 > Int128(all) * Int128(limit.value) else { return nil }
            let share = Int64(Int128(part) * 10_000 / Int128(all))
            let (some, whole) = (FigureUnit.minorUnits.text(part), FigureUnit.minorUnits.text(all))
            return flag(
                "region/\(year.county)", part: "\(year.year)", .minor,
                "\(some) of the \(whole) of \(year.year) was paid in December: \(FigureUnit.basisPoints.text(share))",
                "\(year.year) 年 \(whole) 中 12 月支付 \(some)（\(FigureUnit.basisPoints.text(share))）", found: share,
                limit: limit.value, .basisPoints, limit.source, december.map(\.position), region: year.county)
        }
    }

    public static let example = RuleExample(
        story: "Of 500,000 yuan that a county's projects pay in 2019, 300,000 is paid in the last days of December.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10"), Setting.pay("P1", 200_000, "2019-06-01"),
            Setting.pay("P2", 300_000, "2019-12-27"),
        ], on: Setting.date("2020-01-31"), hits: ["region/653022"])
}
