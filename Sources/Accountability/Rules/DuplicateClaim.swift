public import Assistance
import CanonicalJSON

/// R14 重复申报: the same is paid for twice, by two projects.
public enum DuplicateClaim: RedFlagRule {
    public static let policy = rule("R14")
    public static let question = "What was paid for twice?"
    public static let test = """
        A payment with the invoice of an earlier one; or with the payee, amount and category of an earlier one of another project.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var invoices: [DocumentDigest: InspectedLedger.Payment] = [:]
        var claims: [Claim: InspectedLedger.Payment] = [:]
        return ledger.payments.compactMap { payment -> Hit? in
            let claim = Claim(
                payee: payment.payee, person: payment.payeeDigest, amount: payment.amount, category: payment.category)
            var earlier: InspectedLedger.Payment?
            if let invoice = payment.invoice {
                earlier = invoices[invoice]
                if earlier == nil { invoices[invoice] = payment }
            }
            let isInvoice = earlier != nil
            if let first = claims[claim] {
                if earlier == nil, first.project != payment.project { earlier = first }
            } else {
                claims[claim] = payment
            }
            guard let earlier else { return nil }
            let amount = FigureUnit.minorUnits.text(payment.amount)
            return flag(
                payment.subject, .severe,
                "\(amount) was paid \(isInvoice ? "on the invoice of" : "as by") payment \(earlier.payment) of project "
                    + "\(earlier.project), on \(earlier.on)",
                "\(amount) 与项目 \(earlier.project) 付款 \(earlier.payment)（\(earlier.on)）"
                    + (isInvoice ? "发票相同" : "收款方、金额、用途相同"),
                found: payment.amount, limit: 0, .minorUnits, .ledger, [earlier.position, payment.position],
                pairing: payment.pairing, region: ledger.place(of: payment), purpose: ledger.purpose(of: payment))
        }
    }

    private struct Claim: Hashable {
        let payee: String
        let person: DocumentDigest?
        let amount: Int64
        let category: String?
    }

    public static let example = RuleExample(
        story: "Two projects pay the same builder the same 150,000 yuan for the same work.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(300_000, "2019-03-05")
            + Setting.project(300_000, "2019-03-05", id: "L") + [
                Setting.allocate(300_000, "2019-03-10"), Setting.allocate(300_000, "2019-03-10", to: "L"),
                Setting.pay("P1", 150_000, "2019-04-01", category: "Building work"),
                Setting.pay("P2", 150_000, "2019-05-01", of: "L", category: "Building work"),
            ], on: Setting.date("2019-05-31"), hits: ["payment/P2"])
}
