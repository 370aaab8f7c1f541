/// Looks for a few of some amounts that add up to another one.
struct SumSearch {
    private let magnitudes: [UInt64]
    /// The least and the most of the amounts from each place on.
    private let bounds: [(least: UInt64, most: UInt64)]

    private init(_ amounts: [Int64]) {
        magnitudes = amounts.map(\.magnitude)
        var bounds: [(least: UInt64, most: UInt64)] = []
        for magnitude in magnitudes.reversed() {
            let last = bounds.last ?? (magnitude, magnitude)
            bounds.append((min(last.least, magnitude), max(last.most, magnitude)))
        }
        self.bounds = bounds.reversed()
    }

    /// The places of the fewest amounts that add up to the sum, and of as many the first ones; nil when none do. All are on the same
    /// side of zero.
    ///
    /// The search is bounded: of sixteen amounts there are 14,876 choices of two to six, and most need not be looked at.
    ///
    /// - Parameter isWanted: looks at a choice that adds up; where it is not wanted, another one is looked for.
    static func places(
        in amounts: [Int64], of sum: Int64, partsMax: Int, where isWanted: ([Int]) -> Bool
    ) -> [Int]? {
        guard amounts.count > 1, partsMax > 1 else { return nil }
        let search = SumSearch(amounts)
        for count in 2...max(2, min(partsMax, amounts.count)) {
            var chosen: [Int] = []
            if search.choose(count, from: 0, sum.magnitude, &chosen, isWanted) { return chosen }
        }
        return nil
    }

    private func choose(
        _ count: Int, from first: Int, _ rest: UInt64, _ chosen: inout [Int], _ isWanted: ([Int]) -> Bool
    ) -> Bool {
        if count == 0 { return rest == 0 && isWanted(chosen) }
        guard first + count <= magnitudes.count else { return false }
        for place in first...(magnitudes.count - count) {
            // So many of the least are too much already, or of the most too little.
            let (least, most) = bounds[place]
            guard UInt64(count) * least <= rest, UInt64(count) * most >= rest else { continue }
            guard magnitudes[place] <= rest else { continue }
            chosen.append(place)
            if choose(count - 1, from: place + 1, rest - magnitudes[place], &chosen, isWanted) { return true }
            chosen.removeLast()
        }
        return false
    }
}
