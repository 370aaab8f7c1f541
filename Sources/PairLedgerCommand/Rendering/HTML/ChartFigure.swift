import Accountability
import Assistance

/// A chart with its title, its key, and its figures as a table that can be unfolded.
struct ChartFigure {
    let id: String
    let title: String
    private let chart: Chart
    private let terms: PageTerms

    init(_ chart: Chart, id: String, terms: PageTerms) {
        self.id = id
        self.chart = chart
        self.terms = terms
        title =
            switch chart {
            case .sankey(let sankey): sankey.title
            case .stacked(let stacked): stacked.title
            case .multiples(let multiples): multiples.title
            }
    }

    var html: String {
        let table = SectionTable(chart.section(terms), id: "\(id)-figures", terms: terms)
        return """
            <figure id="\(id)" aria-labelledby="\(id)-title">
            <figcaption class="heading"><h2 id="\(id)-title">\(HTMLText.isolated(title))</h2>\(table.remark)</figcaption>
            \(drawing)
            <details>
            <summary>\(terms("The figures of this chart"))<span class="unseen"> <span id="\(id)-figures-title">\(HTMLText.isolated(title))</span></span></summary>
            \(table.html)
            </details>
            </figure>
            """
    }

    private var drawing: String {
        switch chart {
        case .sankey(let sankey): SankeyDrawing(sankey, id: id, terms: terms).svg
        case .stacked(let stacked): StackedDrawing(stacked, id: id, terms: terms).html
        case .multiples(let multiples): MultiplesDrawing(multiples, id: id, terms: terms).html
        }
    }
}

extension Chart {
    /// The figures as a table.
    fileprivate func section(_ terms: PageTerms) -> Report.Section {
        switch self {
        case .sankey(let sankey): sankey.section(terms)
        case .stacked(let stacked): stacked.section(terms)
        case .multiples(let multiples): multiples.section(terms)
        }
    }
}

extension Chart.Sankey {
    fileprivate func section(_ terms: PageTerms) -> Report.Section {
        Report.Section(
            key: "links", title: title,
            columns: [
                Report.Column(key: "from", label: terms("From"), kind: .text),
                Report.Column(key: "to", label: terms("To"), kind: .text),
                Report.Column(key: "amount", label: terms("Amount"), kind: .amount, hasBar: true),
            ],
            rows: links.map {
                Report.Row([.text(nodes[$0.source].label), .text(nodes[$0.target].label), .amount($0.amount)])
            })
    }
}

extension Chart.Stacked {
    fileprivate func section(_ terms: PageTerms) -> Report.Section {
        Report.Section(
            key: "bars", title: title,
            columns: [Report.Column(key: "bar", label: terms("Bar"), kind: .text)]
                + parts.enumerated().map { Report.Column(key: "part_\($0)", label: $1, kind: kind) },
            rows: bars.map { bar in Report.Row([.text(bar.label)] + bar.values.map { .figure($0, of: kind) }) })
    }
}

extension Chart.Multiples {
    fileprivate func section(_ terms: PageTerms) -> Report.Section {
        Report.Section(
            key: "panels", title: title,
            columns: [
                Report.Column(key: "panel", label: terms("Panel"), kind: .text),
                Report.Column(key: "line", label: terms("Line"), kind: .text),
            ] + times.enumerated().map { Report.Column(key: "time_\($0)", label: $1, kind: kind) },
            rows: panels.flatMap { panel in
                zip(lines, panel.values).map { line, values in
                    Report.Row(
                        [.text(panel.label), .text(line)] + values.map { $0.map { .figure($0, of: kind) } ?? .empty })
                }
            })
    }
}

extension Report.Cell {
    /// A value of a chart.
    static func figure(_ value: Int64, of kind: Report.Column.Kind) -> Report.Cell {
        kind == .amount ? .amount(value) : .count(value)
    }
}
