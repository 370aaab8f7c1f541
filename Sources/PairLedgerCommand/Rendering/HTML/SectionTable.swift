import Accountability
import Assistance

/// A section as a table in a region of its own, which scrolls where the screen is too narrow for it.
struct SectionTable {
    let section: Report.Section
    /// Of what is about it; its title has this and `-title`.
    let id: String
    private let terms: PageTerms
    private let columns: [TableColumn]

    init(_ section: Report.Section, id: String, terms: PageTerms) {
        self.section = section
        self.id = id
        self.terms = terms
        columns = section.columns.indices.map { TableColumn(section, $0, unit: terms.unit) }
    }

    /// In which unit the amounts are, if there are any.
    var remark: String {
        guard section.columns.contains(where: { $0.kind == .amount }) else { return "" }
        return "<p class=\"remark\">\(HTMLText.isolated(terms.remark))</p>"
    }

    /// What the script takes into use: without it, nothing is to be filtered.
    var tools: String {
        guard section.rows.count > 1 else { return "" }
        let id = HTMLText.escaped(id)
        return """
            <div class="tools" hidden><label for="\(id)-filter">\(terms("Filter"))\
            <span class="unseen"> \(terms("the rows of")) \(HTMLText.isolated(section.title))</span></label>\
            <input type="search" id="\(id)-filter" autocomplete="off" spellcheck="false" aria-controls="\(id)-rows">\
            <output for="\(id)-filter" data-form="\(terms("# of # rows"))"></output></div>
            """
    }

    var html: String {
        let id = HTMLText.escaped(id)
        let isTree = section.rows.contains { $0.depth > 0 }
        let header = zip(section.columns, columns).map { column, layout in
            "<th scope=\"col\"\(layout.attributes)>\(HTMLText.isolated(column.label))</th>"
        }
        let empty = "<tr><td class=\"none\" colspan=\"\(max(1, columns.count))\">\(terms("(no rows)"))</td></tr>"
        let rows = section.rows.isEmpty ? [empty] : section.rows.map { line($0, isTree: isTree) }
        let total = section.total.map { "\n<tfoot>\n\(line($0, isTree: false, isTotal: true))\n</tfoot>" } ?? ""
        return """
            <div class="scroll" role="region" aria-labelledby="\(id)-title" tabindex="0">
            <table>
            <caption>\(HTMLText.isolated(section.title))</caption>
            <thead>
            <tr>\(header.joined())</tr>
            </thead>
            <tbody id="\(id)-rows">
            \(rows.joined(separator: "\n"))
            </tbody>\(total)
            </table>
            </div>
            """
    }

    private func line(_ row: Report.Row, isTree: Bool, isTotal: Bool = false) -> String {
        let cells = columns.enumerated().map { index, column in
            column.cell(
                index < row.cells.count ? row.cells[index] : .empty, depth: index == 0 ? row.depth : 0, isTotal: isTotal
            )
        }
        return "<tr\(isTree ? " aria-level=\"\(max(0, row.depth) + 1)\"" : "")>\(cells.joined())</tr>"
    }
}

/// How the cells of one column look.
private struct TableColumn {
    private let kind: Report.Column.Kind
    private let isFirst: Bool
    private let figures: CellText
    private let bars: BarScale?

    init(_ section: Report.Section, _ index: Int, unit: AmountUnit) {
        func cells(_ rows: [Report.Row]) -> [Report.Cell] {
            rows.map { index < $0.cells.count ? $0.cells[index] : .empty }
        }
        kind = section.columns[index].kind
        isFirst = index == 0
        figures = CellText(unit, cells(section.rows + (section.total.map { [$0] } ?? [])))
        bars = BarScale(section.columns[index], cells(section.rows))
    }

    var attributes: String {
        let classes = (kind.isRight ? ["n"] : kind == .date ? ["d"] : []) + (bars == nil ? [] : ["b"])
        return classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    }

    func cell(_ cell: Report.Cell, depth: Int, isTotal: Bool) -> String {
        // A row is named by its first text.
        let isName = isFirst && kind == .text
        let indent = depth > 0 ? " data-depth=\"\(min(depth, 9))\"" : ""
        let name = isName ? "th scope=\"row\"" : "td"
        let content = figures.html(cell) + bar(cell, isTotal: isTotal)
        return "<\(name)\(attributes)\(indent)>\(content)</\(isName ? "th" : "td")>"
    }

    /// Beside the figure, in hundredths of a point; a total that is no share has none.
    private func bar(_ cell: Report.Cell, isTotal: Bool) -> String {
        guard let bars else { return "" }
        let hasBar = !isTotal || kind == .percent
        let length = hasBar ? bars.length(of: cell, steps: 100 * Self.barWidth) : 0
        let bar = length == 0 ? "" : "<rect width=\"\(SVGNumber.text(hundredths: length))\" height=\"8\"/>"
        return "<svg class=\"bar\" width=\"\(Self.barWidth)\" height=\"8\" aria-hidden=\"true\">\(bar)</svg>"
    }

    private static let barWidth = 56
}
