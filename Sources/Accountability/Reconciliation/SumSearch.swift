/// Looks for a few of some amounts that add up to another one.
enum SumSearch {
    /// The places of the fewest amounts that add up to the sum, and of as many the first ones; nil when none do. All are on the same
    /// side of zero.
    ///
    /// The search is bounded: of sixteen amounts there are 14,876 choices of two to six.
    ///
    /// - Parameter isWanted: looks at a choice that adds up; where it is not wanted, another one is looked for.
    static func places(
        in amounts: [Int64], of sum: Int64, partsMax: Int, where isWanted: ([Int]) -> Bool
    ) -> [Int]? {
        guard amounts.count > 1, partsMax > 1 else { return nil }
        for count in 2...max(2, min(partsMax, amounts.count)) {
            var chosen: [Int] = []
            if choose(count, from: 0, amounts, sum.magnitude, &chosen, isWanted) { return chosen }
        }
        return nil
    }

    private static func choose(
        _ count: Int, from first: Int, _ amounts: [Int64], _ rest: UInt64, _ chosen: inout [Int],
        _ isWanted: ([Int]) -> Bool
    ) -> Bool {
        if count == 0 { return rest == 0 && isWanted(chosen) }
        guard first + count <= amounts.count else { return false }
        for place in first...(amounts.count - count) where amounts[place].magnitude <= rest {
            chosen.append(place)
            if choose(count - 1, from: place + 1, amounts, rest - amounts[place].magnitude, &chosen, isWanted) {
                return true
            }
            chosen.removeLast()
        }
        return false
    }
}
