import Accountability
import Assistance

/// A Sankey chart as SVG: first and last column labelled outside, the others beside their nodes.
struct SankeyDrawing {
    private let chart: Chart.Sankey
    private let id: String
    private let unit: AmountUnit
    private let terms: PageTerms
    private let amounts: AmountText
    private let layout: SankeyLayout
    private let lastColumn: Int
    /// What is written at each node above its figure.
    private let labels: [[String]]

    init(_ chart: Chart.Sankey, id: String, terms: PageTerms) {
        self.chart = chart
        self.id = id
        self.terms = terms
        unit = terms.unit
        amounts = AmountText(terms.unit, showing: chart.links.map(\.amount))
        lastColumn = chart.nodes.map(\.column).max() ?? 0
        var measures = Self.measures(chart, amounts, lastColumn: lastColumn)
        labels = chart.nodes.map { [lastColumn] node in
            let isInside = node.column > 0 && node.column < lastColumn
            let room = isInside ? 0.6 * measures.columnDistance : Self.widestLabel
            return TextSpace.wrapped(node.label, to: room, size: Self.textSize)
        }
        measures.leastSlot = Self.lineHeight * Double(1 + (labels.map(\.count).max() ?? 1)) + 2
        layout = SankeyLayout(chart, measures)
    }

    var svg: String {
        guard !chart.nodes.isEmpty else { return "<p class=\"none\">\(terms("(nothing to draw)"))</p>" }
        let (width, height) = (SVGNumber.text(layout.width), SVGNumber.text(layout.height + 2 * Self.margin))
        let colors = colors
        let links = chart.links.indices.map { link($0, color: colors[chart.links[$0].source]) }
        let nodes = chart.nodes.indices.map { node($0, color: colors[$0]) }
        return """
            <div class="scroll" role="region" aria-labelledby="\(id)-title" tabindex="0">
            <svg class="sankey" role="img" aria-labelledby="\(id)-name \(id)-about" width="\(width)" height="\(height)" \
            viewBox="0 -\(SVGNumber.text(Self.margin)) \(width) \(height)">
            <title id="\(id)-name">\(HTMLText.escaped(chart.title))</title>
            <desc id="\(id)-about">\(HTMLText.escaped(about))</desc>
            <g class="links">
            \(links.joined(separator: "\n"))
            </g>
            \(nodes.joined(separator: "\n"))
            </svg>
            </div>
            """
    }

    private static let margin = 4.0
    private static let textSize = 13.0
    private static let figureSize = 12.0
    private static let lineHeight = 16.0
    /// Between a node and its label.
    private static let labelGap = 8.0
    private static let widestLabel = 220.0

    /// How much room the labels need.
    private static func measures(
        _ chart: Chart.Sankey, _ amounts: AmountText, lastColumn: Int
    ) -> SankeyLayout.Measures {
        func room(_ column: Int) -> Double {
            let labels = chart.nodes.filter { $0.column == column }.map {
                TextSpace.width(of: $0.label, size: textSize)
            }
            let figure = chart.links.map { TextSpace.width(of: amounts.text($0.amount), size: figureSize) }.max() ?? 0
            return min(widestLabel, max(labels.max() ?? 0, figure + textSize)) + labelGap
        }
        let columns = Dictionary(grouping: chart.nodes) { $0.column }
        let tallest = columns.values.map(\.count).max() ?? 0
        var measures = SankeyLayout.Measures()
        measures.flowHeight = min(960, max(360, 20 * Double(tallest)))
        measures.leading = room(0)
        measures.trailing = lastColumn > 0 ? room(lastColumn) : 0
        let rest = 1_140 - measures.leading - measures.trailing - measures.nodeWidth
        measures.columnDistance = lastColumn > 0 ? min(440, max(250, rest / Double(lastColumn))) : 0
        return measures
    }

    private var about: String {
        let ends = [0, lastColumn].map { column in chart.nodes.count { $0.column == column } }
        let total = chart.nodes.indices.filter { chart.nodes[$0].column == 0 }.reduce(0) {
            $0 + layout.nodes[$1].amount
        }
        return terms.flows(chart.links.count, from: ends[0], to: ends[1], of: figure(total))
    }

    /// Every source has a colour, which stays with its money as long as most of what is somewhere came from there.
    private var colors: [String] {
        var colors = chart.nodes.map { _ in ChartColor.neutral }
        let order = chart.nodes.indices.sorted { (chart.nodes[$0].column, $0) < (chart.nodes[$1].column, $1) }
        var sources = 0
        for index in order {
            let into = chart.links.filter { $0.target == index }
            if into.isEmpty {
                colors[index] = ChartColor.kind(sources)
                sources += 1
            } else if chart.links.contains(where: { $0.source == index }), let most = into.max(by: isLess) {
                colors[index] = colors[most.source]
            }
        }
        return colors
    }

    /// Of equal amounts the first source counts.
    private func isLess(_ one: Chart.Sankey.Link, _ other: Chart.Sankey.Link) -> Bool {
        (one.amount, other.source) < (other.amount, one.source)
    }

    private func link(_ index: Int, color: String) -> String {
        let (link, place) = (chart.links[index], layout.links[index])
        let middle = (place.startX + place.endX) / 2
        func text(_ numbers: Double...) -> String { numbers.map(SVGNumber.text).joined(separator: " ") }
        let (startEnd, endEnd) = (place.startY + place.height, place.endY + place.height)
        let path =
            "M\(text(place.startX, place.startY))"
            + "C\(text(middle, place.startY, middle, place.endY, place.endX, place.endY))"
            + "V\(text(endEnd))C\(text(middle, endEnd, middle, startEnd, place.startX, startEnd))Z"
        let (source, target) = (chart.nodes[link.source].label, chart.nodes[link.target].label)
        return "<path class=\"\(color)\" data-amount=\"\(link.amount)\" d=\"\(path)\">"
            + "<title>\(HTMLText.drawn("\(source) → \(target): \(figure(Int128(link.amount)))"))</title></path>"
    }

    private func node(_ index: Int, color: String) -> String {
        let (node, place) = (chart.nodes[index], layout.nodes[index])
        let isLeading = node.column == 0
        let isInside = !isLeading && node.column < lastColumn
        let x = isLeading ? place.x - Self.labelGap : place.x + place.width + Self.labelGap
        let attributes = "x=\"\(SVGNumber.text(x))\"\(isLeading ? " text-anchor=\"end\"" : "")"
        let lines = labels[index]
        let top = place.middle - Self.lineHeight * Double(lines.count + 1) / 2 + 12
        let label = lines.enumerated().map { line, text in
            "<text \(attributes) y=\"\(SVGNumber.text(top + Self.lineHeight * Double(line)))\">\(HTMLText.drawn(text))</text>"
        }.joined()
        let figureY = SVGNumber.text(top + Self.lineHeight * Double(lines.count))
        return """
            <g class="node\(isInside ? " inside" : "")"><title>\(HTMLText.drawn("\(node.label): \(figure(place.amount))"))</title>\
            <rect class="\(color)" data-amount="\(place.amount)" x="\(SVGNumber.text(place.x))" y="\(SVGNumber.text(place.y))" \
            width="\(SVGNumber.text(place.width))" height="\(SVGNumber.text(place.height))"/>\
            \(label)<text class="figure" \(attributes) y="\(figureY)">\
            \(amounts.text(Int64(clamping: place.amount)))</text></g>
            """
    }

    private func figure(_ amount: Int128) -> String { "\(amounts.text(Int64(clamping: amount))) \(unit.chinese)" }
}
