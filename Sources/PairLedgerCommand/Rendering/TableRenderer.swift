import Accountability
import Assistance
import Interchange

/// A report as aligned text for people, in a fixed-width font with Chinese characters two columns wide.
///
/// Amounts are in `unit`, with as few decimals as show every amount of their column exactly. Where a column asks for bars, one stands
/// behind each figure.
struct TableRenderer {
    var unit: AmountUnit = .yuan
    /// Whether headings are bold and bars blue, by ANSI escape sequences.
    var color = false

    /// All lines of the report, each ended by a line feed.
    func render(_ report: Report) -> String {
        var blocks = [[bold(Self.plain(report.title))] + facts(report.facts)]
        let terms = PageTerms(unit: unit, language: report.language)
        blocks += report.sections.map { lines($0, terms) }
        if !report.notes.isEmpty { blocks.append(report.notes.map { terms("note: ") + Self.plain($0) }) }
        return blocks.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private func facts(_ facts: [Report.Fact]) -> [String] {
        let labels = facts.map { Self.plain($0.label) }
        let width = labels.map(DisplayWidth.of).max() ?? 0
        return zip(labels, facts).map { label, fact in
            var value = Self.text(fact.value, amounts: AmountText(unit, showing: Self.amounts([fact.value])))
            if case .amount = fact.value { value += " \(unit.chinese)" }
            return Self.trimmed("\(Self.padded(label, to: width, isRight: false))  \(value)")
        }
    }

    private func lines(_ section: Report.Section, _ terms: PageTerms) -> [String] {
        let rows = section.rows + (section.total.map { [$0] } ?? [])
        let columns = section.columns.indices.map { column(section, $0, rows) }
        // By bytes: a report has very many cells, and most of a line is spaces.
        func line(_ index: Int) -> String {
            var line: [UInt8] = []
            line.reserveCapacity(256)
            for (number, column) in columns.enumerated() {
                if number > 0 { line += Self.gap.utf8 }
                let spaces = repeatElement(UInt8(ascii: " "), count: column.width - column.widths[index])
                if column.isRight { line += spaces }
                line += column.cells[index].utf8
                if !column.isRight { line += spaces }
                if let bars = column.bars { line += (" " + bar(bars[index])).utf8 }
            }
            let end = line.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? 0
            return String(decoding: line[..<end], as: UTF8.self)
        }
        let rule = columns.map { column in
            String(repeating: "-", count: column.width + (column.bars == nil ? 0 : 1 + Self.barWidth))
        }.joined(separator: Self.gap)
        let hasAmounts = section.columns.contains { $0.kind == .amount }
        var lines = [bold(Self.plain(section.title)) + (hasAmounts ? terms(" (") + terms.remark + terms(")") : "")]
        lines += [bold(line(0)), rule]
        lines += section.rows.indices.map { line($0 + 1) }
        if section.rows.isEmpty { lines.append(terms("(no rows)")) }
        if section.total != nil { lines += [rule, line(rows.count)] }
        return lines
    }

    static let gap = "  "

    private struct TextColumn {
        /// The label, then a cell for every row.
        var cells: [String]
        /// Of each of them.
        var widths: [Int]
        var width: Int
        var isRight: Bool
        /// In eighths of a character, for the label too, which has none.
        var bars: [Int]?
    }

    /// In characters.
    private static let barWidth = 10

    /// As wide as all bars, of block characters that are eighths of their place.
    private func bar(_ eighths: Int) -> String {
        let (whole, rest) = eighths.quotientAndRemainder(dividingBy: 8)
        let blocks = String(repeating: "█", count: whole) + (rest == 0 ? "" : String(Array("▏▎▍▌▋▊▉")[rest - 1]))
        let colored = color && eighths > 0 ? "\u{1B}[34m\(blocks)\u{1B}[0m" : blocks
        return colored + String(repeating: " ", count: Self.barWidth - blocks.count)
    }

    private func column(_ section: Report.Section, _ index: Int, _ rows: [Report.Row]) -> TextColumn {
        let values = rows.map { index < $0.cells.count ? $0.cells[index] : .empty }
        let amounts = AmountText(unit, showing: Self.amounts(values))
        var cells = [Self.plain(section.columns[index].label)]
        let indents = index > 0 ? [] : section.isDrawn ? Self.lines(to: rows) : rows.map(Self.indent)
        for (row, value) in values.enumerated() {
            cells.append((index == 0 ? indents[row] : "") + Self.text(value, amounts: amounts))
        }
        let column = section.columns[index]
        let bars = BarScale(column, Array(values.prefix(section.rows.count))).map { scale in
            [0]
                + values.enumerated().map { row, value in
                    // A total of what the bars compare is longer than all of them.
                    row < section.rows.count || column.kind == .percent
                        ? scale.length(of: value, steps: 8 * Self.barWidth) : 0
                }
        }
        let widths = cells.map { DisplayWidth.of($0) }
        return TextColumn(
            cells: cells, widths: widths, width: widths.max() ?? 0, isRight: column.kind.isRight, bars: bars)
    }

    private static func indent(_ row: Report.Row) -> String { String(repeating: " ", count: 2 * max(0, row.depth)) }

    /// What stands before each row of a tree, so that lines lead from a row to all that stand one deeper below it.
    private static func lines(to rows: [Report.Row]) -> [String] {
        // From the last row up: at which depths another row follows before the tree goes back above them.
        var following: [Bool] = []
        var texts: [String] = []
        for row in rows.reversed() {
            let depth = max(0, row.depth)
            let hasNext = depth < following.count && following[depth]
            following.removeLast(max(0, following.count - depth))
            following += repeatElement(false, count: depth - following.count)
            let above = following.dropFirst().map { $0 ? "│  " : "   " }.joined()
            texts.append(depth > 0 ? above + (hasNext ? "├─ " : "└─ ") : "")
            following.append(true)
        }
        return texts.reversed()
    }

    static func text(_ cell: Report.Cell, amounts: AmountText) -> String {
        switch cell {
        case .empty: ""
        case .text(let text), .date(let text): plain(text)
        case .amount(let amount): amounts.text(amount)
        case .count(let count): AmountText.grouped(count)
        case .ratio(let numerator, let denominator):
            PercentText.number(numerator, of: denominator).map { "\($0) %" } ?? ""
        }
    }

    /// The amounts among some cells, in minor units.
    static func amounts(_ cells: [Report.Cell]) -> [Int64] {
        cells.compactMap { if case .amount(let amount) = $0 { amount } else { nil } }
    }

    /// A line end or an escape sequence out of the data must not act on the terminal, so spaces stand for them.
    private static func plain(_ text: String) -> String {
        // U+0000 to U+001F, U+007F, and U+0080 to U+009F, whose first byte is 0xC2.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// The text with spaces before or behind it; as it is when it is wider already.
    static func padded(_ text: String, to width: Int, isRight: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        return isRight ? spaces + text : text + spaces
    }

    static func trimmed(_ line: String) -> String {
        let bytes = line.utf8
        guard let last = bytes.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
        return String(line[..<bytes.index(after: last)])
    }

    private func bold(_ text: String) -> String { color ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

extension AmountUnit {
    /// As a remark on figures.
    var remark: String {
        switch self {
        case .yuan: "amounts in yuan"
        case .wan: "amounts in 10,000 yuan, 万元"
        case .yi: "amounts in 100 million yuan, 亿元"
        }
    }
}

extension Report.Column.Kind {
    /// Whether cells end at the right, as figures do.
    var isRight: Bool { self != .text && self != .date }
}
