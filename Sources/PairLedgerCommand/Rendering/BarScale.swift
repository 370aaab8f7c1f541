import Accountability

/// How long the bars beside the figures of a column are: the largest of them is full, and of shares 100 %.
struct BarScale {
    /// What a full bar stands for; above zero.
    private let full: Int64

    /// - Parameter cells: those of the column without the total, which would leave nothing of the others.
    /// - Returns: nil for a column that wants no bars, or has nothing above zero to show with them.
    init?(_ column: Report.Column, _ cells: [Report.Cell]) {
        guard column.hasBar else { return nil }
        full = max(1, cells.compactMap(Self.value).max() ?? 0)
        guard cells.contains(where: { length(of: $0, steps: 1) > 0 }) else { return nil }
    }

    /// How many of `steps` steps the bar of a cell has: none for what is not above zero, else at least one.
    func length(of cell: Report.Cell, steps: Int) -> Int {
        let (part, whole): (Int64, Int64)
        switch cell {
        case .ratio(let numerator, let denominator):
            guard denominator != 0, (numerator < 0) == (denominator < 0) else { return 0 }
            (part, whole) = (numerator, denominator)
        default:
            (part, whole) = (Self.value(cell) ?? 0, full)
            guard part > 0 else { return 0 }
        }
        let (most, all) = (Int128(part.magnitude) * Int128(steps), Int128(whole.magnitude))
        guard most > 0 else { return 0 }
        return min(steps, max(1, Int((most + all / 2) / all)))
    }

    private static func value(_ cell: Report.Cell) -> Int64? {
        switch cell {
        case .amount(let value), .count(let value): value
        case .empty, .text, .ratio, .date: nil
        }
    }
}
