import CanonicalJSON

extension Report.Cell {
    /// Nothing for nothing.
    static func text(_ text: String?) -> Report.Cell { text.map { .text($0) } ?? .empty }

    static func date(_ date: CalendarDate?) -> Report.Cell { date.map { .date($0.description) } ?? .empty }

    static func count(_ count: Int64?) -> Report.Cell { count.map { .count($0) } ?? .empty }

    /// A sum of amounts; what is beyond all bounds is the bound.
    static func amount(_ sum: Int128) -> Report.Cell { .amount(Int64(clamping: sum)) }

    /// A share of sums, which is kept exact as far as 64 bits hold it.
    static func ratio(_ numerator: Int128, of denominator: Int128) -> Report.Cell {
        var (numerator, denominator) = denominator < 0 ? (-numerator, -denominator) : (numerator, denominator)
        while Int64(exactly: numerator) == nil || Int64(exactly: denominator) == nil {
            numerator /= 2
            denominator /= 2
        }
        return .ratio(numerator: Int64(numerator), denominator: Int64(denominator))
    }

    /// A sum of counts.
    static func sumCount(_ counts: Int128) -> Report.Cell { .count(Int64(clamping: counts)) }

    /// What comes to each of so many, to the minor unit, half to even; empty where nobody is or nobody knows how many are.
    static func sum(_ amounts: Int128, per heads: Int128?) -> Report.Cell {
        guard let heads, heads > 0 else { return .empty }
        var (each, rest) = amounts.quotientAndRemainder(dividingBy: heads)
        rest = rest < 0 ? -rest : rest
        if rest * 2 > heads || (rest * 2 == heads && !each.isMultiple(of: 2)) { each += amounts < 0 ? -1 : 1 }
        return .amount(each)
    }

    /// A year, which is no number to be grouped or added up; empty for 0, which stands for one that is not known.
    static func year(_ year: Int) -> Report.Cell { year == 0 ? .empty : .text(String(year)) }
}

extension Report.Column {
    static func text(_ key: String, _ label: String) -> Report.Column { .init(key: key, label: label, kind: .text) }
    static func date(_ key: String, _ label: String) -> Report.Column { .init(key: key, label: label, kind: .date) }
    static func count(_ key: String, _ label: String, hasBar: Bool = false) -> Report.Column {
        .init(key: key, label: label, kind: .count, hasBar: hasBar)
    }
    static func amount(_ key: String, _ label: String, hasBar: Bool = false) -> Report.Column {
        .init(key: key, label: label, kind: .amount, hasBar: hasBar)
    }
    static func percent(_ key: String, _ label: String, hasBar: Bool = false) -> Report.Column {
        .init(key: key, label: label, kind: .percent, hasBar: hasBar)
    }
}
