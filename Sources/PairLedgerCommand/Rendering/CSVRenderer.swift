import Accountability
import Assistance

/// The tables of a report as one CSV (RFC 4180) that a spreadsheet can filter and pivot.
///
/// - There is one header line. The columns are named by their keys, with the unit where a number needs one:
///   `spent_yuan`, `spent_wan` or `spent_yi`, and `rate_percent`.
/// - A report of several sections begins every row with its `section`; the columns are those of all sections in the
///   order in which they first appear, and a row leaves those of other sections empty.
/// - A report with a tree has a column `depth`, because a row of a tree may contain the rows below it.
/// - Totals, facts and notes are left out: a sum under the rows would be counted twice. The table and JSON have them.
/// - Amounts are plain decimals with a point, always exact. Percentages are rounded to one decimal, half to even.
/// - A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets a `'` in front, because a spreadsheet
///   would run it as a formula (OWASP, "CSV Injection"). Numbers are numbers and are left alone.
struct CSVRenderer {
    var unit: AmountUnit = .yuan

    /// All lines, each ended by CR LF.
    func render(_ report: Report) -> String {
        let hasSections = report.sections.count > 1
        let hasDepth = report.sections.contains { $0.rows.contains { $0.depth > 0 } }
        var names: [String] = []
        for name in report.sections.flatMap(\.columns).map(name) where !names.contains(name) { names.append(name) }
        var text = ""
        text += Self.line((hasSections ? ["section"] : []) + (hasDepth ? ["depth"] : []) + names)
        for section in report.sections {
            let amounts = section.columns.indices.map { index in
                let cells = section.rows.compactMap { index < $0.cells.count ? $0.cells[index] : nil }
                return AmountText(unit, showing: TableRenderer.amounts(cells))
            }
            let places = names.map { wanted in section.columns.firstIndex { name($0) == wanted } }
            for row in section.rows {
                var fields = (hasSections ? [section.key] : []) + (hasDepth ? [String(row.depth)] : [])
                fields += places.map { place in
                    guard let place, place < row.cells.count else { return "" }
                    return Self.text(row.cells[place], amounts: amounts[place])
                }
                text += Self.line(fields)
            }
        }
        return text
    }

    private func name(_ column: Report.Column) -> String {
        switch column.kind {
        case .amount: "\(column.key)_\(unit.rawValue)"
        case .percent: "\(column.key)_percent"
        case .text, .count, .date: column.key
        }
    }

    private static func text(_ cell: Report.Cell, amounts: AmountText) -> String {
        switch cell {
        case .empty: ""
        case .text(let text), .date(let text): guarded(text)
        case .amount(let amount): amounts.text(amount, isGrouped: false)
        case .count(let count): String(count)
        case .ratio(let numerator, let denominator): PercentText.number(numerator, of: denominator) ?? ""
        }
    }

    private static func guarded(_ text: String) -> String {
        guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
        return "'" + text
    }

    private static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return field }
        var quoted = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
