public import Assistance
import CanonicalJSON

/// R08 挪用: aid spent on what it must not be spent on.
public enum Diversion: RedFlagRule {
    public static let policy = rule("R08")
    public static let question = "Which aid was spent on something else than it was given for?"
    public static let test = """
        A payment whose category is one of negative_categories, or names another purpose than its project has.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.payments.compactMap { payment -> Hit? in
            guard let category = payment.category else { return nil }
            let (negative, source) = limits.words("negative_categories", of: payment.pairing)
            let purpose = ledger.purpose(of: payment)
            let named = Purpose.allCases.first { [$0.rawValue, $0.english, $0.chinese].contains(category) }
            let isOther = named.map { $0 != purpose } ?? false
            guard negative.contains(category) || isOther else { return nil }
            let amount = FigureUnit.minorUnits.text(payment.amount)
            return flag(
                payment.subject, .severe,
                isOther
                    ? "\(amount) was paid for \(category), and the project is for \(purpose?.english ?? "nothing known")"
                    : "\(amount) was paid for \(category), for which aid must not be spent",
                isOther ? "\(amount) 用于“\(category)”，与项目用途不符" : "\(amount) 用于负面清单所列“\(category)”",
                found: payment.amount, limit: 0, .minorUnits, isOther ? .ledger : source, [payment.position],
                pairing: payment.pairing, region: ledger.place(of: payment), purpose: purpose)
        }
    }

    public static let example = RuleExample(
        story: "Of the money for a school, 20,000 yuan pays for an office's vehicles.",
        requests: Setting.fund(600_000, "2019-03-01") + Setting.project(600_000, "2019-03-05") + [
            Setting.allocate(600_000, "2019-03-10"),
            Setting.pay("P1", 100_000, "2019-04-01", category: "Building work"),
            Setting.pay("P2", 20_000, "2019-04-02", category: "vehicles-communication"),
        ], on: Setting.date("2019-04-30"), hits: ["payment/P2"])
}
