/// A rule by which inspectors look for red flags, and what of it a policy may set.
public struct PolicyRule: Hashable, Sendable {
    /// `R01` to `R23`.
    public let id: Identifier
    /// What it looks for, in a word or two.
    public let english: String
    public let chinese: String
    public let parameters: [Parameter]
    public let lists: [List]

    /// A figure that a rule compares with.
    public struct Parameter: Hashable, Sendable {
        public let name: String
        public let unit: FigureUnit
        /// What it is while no policy sets it.
        public let standard: Int64
        public let meaning: String

        /// What a policy may set it to: a share is at most the whole, a time at most a century, and there are none below nothing.
        public var bounds: ClosedRange<Int64> {
            switch unit {
            case .days: 0...36_500
            case .basisPoints: 0...10_000
            case .persons, .count, .times: 1...1_000_000
            case .minorUnits: 0...Money.minorUnitsMax
            }
        }
    }

    /// Words that a rule looks for.
    public struct List: Hashable, Sendable {
        public let name: String
        /// What it is while no policy sets it.
        public let standard: [String]
        /// The only words that may stand in it; nil when any may.
        public let vocabulary: [String]?
        public let meaning: String
    }

    public func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }
    public func list(_ name: String) -> List? { lists.first { $0.name == name } }

    /// The rule of this identifier.
    public static func with(_ id: Identifier) -> PolicyRule? { all.first { $0.id == id } }
}

extension Identifier {
    /// The rule that this identifies.
    func policyRule(field: String) throws(Refusal) -> PolicyRule {
        guard let rule = PolicyRule.with(self) else {
            throw Refusal(
                .unknown, "there is no rule \(self): there are \(PolicyRule.all.count), from R01 on",
                remedy: "to look them up: pairledger policy list", field: field)
        }
        return rule
    }
}
