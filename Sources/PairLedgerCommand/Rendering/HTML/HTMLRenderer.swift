import Accountability
import Assistance

/// A report as one page that needs nothing else: for people, on a screen or on paper.
///
/// The page asks no network for anything, and its policy lets nothing run but its own script, which only sorts and filters: without
/// it all is there. The same report gives the same bytes.
struct HTMLRenderer {
    var unit: AmountUnit = .yuan

    /// The page, in lines of which each row of a table is one.
    func render(_ report: Report, seal: ReportSeal? = nil) -> String {
        let terms = PageTerms(unit: unit, language: report.language)
        let charts = report.charts.enumerated().map { ChartFigure($1, id: "chart-\($0 + 1)", terms: terms) }
        let tables = report.sections.map { SectionTable($0, id: "table-\($0.key)", terms: terms) }
        return HTMLPage(
            title: title(report), terms: terms,
            body: [
                header(report), contents(report, charts, tables, terms), "<main id=\"main\">",
                charts.map(\.html).joined(separator: "\n"), tables.map(section).joined(separator: "\n"),
                notes(report.notes, terms), "</main>", seal.map { footer($0, terms) } ?? "",
            ].filter { !$0.isEmpty }.joined(separator: "\n")
        ).text
    }

    /// With the ledger, so that two pages are told apart in a browser.
    private func title(_ report: Report) -> String {
        let ledger = report.facts.first { $0.key == "ledger" }
        guard case .text(let name)? = ledger?.value else { return report.title }
        return "\(report.title) · \(name)"
    }

    private func header(_ report: Report) -> String {
        let facts = report.facts.map { fact in
            let figures = CellText(unit, [fact.value])
            var value = figures.html(fact.value)
            if case .amount = fact.value { value += " <span class=\"unit\" lang=\"zh-Hans\">\(unit.chinese)</span>" }
            return "<div><dt>\(HTMLText.isolated(fact.label))</dt><dd>\(value)</dd></div>"
        }
        return """
            <header>
            <p class="name">pairledger <span>\(HTMLText.isolated(report.name))</span></p>
            <h1>\(HTMLText.isolated(report.title))</h1>
            \(facts.isEmpty ? "" : "<dl>\n\(facts.joined(separator: "\n"))\n</dl>\n")</header>
            """
    }

    private func contents(
        _ report: Report, _ charts: [ChartFigure], _ tables: [SectionTable], _ terms: PageTerms
    ) -> String {
        var entries = charts.map { (id: $0.id, title: $0.title) } + tables.map { (id: $0.id, title: $0.section.title) }
        if !report.notes.isEmpty { entries.append((id: "notes", title: "\(terms("Notes")) (\(report.notes.count))")) }
        guard entries.count > 1 else { return "" }
        let items = entries.map { id, title in
            "<li><a href=\"#\(HTMLText.escaped(id))\">\(HTMLText.isolated(title))</a></li>"
        }
        return "<nav aria-label=\"\(terms("Contents"))\"><ul>\n\(items.joined(separator: "\n"))\n</ul></nav>"
    }

    private func section(_ table: SectionTable) -> String {
        let id = HTMLText.escaped(table.id)
        return """
            <section id="\(id)" aria-labelledby="\(id)-title">
            <div class="heading"><h2 id="\(id)-title">\(HTMLText.isolated(table.section.title))</h2>\(table.remark)\(table.tools)</div>
            \(table.html)
            </section>
            """
    }

    private func notes(_ notes: [String], _ terms: PageTerms) -> String {
        guard !notes.isEmpty else { return "" }
        let items = notes.map { "<li>\(HTMLText.isolated($0))</li>" }.joined(separator: "\n")
        return """
            <section id="notes" aria-labelledby="notes-title">
            <h2 id="notes-title">\(terms("Notes"))</h2>
            <ul class="notes">
            \(items)
            </ul>
            </section>
            """
    }

    private func footer(_ seal: ReportSeal, _ terms: PageTerms) -> String {
        """
        <footer aria-labelledby="seal-title">
        <h2 id="seal-title">\(terms("Seal"))</h2>
        <pre>
        \(HTMLText.marked(seal.lines("\n")))</pre>
        </footer>
        """
    }
}
