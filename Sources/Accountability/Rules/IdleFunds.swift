public import Assistance
import CanonicalJSON
import Projection

/// R01 资金闲置: money that was received and lies unused.
public enum IdleFunds: RedFlagRule {
    public static let policy = rule("R01")
    public static let question = "Which money was received and has not been used?"
    public static let test = """
        Money in a holding or a project that was first received more than idle_days ago; severe from severe_days on. Its age \
        goes on while tiers pass it down.
        """

    public static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit] {
        ledger.accounts.compactMap { account -> Hit? in
            var (amount, oldest, pairings) = (Int64(0), Int64(0), Set<String?>())
            var limit = limits("idle_days")
            for lot in account.lots where lot.amount > 0 {
                guard let age = lot.receivedOn.map({ Int64($0.days(until: limits.day)) }) else { continue }
                let own = limits("idle_days", of: lot.pairing)
                guard age > own.value else { continue }
                amount += lot.amount
                if age > oldest { (oldest, limit) = (age, own) }
                pairings.insert(lot.pairing)
            }
            guard amount > 0 else { return nil }
            let pairing = pairings.count == 1 ? pairings.first ?? nil : nil
            let isSevere = oldest > limits("severe_days", of: pairing).value
            let isProject = account.kind == .project
            return flag(
                isProject ? "project/\(account.owner)" : account.key.account,
                part: isProject && account.instrument != .fiscal ? account.instrument.rawValue : "",
                isSevere ? .severe : .major,
                "\(FigureUnit.minorUnits.text(amount)) received \(oldest) days ago or earlier lies unused",
                "\(FigureUnit.minorUnits.text(amount)) 到账后闲置最长 \(oldest) 天", found: oldest, limit: limit.value, .days,
                limit.source, ledger.arrivals[account.key.account] ?? [], pairing: pairing,
                region: RegionCode(account.place), purpose: Purpose(rawValue: account.purpose))
        }
    }

    public static let example = RuleExample(
        story: """
            In March 2019 Guangdong sends 1,000,000 yuan for a school in Akto. The county gives it to the project, and nothing is \
            paid. On 1 June 2020 the money has lain for 457 days.
            """,
        requests: Setting.fund(1_000_000, "2019-03-01") + Setting.project(1_000_000, "2019-03-05") + [
            Setting.allocate(1_000_000, "2019-03-10")
        ], on: Setting.date("2020-06-01"), hits: ["project/K"])
}
