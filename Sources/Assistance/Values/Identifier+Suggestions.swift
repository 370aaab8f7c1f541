extension Identifier {
    private static let slipsMax = 2
    private static let suggestionsMax = 3

    /// Those of `others` that somebody who wrote this identifier may have meant, the nearest first: at most two slips apart, a slip
    /// being a character too much, missing, mistaken or swapped with its neighbour; capitals and small letters are alike.
    public func suggestions(from others: some Sequence<Identifier>) -> [Identifier] {
        let written = letters
        let near = others.compactMap { other -> (slips: Int, Identifier)? in
            let slips = Identifier.slips(from: written, to: other.letters)
            return slips <= Identifier.slipsMax && slips < written.count ? (slips, other) : nil
        }
        return near.sorted { $0 < $1 }.prefix(Identifier.suggestionsMax).map(\.1)
    }

    private var letters: [UInt8] { Array(description.lowercased().utf8) }

    /// How many slips lie between two texts (optimal string alignment distance); `slipsMax + 1` stands for all that is more.
    private static func slips(from a: [UInt8], to b: [UInt8]) -> Int {
        guard abs(a.count - b.count) <= slipsMax else { return slipsMax + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            for j in 1...b.count {
                let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var best = min(last[j] + 1, row[j - 1] + 1, change)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, beforeLast[j - 2] + 1) }
                row.append(best)
            }
            (beforeLast, last) = (last, row)
        }
        return min(last[b.count], slipsMax + 1)
    }
}
