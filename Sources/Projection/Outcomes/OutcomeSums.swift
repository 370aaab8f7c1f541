import Assistance

/// What indicators of one unit can be added up by.
public struct OutcomeSums: Hashable, Sendable {
    public var indicators: Int64 = 0
    public var baseline: Int64 = 0
    public var target: Int64 = 0
    public var reported: Int64 = 0
    public var verified: Int64 = 0
    /// The part of `baseline` of those of which anything was verified.
    public var verifiedBaseline: Int64 = 0
    public var disputed: Int64 = 0
    /// How many there are whose latest report was verified, and not disputed.
    public var verifiedIndicators: Int64 = 0
    /// Those of the latest counts of who benefits.
    public var persons: Int64 = 0

    public init() {}

    /// Of one indicator, by the unit under which it is added up; under no unit stand all of them, with what does not depend on it.
    static func byUnit(_ row: IndicatorRow) -> [String: OutcomeSums] {
        var all = OutcomeSums()
        all.indicators = 1
        all.verifiedIndicators = row.isVerified ? 1 : 0
        all.persons = row.persons ?? 0
        guard row.isAdded else { return ["": all] }
        var own = all
        own.baseline = row.baseline ?? 0
        own.target = row.target
        own.reported = row.reported.value ?? 0
        if let verified = row.verified.value {
            own.verified = verified
            own.verifiedBaseline = own.baseline
        }
        own.disputed = row.disputed.value ?? 0
        var sums = [row.unit: own]
        sums[""] = all
        return sums
    }

    private static let parts: [any WritableKeyPath<OutcomeSums, Int64> & Sendable] = [
        \.indicators, \.baseline, \.target, \.reported, \.verified, \.verifiedBaseline, \.disputed,
        \.verifiedIndicators, \.persons,
    ]

    /// Counts other sums in the place of earlier ones; false for what is beyond all bounds.
    mutating func replace(_ earlier: OutcomeSums, by later: OutcomeSums) -> Bool {
        for part in Self.parts where earlier[keyPath: part] != later[keyPath: part] {
            guard self[keyPath: part].lose(earlier[keyPath: part]), self[keyPath: part].gain(later[keyPath: part])
            else { return false }
        }
        return true
    }
}

extension IndicatorRow {
    /// Whether its values can be added to those of others: things that are counted, of which more is better.
    public var isAdded: Bool { measure == .unit && ascending }

    /// Whether its latest report was verified, and not disputed.
    var isVerified: Bool {
        guard reported.value != nil else { return false }
        if disputed.value != nil, disputed.number == reported.number { return false }
        return verified.value != nil && verified.number == reported.number
    }
}
