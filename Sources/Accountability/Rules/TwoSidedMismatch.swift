public import Assistance
import CanonicalJSON

/// R04 两地账目不符: what one side sent is not what the other received.
public enum TwoSidedMismatch: RedFlagRule {
    public static let policy = rule("R04")
    public static let question = "Where do the sender and the receiver of money disagree?"
    public static let test = """
        A transfer differs from what was received of it and what was rejected by more than tolerance, and the receiver expects no \
        more of it, or more than receipt_days are past.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.transfers.compactMap { id, transfer -> Hit? in
            guard !transfer.isTakenBack else { return nil }
            let days = transfer.sent.on.days(until: limits.day)
            let limit = limits("tolerance", of: transfer.pairing)
            let difference = transfer.sent.amount - transfer.received - transfer.rejected
            guard abs(difference) > limit.value,
                transfer.isClosed || days > limits("receipt_days", of: transfer.pairing).value
            else { return nil }
            let (sent, received) = (
                FigureUnit.minorUnits.text(transfer.sent.amount), FigureUnit.minorUnits.text(transfer.received)
            )
            return flag(
                "transfer/\(id)", .severe, "\(sent) was sent and \(received) received, \(days) days after",
                "拨出 \(sent)，收到 \(received)，已过 \(days) 天", found: difference, limit: limit.value, .minorUnits,
                limit.source, transfer.acts.map(\.position), pairing: transfer.pairing, region: transfer.receiver)
        }
    }

    public static let example = RuleExample(
        story: """
            500,000 yuan is sent on 1 March 2019. Kizilsu confirms 400,000 on 5 March and expects no more: 100,000 is missing.
            """,
        requests: [
            Setting.promise("A", 500_000, "2019-02-01"), Setting.send("T", 500_000, "2019-03-01"),
            Setting.receive("T", "2019-03-05", 400_000, closes: true),
        ], on: Setting.date("2019-03-06"), hits: ["transfer/T"])
}
