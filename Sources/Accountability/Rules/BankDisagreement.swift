public import Assistance
import CanonicalJSON

/// R05 银行对账不符: bank and ledger disagree.
public enum BankDisagreement: RedFlagRule {
    public static let policy = rule("R05")
    public static let question = "Where do bank and ledger disagree?"
    public static let test = """
        Of an account with a bank's statements: a line that nothing in the ledger explains, a movement that the bank did not book, an \
        opening balance that is not the closing balance before, or a closing balance that differs by more than tolerance from what \
        opening and lines make, or from what the ledger has.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        let limit = limits("tolerance")
        return ledger.banks.flatMap { record in
            BankMismatch.find(in: BankReconciliation(record), tolerance: limit.value).map { mismatch in
                let (expected, found) = (
                    FigureUnit.minorUnits.text(mismatch.expected), FigureUnit.minorUnits.text(mismatch.found)
                )
                let place = mismatch.line.map { "\($0)" } ?? mismatch.statement.map { "\($0)" }
                let isOfBalance = [.statement, .opening, .closing].contains(mismatch.kind)
                return flag(
                    record.account.description, part: "\(mismatch.kind.rawValue)-\(place ?? "\(mismatch.positions)")",
                    isOfBalance ? .severe : .major, english(mismatch, place ?? "", expected, found),
                    chinese(mismatch, place ?? "", expected, found), found: mismatch.found, limit: mismatch.expected,
                    .minorUnits, isOfBalance ? limit.source : .ledger, mismatch.positions,
                    region: RegionCode(record.account.owner))
            }
        }
    }

    private static func english(
        _ mismatch: BankMismatch, _ place: String, _ expected: String, _ found: String
    ) -> String {
        switch mismatch.kind {
        case .statement: "statement \(place) closes with \(found), and its lines come to \(expected)"
        case .opening: "statement \(place) opens with \(found), and the one before closed with \(expected)"
        case .closing: "statement \(place) closes with \(found), and the ledger has \(expected) on that day"
        case .line: "line \(place) over \(found) is explained by nothing in the ledger"
        case .movement: "the bank did not book \(expected) that the ledger has"
        }
    }

    private static func chinese(
        _ mismatch: BankMismatch, _ place: String, _ expected: String, _ found: String
    ) -> String {
        switch mismatch.kind {
        case .statement: "对账单 \(place) 期末余额 \(found)，按期初及明细应为 \(expected)"
        case .opening: "对账单 \(place) 期初余额 \(found)，上期期末为 \(expected)"
        case .closing: "对账单 \(place) 期末余额 \(found)，账面当日余额 \(expected)"
        case .line: "银行明细 \(place) 金额 \(found)，账面无对应记录"
        case .movement: "账面金额 \(expected) 银行无对应记录"
        }
    }

    public static let example = RuleExample(
        story: "In March 2019 the county's bank books a credit of 50,000 yuan of which the ledger knows nothing.",
        requests: [Setting.statement("653022-2019-03", 50_000, "2019-03-01", "2019-03-31")],
        on: Setting.date("2019-04-30"), hits: ["holding:653022", "holding:653022"])
}
