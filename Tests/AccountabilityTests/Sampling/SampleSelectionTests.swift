import Accountability
import PairLedgerTesting
import Testing

@Suite("Choosing what is audited")
struct SampleSelectionTests {
    /// Numbers of chance once more, by wide numbers and another generator of the same name.
    private struct Chance {
        private var numbers: SplitMix64

        init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

        mutating func below(_ count: UInt64) -> UInt64 {
            let refused = (UInt128(1) << 64) % UInt128(count)
            while true {
                let product = UInt128(numbers.next()) * UInt128(count)
                if product % (UInt128(1) << 64) >= refused { return UInt64(product >> 64) }
            }
        }
    }

    private static func amounts(_ seed: UInt64, _ count: Int, most: UInt64) -> [Int64] {
        var numbers = SplitMix64(seed: seed)
        return (0..<count).map { _ in Int64(1 + numbers.next() % most) }
    }

    private static func sample(
        _ amounts: [Int64], _ size: Int, _ method: SampleSelection.Method = .monetaryUnit, seed: UInt64
    ) -> SampleSelection {
        SampleSelection(of: size, from: amounts, by: method, seed: seed)
    }

    /// Every fen on its own, and the interval counted off one by one.
    @Test(
        "monetary units are those that counting every fen by itself gives", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func monetaryUnits(_ population: UInt64) throws {
        let amounts = Self.amounts(population, 40, most: population.isMultiple(of: 2) ? 50 : 400)
        let owners = amounts.enumerated().flatMap { Array(repeating: $0, count: Int($1)) }
        for size in [1, 2, 7, 20, 39] {
            for seed in [0, 1, 20_150_409, UInt64(1) << 53 - 1] {
                let interval = owners.count / size
                var chance = Chance(seed: seed)
                let start = 1 + Int(chance.below(UInt64(interval)))
                var hits: [Int: [Int]] = [:]
                for fen in stride(from: start, through: owners.count, by: interval) {
                    hits[owners[fen - 1], default: []].append(fen)
                }
                let selection = Self.sample(amounts, size, seed: seed)
                #expect(selection.interval == Int128(interval) && selection.start == Int128(start))
                #expect(selection.choices.map(\.index) == hits.keys.sorted())
                #expect(selection.hits == size || selection.hits == size + 1)
                for choice in selection.choices {
                    let own = try #require(hits[choice.index])
                    #expect(choice.hit == own.first.map { Int128($0) } && choice.hits == own.count)
                    #expect(choice.cumulative == Int128(amounts[...choice.index].reduce(0, +)))
                    #expect(choice.reason == (Int(amounts[choice.index]) >= interval ? .certain : .hit))
                }
            }
        }
    }

    @Test("what comes to an interval or more is never missed, and the rest as often as its money says")
    func proportionality() {
        // Together 10,000: an interval of 1,000 at a size of 10.
        let amounts: [Int64] = [10, 2_500, 40, 999, 1_000, 350, 1, 700, 250, 1_150, 480, 620, 90, 810, 1_000]
        #expect(amounts.reduce(0, +) == 10_000)
        let draws = 20_000
        var chosen = Array(repeating: 0, count: amounts.count)
        for seed in 0..<UInt64(draws) {
            for choice in Self.sample(amounts, 10, seed: seed).choices { chosen[choice.index] += 1 }
        }
        var sum = 0.0
        for (index, amount) in amounts.enumerated() {
            guard amount < 1_000 else {
                #expect(chosen[index] == draws, "\(amount)")
                continue
            }
            let share = Double(amount) / 1_000
            let deviation = Double(chosen[index]) - Double(draws) * share
            let square = deviation * deviation / (Double(draws) * share * (1 - share))
            #expect(square < 16, "\(amount) was chosen \(chosen[index]) times of \(draws)")
            sum += square
        }
        // Eleven units that may be missed: 31.3 is the quantile 0.999 of χ² with eleven degrees of freedom.
        #expect(sum < 31.3, "\(sum)")
    }

    @Test("by the random method every unit comes as often as any other, and every place of the draw is any unit's")
    func uniformity() {
        let amounts = Self.amounts(9, 20, most: 1_000_000)
        let draws = 20_000
        var chosen = Array(repeating: 0, count: 20)
        var first = Array(repeating: 0, count: 20)
        for seed in 0..<UInt64(draws) {
            for choice in Self.sample(amounts, 5, .random, seed: seed).choices {
                chosen[choice.index] += 1
                if choice.draw == 1 { first[choice.index] += 1 }
            }
        }
        for (counts, share) in [(chosen, 0.25), (first, 0.05)] {
            let expected = Double(draws) * share
            let squares = counts.map { count in
                (Double(count) - expected) * (Double(count) - expected) / (expected * (1 - share))
            }
            // 45.3 is the quantile 0.9995 of χ² with twenty degrees of freedom, which is more than there are.
            #expect(squares.reduce(0, +) < 45.3, "\(counts)")
        }
    }

    @Test("a larger random sample of a seed begins with the draws of a smaller one", arguments: [3, 17] as [UInt64])
    func continuation(_ seed: UInt64) {
        let amounts = Self.amounts(seed, 200, most: 1_000)
        func draws(_ size: Int) -> [Int] {
            Self.sample(amounts, size, .random, seed: seed).choices.sorted { $0.draw ?? 0 < $1.draw ?? 0 }.map(\.index)
        }
        let larger = draws(60)
        #expect(draws(25) == Array(larger.prefix(25)))
        #expect(Set(larger).count == 60)
    }

    @Test("a sample as large as the population, or larger, is all of it", arguments: SampleSelection.Method.allCases)
    func whole(_ method: SampleSelection.Method) {
        let amounts: [Int64] = [5, 1, 1_000]
        for size in [3, 4, 1_000_000] {
            let selection = Self.sample(amounts, size, method, seed: 7)
            #expect(selection.choices.map(\.index) == [0, 1, 2])
            #expect(selection.choices.allSatisfy { $0.reason == .whole && $0.hit == nil && $0.draw == nil })
            #expect(selection.choices.map(\.cumulative) == [5, 6, 1_006])
            #expect(selection.interval == nil && selection.start == nil)
        }
        #expect(Self.sample(amounts, 2, method, seed: 7).choices.allSatisfy { $0.reason != .whole })
        #expect(Self.sample([], 1, method, seed: 7).choices.isEmpty)
        #expect(Self.sample([1], 1, method, seed: 7).choices.map(\.index) == [0])
    }

    @Test("amounts as large as there are, and more fen asked for than there are, are no trouble")
    func bounds() {
        let most = Array(repeating: Int64.max, count: 50)
        let selection = Self.sample(most, 10, seed: 1)
        #expect(selection.interval == Int128(Int64.max) * 5)
        #expect(selection.choices.count == 10)
        // 100 units of one fen each, of which 99 are asked for: the interval is one fen, and every fen is hit.
        let least = Self.sample(Array(repeating: 1, count: 100), 99, seed: 1)
        #expect(least.choices.count == 100 && least.choices.allSatisfy { $0.reason == .certain })
    }

    @Test("the same seed chooses the same, and another seed something else", arguments: SampleSelection.Method.allCases)
    func seeds(_ method: SampleSelection.Method) {
        let amounts = Self.amounts(4, 500, most: 100_000)
        let one = Self.sample(amounts, 40, method, seed: 5)
        #expect(one == Self.sample(amounts, 40, method, seed: 5))
        #expect(one != Self.sample(amounts, 40, method, seed: 6))
    }
}
