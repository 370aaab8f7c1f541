import Assistance

/// Which units of a population are examined, chosen so that anybody with the seed can choose them again.
///
/// 中国注册会计师审计准则第1314号 (审计抽样), ISA 530, and the AICPA's guide "Audit Sampling", chapter 6, describe both methods.
public struct SampleSelection: Hashable, Sendable {
    public enum Method: String, CaseIterable, Sendable {
        /// 货币单元抽样: each fen is as likely to be hit as any other, so that a unit is chosen the more likely the more it comes to.
        case monetaryUnit = "monetary-unit"
        /// 简单随机抽样: each unit is as likely to be chosen as any other, and at most once.
        case random
    }

    /// Why a unit was chosen.
    public enum Reason: String, CaseIterable, Sendable {
        /// The sample was to have as many units as there are, or more.
        case whole
        /// It comes to the sampling interval or more, so that it cannot be missed.
        case certain
        /// A hit fell on one of its fen.
        case hit
        /// It was drawn.
        case drawn
    }

    public struct Choice: Hashable, Sendable {
        /// In the population.
        public let index: Int
        public let reason: Reason
        /// What the units up to this one come to, in minor units.
        public let cumulative: Int128
        /// The first of the hits on it, counted in minor units from 1 along the population; nil where the method has none.
        public var hit: Int128?
        /// How many hits fell on it.
        public var hits = 0
        /// As which it was drawn, from 1; nil where nothing was drawn.
        public var draw: Int?
    }

    public let method: Method
    /// In minor units; nil where there is none, as when everything is chosen.
    public let interval: Int128?
    /// The first hit, from 1 to the interval.
    public let start: Int128?
    /// In the order of the population.
    public let choices: [Choice]

    /// - Parameters:
    ///   - size: how many units there are to be, 1 at least. Of monetary units there are fewer where several hits fall on one unit, and one
    ///     more where the interval, which is a whole number of minor units, fits once more.
    ///   - amounts: of all units in their order, in minor units, each above zero.
    public init(of size: Int, from amounts: [Int64], by method: Method, seed: UInt64) {
        precondition(size > 0, "a sample has a unit at least")
        self.method = method
        var random = SeededRandom(seed: seed)
        guard size < amounts.count else {
            interval = nil
            start = nil
            choices = Self.cumulated(amounts).enumerated().map { .init(index: $0, reason: .whole, cumulative: $1) }
            return
        }
        switch method {
        case .monetaryUnit:
            let total = amounts.reduce(Int128(0)) { $0 + Int128($1) }
            // Rounded down, so that the sample is not smaller than it is to be.
            let interval = max(1, total / Int128(size))
            let start = 1 + Int128(random.below(UInt64(clamping: interval)))
            self.interval = interval
            self.start = start
            choices = Self.hits(amounts, from: start, every: interval)
        case .random:
            interval = nil
            start = nil
            choices = Self.drawn(size, from: amounts, by: &random)
        }
    }

    /// How many hits fell on all units together.
    public var hits: Int { choices.reduce(0) { $0 + $1.hits } }

    private static func cumulated(_ amounts: [Int64]) -> [Int128] {
        var sum = Int128(0)
        return amounts.map {
            precondition($0 > 0, "what is sampled comes to something")
            sum += Int128($0)
            return sum
        }
    }

    /// Systematic selection: a hit at the start and at every interval after it. What comes to an interval or more is always hit.
    private static func hits(_ amounts: [Int64], from start: Int128, every interval: Int128) -> [Choice] {
        var next = start
        var choices: [Choice] = []
        for (index, end) in cumulated(amounts).enumerated() where next <= end {
            let hits = (end - next) / interval + 1
            choices.append(
                Choice(
                    index: index, reason: Int128(amounts[index]) >= interval ? .certain : .hit, cumulative: end,
                    hit: next, hits: Int(hits)))
            next += hits * interval
        }
        return choices
    }

    /// The first places of a shuffle (Fisher and Yates): a larger sample of the same seed begins with the units of a smaller one.
    private static func drawn(_ size: Int, from amounts: [Int64], by random: inout SeededRandom) -> [Choice] {
        var indices = Array(amounts.indices)
        for place in 0..<size {
            indices.swapAt(place, place + Int(random.below(UInt64(indices.count - place))))
        }
        let sums = cumulated(amounts)
        return indices.prefix(size).enumerated()
            .map { Choice(index: $1, reason: .drawn, cumulative: sums[$1], draw: $0 + 1) }
            .sorted { $0.index < $1.index }
    }
}
