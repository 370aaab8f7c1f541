public import CanonicalJSON

/// What was set of one rule, and since when.
public struct Policy: Hashable, Sendable {
    /// In the order in which they were recorded.
    public internal(set) var versions: [Version] = []

    /// A rule of which nothing was set.
    public init() {}

    /// What one policy set.
    public struct Version: Hashable, Sendable {
        /// The version of the rule's stream at which it stands, from 1.
        public let number: Int64
        public let content: PolicySet
    }

    /// A value, and whence it comes.
    public struct InForce<Value: Hashable & Sendable>: Hashable, Sendable {
        public let value: Value
        /// The version of the rule's stream that set it; 0 when none did and the standard applies.
        public let version: Int64
        /// Since when; nil for the standard.
        public let since: CalendarDate?
        /// The programme for which it was set; nil when it is for all.
        public let programme: Identifier?
    }

    /// What one version set; nil where there is no such version, as for 0, the standard.
    public func version(_ number: Int64) -> Version? { versions.first { $0.number == number } }

    /// What was set while this version was the last.
    public func upTo(version number: Int64) -> Policy {
        var policy = self
        policy.versions.removeAll { $0.number > number }
        return policy
    }

    /// The parameter's value on a date: what was set last for the programme, else for all, else the standard.
    public func value(
        of parameter: PolicyRule.Parameter, on date: CalendarDate, programme: Identifier? = nil
    ) -> InForce<Int64> {
        inForce(on: date, programme: programme, standard: parameter.standard) { $0.parameters[parameter.name] }
    }

    /// The list's words on a date, likewise.
    public func words(
        of list: PolicyRule.List, on date: CalendarDate, programme: Identifier? = nil
    ) -> InForce<[String]> {
        inForce(on: date, programme: programme, standard: list.standard) { $0.lists[list.name] }
    }

    private func inForce<Value>(
        on date: CalendarDate, programme: Identifier?, standard: Value, _ value: (PolicySet) -> Value?
    ) -> InForce<Value> {
        // A version that leaves a parameter out leaves it as it was.
        let scopes = programme == nil ? [nil] : [programme, nil]
        for scope in scopes {
            let set = versions.filter {
                $0.content.programme == scope && $0.content.effectiveFrom <= date && value($0.content) != nil
            }
            if let last = set.max(by: { $0.content.effectiveFrom < $1.content.effectiveFrom }),
                let value = value(last.content)
            {
                return InForce(
                    value: value, version: last.number, since: last.content.effectiveFrom, programme: scope)
            }
        }
        return InForce(value: standard, version: 0, since: nil, programme: nil)
    }
}
