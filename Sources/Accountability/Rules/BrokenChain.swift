public import Assistance
import CanonicalJSON

/// R06 资金链条中断: spending without a donor behind it.
public enum BrokenChain: RedFlagRule {
    public static let policy = rule("R06")
    public static let question = "Which spending has no donor behind it?"
    public static let test = """
        A payment whose money cannot be followed back to a donor, or came to the project only after the day of the payment.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.payments.filter { $0.unfounded > 0 }.map { payment in
            let missing = FigureUnit.minorUnits.text(payment.unfounded)
            return flag(
                payment.subject, .severe, "\(missing) was paid on \(payment.on) before any donor's money was there",
                "\(payment.on) 支付的 \(missing) 当时没有援助资金来源", found: payment.unfounded, limit: 0, .minorUnits, .ledger,
                [payment.position] + (ledger.projects[payment.project]?.allocations.map(\.position) ?? []),
                pairing: payment.pairing, region: ledger.place(of: payment), purpose: ledger.purpose(of: payment))
        }
    }

    public static let example = RuleExample(
        story:
            "A project is given its money on 10 April 2019. A payment of it is then put on record with the date of 1 April.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-04-10"), Setting.pay("P", 200_000, "2019-04-01"),
        ], on: Setting.date("2019-04-30"), hits: ["payment/P"])
}
