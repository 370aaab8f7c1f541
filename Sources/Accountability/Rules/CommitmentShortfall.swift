public import Assistance
import CanonicalJSON

/// R03 承诺资金未到位: promised and not delivered by the day on which it was due.
public enum CommitmentShortfall: RedFlagRule {
    public static let policy = rule("R03")
    public static let question = "Which promises were not kept in time?"
    public static let test = """
        The due day is past, and what the recipient received by then under the agreement is less than received_share of what is promised.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var receipts: [String: [InspectedLedger.Act]] = [:]
        for transfer in ledger.transfers.values {
            guard let agreement = transfer.agreement, !transfer.isTakenBack else { continue }
            receipts[agreement, default: []] += transfer.receipts
        }
        return ledger.agreements.compactMap { id, agreement -> Hit? in
            guard let dueOn = agreement.dueOn, dueOn < limits.day, agreement.promised > 0 else { return nil }
            let inTime = (receipts[id] ?? []).filter { $0.on <= dueOn }
            let received = inTime.reduce(0) { $0 + $1.amount }
            let limit = limits("received_share", of: agreement.pairing)
            guard Int128(received) * 10_000 < Int128(agreement.promised) * Int128(limit.value) else { return nil }
            let share = Int64(Int128(received) * 10_000 / Int128(agreement.promised))
            let (given, promised) = (
                FigureUnit.minorUnits.text(received), FigureUnit.minorUnits.text(agreement.promised)
            )
            return flag(
                "agreement/\(id)", .major, "\(given) of \(promised) was received by \(dueOn)",
                "至 \(dueOn) 到位 \(given)，承诺 \(promised)", found: share, limit: limit.value, .basisPoints, limit.source,
                agreement.promises.map(\.position) + inTime.map(\.position), pairing: agreement.pairing)
        }
    }

    public static let example = RuleExample(
        story: "1,000,000 yuan is promised by the end of November 2019. By then 700,000 has been received.",
        requests: [
            Setting.promise("A", 1_000_000, "2019-02-01", due: "2019-11-30"), Setting.send("T", 700_000, "2019-03-01"),
            Setting.receive("T", "2019-03-05"),
        ], on: Setting.date("2019-12-31"), hits: ["agreement/A"])
}
