public import Assistance
import CanonicalJSON

/// R02 资金滞留: a tier that is not the last sits on money.
public enum RetainedFunds: RedFlagRule {
    public static let policy = rule("R02")
    public static let question = "Which tier sits on money that it is to pass on?"
    public static let test = """
        Money that lay with a province or prefecture for more than forward_days before it was sent on, or still lies there.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        var hits: [Hit] = []
        let stays = Dictionary(grouping: ledger.stays) { Stay(transfer: $0.transfer, holder: $0.holder) }
        for (stay, parts) in stays {
            let limit = limits("forward_days", of: parts[0].pairing)
            let days = { (part: InspectedLedger.Stay) in Int64(part.since.days(until: part.until ?? limits.day)) }
            let late = parts.filter { days($0) > limit.value }
            guard let longest = late.map(days).max() else { continue }
            let amount = FigureUnit.minorUnits.text(late.reduce(0) { $0 + $1.amount })
            let isOver = late.allSatisfy { $0.until != nil }
            let receipts = ledger.transfers[stay.transfer]?.receipts ?? []
            hits.append(
                flag(
                    "transfer/\(stay.transfer)", part: stay.holder.description, .major,
                    "\(amount) \(isOver ? "lay" : "lies") with \(stay.holder) for \(longest) days",
                    "\(amount) 在 \(stay.holder) 滞留 \(longest) 天", found: longest, limit: limit.value, .days,
                    limit.source,
                    receipts.map(\.position) + late.compactMap(\.position), pairing: parts[0].pairing,
                    region: stay.holder))
        }
        return hits
    }

    private struct Stay: Hashable {
        let transfer: String
        let holder: RegionCode
    }

    public static let example = RuleExample(
        story: """
            Kizilsu receives 800,000 yuan on 5 March 2019 and sends it on to Akto on 20 June, 107 days later.
            """,
        requests: [
            Setting.promise("A", 800_000, "2019-02-01"), Setting.send("T", 800_000, "2019-03-01"),
            Setting.receive("T", "2019-03-05"), Setting.forward("F", 800_000, "2019-06-20"),
        ], on: Setting.date("2019-07-01"), hits: ["transfer/T"])
}
