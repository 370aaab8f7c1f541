import Accountability
import Assistance
import Interchange

/// A table whose rows are shown one by one, so that its columns have their widths beforehand; what is wider pushes the rest of
/// its line to the right. Amounts have all the decimals of their unit.
struct TableLines {
    private let columns: [Report.Column]
    private let widths: [Int]
    private let amounts: AmountText
    private let color: Bool

    /// - Parameter widths: one for every column, at least that of its label.
    init(_ columns: [Report.Column], widths: [Int], unit: AmountUnit, color: Bool) {
        precondition(columns.count == widths.count, "every column has a width")
        self.columns = columns
        self.widths = widths
        self.color = color
        // One minor unit needs them all.
        amounts = AmountText(unit, showing: [1])
    }

    /// Labels and a rule.
    var heading: String {
        let labels = line(columns.map(\.label))
        let rule = line(widths.map { String(repeating: "-", count: $0) })
        return (color ? "\u{1B}[1m\(labels)\u{1B}[0m" : labels) + "\n" + rule + "\n"
    }

    func line(_ row: Report.Row) -> String {
        line(row.cells.map { TableRenderer.text($0, amounts: amounts) }) + "\n"
    }

    private func line(_ cells: [String]) -> String {
        let padded = zip(cells, zip(columns, widths)).map { cell, column in
            TableRenderer.padded(cell, to: column.1, isRight: column.0.kind.isRight)
        }
        return TableRenderer.trimmed(padded.joined(separator: TableRenderer.gap))
    }
}
