public import CanonicalJSON
public import FoundationEssentials

/// What a red-flag rule has to find in a sample with irregularities.
public struct Answer: Sendable {
    /// The rule's number, such as `R01`.
    public let rule: String
    /// The stream or thing that it is about, such as `project/SH-YN-2018-P001`.
    public let subject: String
    /// The figures that prove it, by name: amounts in minor units, or days.
    public let figures: [String: Int64]
    /// The events that prove it, in their order.
    public internal(set) var events: [UUID] = []
    /// How many events prove it.
    var provedBy = 0

    init(_ rule: String, _ subject: String, _ figures: [String: Int64]) {
        self.rule = rule
        self.subject = subject
        self.figures = figures
    }

    /// Whether all that proves it happened before the sample ended.
    var isProved: Bool { provedBy > 0 && events.count == provedBy }

    /// As it stands in the file of answers.
    public var value: JSONValue {
        .object([
            "rule": .string(rule), "subject": .string(subject),
            "figures": .object(figures.mapValues(JSONValue.integer)),
            "events": .array(events.map { .string($0.uuidString.lowercased()) }),
        ])
    }
}

/// An irregularity that the plan can put into the money of one agreement. Each is what one of the rules looks for.
enum Irregularity: CaseIterable {
    /// R01 闲置, R11: a project is given money, and does not begin.
    case idle
    /// R02 滞留: a tier passes money on only after months.
    case retained
    /// R03: less is sent than was promised.
    case shortfall
    /// R04: less arrives than was sent.
    case mismatch
    /// R07: money to a region outside the pairing.
    case offPair
    /// R08 挪用: a payment for what no project is for.
    case diversion
    /// R10: more is paid under a contract than it is worth.
    case overspend
    /// R12: the work is not done long after it was to be.
    case late
    /// R13: what was built is not in use.
    case unused
    /// R14 重复申报: the same is paid twice, by two projects.
    case duplicate
    /// R15 冒领: the same person is paid twice in a cycle.
    case repeatedPayout
    /// R15: a subsidy to a person who is on no list of those entitled.
    case stranger
    /// R16: one purchase in two contracts, so that neither needs a tender.
    case splitContract
    /// R17: a payment to somebody's own account.
    case personalAccount
    /// R18: nobody else looks whether an outcome is true.
    case unverified
    /// R19: an outcome is for more people than there are.
    case implausible
    /// R23: a finding that nobody rectifies.
    case neglected
    /// R06: a payment with a date before the money had come.
    case unfounded
    /// R09: nothing of a year's money is for people's livelihoods.
    case misdirected
    /// R20: all of a project is paid for in December.
    case rush
    /// R21: what happened in a year is put on record after the report of it.
    case lateEntry
    /// R22: the public is not told of a project.
    case undisclosed
    /// R05: the county's bank books what the ledger does not know.
    case bankMismatch
}
