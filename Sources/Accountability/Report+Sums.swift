extension Report.Cell {
    /// A sum of amounts in minor units. Of more than 64 bits, as amounts that a damaged table has may be any.
    static func sum(_ amounts: Int128) -> Report.Cell { .amount(Int64(clamping: amounts)) }

    /// A sum of counts.
    static func sumCount(_ counts: Int128) -> Report.Cell { .count(Int64(clamping: counts)) }

    /// The share of one sum in another; exact as far as both have 64 bits.
    static func share(_ part: Int128, of whole: Int128) -> Report.Cell {
        var (part, whole) = (part, whole)
        while Int64(exactly: part) == nil || Int64(exactly: whole) == nil {
            part /= 2
            whole /= 2
        }
        return .ratio(numerator: Int64(clamping: part), denominator: Int64(clamping: whole))
    }

    /// What comes to each of so many, to the minor unit, half to even; empty where nobody is or nobody knows how many are.
    static func sum(_ amounts: Int128, per heads: Int128?) -> Report.Cell {
        guard let heads, heads > 0 else { return .empty }
        var (each, rest) = amounts.quotientAndRemainder(dividingBy: heads)
        rest = rest < 0 ? -rest : rest
        if rest * 2 > heads || (rest * 2 == heads && !each.isMultiple(of: 2)) { each += amounts < 0 ? -1 : 1 }
        return .sum(each)
    }

    /// A year, which is no number to be grouped or added up; empty for 0, which stands for one that is not known.
    static func year(_ year: Int) -> Report.Cell { year == 0 ? .empty : .text(String(year)) }
}
