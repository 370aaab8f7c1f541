public import Assistance
public import CanonicalJSON

/// A rule by which a ledger looks for trouble by itself: one question, an exact test, and what it finds.
///
/// It decides by the inspected ledger and the limits alone, so that it can be run again for any earlier day and finds what it found.
public protocol RedFlagRule: Sendable {
    /// Its number, name, and what a policy can set of it.
    static var policy: PolicyRule { get }
    /// What an inspector asks.
    static var question: String { get }
    /// When it is a hit, exactly; names of parameters stand as a policy has them.
    static var test: String { get }
    /// A small ledger in which there is a hit, and what is found in it.
    static var example: RuleExample { get }
    /// In no order.
    static func hits(in ledger: InspectedLedger, _ limits: Limits) -> [Hit]
}

/// What a rule found.
public struct Hit: Hashable, Sendable {
    /// `R01` to `R23`.
    public var rule: Identifier
    /// The thing or account that it is about, such as `project/K1`.
    public var subject: String
    /// Which of several about the same thing, such as a year; empty where there is one.
    public var part: String
    public var severity: FindingRaised.Severity
    /// What is wrong, in one sentence, and the same in Chinese.
    public var statement: String
    public var chinese: String
    /// The figure that there is, and the one with which it was compared, both in `unit`.
    public var found: Int64
    public var limit: Int64
    public var unit: FigureUnit
    /// Where the limit comes from.
    public var source: LimitSource
    /// Of the events that prove it, ascending, each once.
    public var positions: [Int64]
    /// Whose money is in question; nil where that is not said, or many are.
    public var pairing: String?
    /// Where it is.
    public var region: RegionCode?
    public var purpose: Purpose?
}

/// Where a limit comes from.
public enum LimitSource: Hashable, Sendable {
    /// It is the standard, which no policy has set.
    case standard
    /// The version of the rule's policy, and since when it is in force.
    case policy(version: Int64, since: String)
    /// A figure of the ledger itself, such as what was promised.
    case ledger

    /// - Parameter since: nil for what no policy has set.
    init(_ version: Int64, since: CalendarDate?) {
        self = since.map { .policy(version: version, since: $0.description) } ?? .standard
    }
}

/// What rules compare with on a day, by the policies on record.
public struct Limits: Sendable {
    private let policies: [Identifier: Policy]
    /// The day on which the ledger is looked at.
    public let day: CalendarDate
    private let rule: PolicyRule
    private let programmes: [String: String]

    /// - Parameter programmes: of each pairing, by its identifier.
    public init(
        _ policies: [Identifier: Policy], on day: CalendarDate, of rule: PolicyRule, programmes: [String: String]
    ) {
        self.policies = policies
        self.day = day
        self.rule = rule
        self.programmes = programmes
    }

    public struct Limit: Hashable, Sendable {
        public let value: Int64
        public let source: LimitSource
    }

    /// The value of a parameter of the rule.
    ///
    /// - Parameter pairing: of which programme it is asked for; nil for what applies to all.
    func callAsFunction(_ name: String, of pairing: String? = nil) -> Limit {
        guard let parameter = rule.parameter(name) else { preconditionFailure("\(rule.id) has no \(name)") }
        let found = policy.value(of: parameter, on: day, programme: programme(of: pairing))
        return Limit(value: found.value, source: LimitSource(found.version, since: found.since))
    }

    /// The words of a list of the rule.
    func words(_ name: String, of pairing: String? = nil) -> (words: Set<String>, source: LimitSource) {
        guard let list = rule.list(name) else { preconditionFailure("\(rule.id) has no \(name)") }
        let found = policy.words(of: list, on: day, programme: programme(of: pairing))
        return (Set(found.value), LimitSource(found.version, since: found.since))
    }

    private var policy: Policy { policies[rule.id] ?? Policy() }

    private func programme(of pairing: String?) -> Identifier? {
        pairing.flatMap { programmes[$0] }.flatMap { Identifier($0) }
    }
}

/// What a rule is shown to find, in a ledger small enough to be read.
public struct RuleExample: Sendable {
    /// What happened, in two or three sentences.
    public let story: String
    /// What is asked after ``RuleExample/setting``, in order, and by whom.
    public let requests: [(actor: String, request: any Request)]
    /// The day on which it is looked at.
    public let on: CalendarDate
    /// The subjects of the hits.
    public let hits: [String]
}

extension RedFlagRule {
    static func rule(_ id: String) -> PolicyRule {
        guard let rule = Identifier(id).flatMap(PolicyRule.with) else { preconditionFailure("there is no rule \(id)") }
        return rule
    }

    /// A hit of this rule.
    static func flag(
        _ subject: String, part: String = "", _ severity: FindingRaised.Severity, _ english: String, _ chinese: String,
        found: Int64, limit: Int64, _ unit: FigureUnit, _ source: LimitSource, _ positions: some Sequence<Int64>,
        pairing: String? = nil, region: RegionCode? = nil, purpose: Purpose? = nil
    ) -> Hit {
        Hit(
            rule: policy.id, subject: subject, part: part, severity: severity,
            statement: english, chinese: chinese, found: found, limit: limit, unit: unit,
            source: source, positions: Set(positions).sorted(), pairing: pairing, region: region, purpose: purpose)
    }
}
