import Accountability
import Assistance

/// Bars of parts as SVG that is as wide as its page, in one scale.
struct StackedDrawing {
    private let chart: Chart.Stacked
    private let id: String
    private let unit: AmountUnit
    private let terms: PageTerms
    private let amounts: AmountText
    /// What each bar comes to.
    private let totals: [Int128]

    init(_ chart: Chart.Stacked, id: String, terms: PageTerms) {
        for bar in chart.bars {
            precondition(bar.values.count == chart.parts.count && bar.values.allSatisfy { $0 >= 0 }, "a value a part")
        }
        self.chart = chart
        self.id = id
        self.terms = terms
        unit = terms.unit
        amounts = AmountText(terms.unit, showing: chart.bars.flatMap(\.values))
        totals = chart.bars.map { $0.values.reduce(0) { $0 + Int128($1) } }
    }

    var html: String {
        guard !chart.bars.isEmpty else { return "<p class=\"none\">\(terms("(nothing to draw)"))</p>" }
        let height = SVGNumber.text(Double(chart.bars.count) * Self.distance)
        let key = ChartKey(
            entries: chart.parts.enumerated().map { ($1, ChartColor.step($0, of: chart.parts.count)) }, mark: .area)
        return """
            \(key.html)
            <svg class="stacked" role="img" aria-labelledby="\(id)-name \(id)-about" width="100%" height="\(height)">
            <title id="\(id)-name">\(HTMLText.escaped(chart.title))</title>
            <desc id="\(id)-about">\(HTMLText.escaped(terms.bars(chart.bars.count, of: chart.parts)))</desc>
            \(chart.bars.indices.map(bar).joined(separator: "\n"))
            </svg>
            """
    }

    private static let distance = 48.0
    private static let thickness = 18.0
    private static let textSize = 13.0
    /// How wide a drawing is at least, on any screen and on one of 50 rem.
    private static let narrow = 280.0
    private static let wide = 720.0

    private func bar(_ index: Int) -> String {
        let (bar, total) = (chart.bars[index], totals[index])
        let most = max(1, totals.max() ?? 1)
        let top = Double(index) * Self.distance
        let figure = text(total)
        var before: Int128 = 0
        let parts = zip(chart.parts, bar.values).enumerated().compactMap { part, entry -> String? in
            let (name, value) = entry
            guard value > 0 else { return nil }
            let (start, width) = (Self.share(before, most), Self.share(Int128(value), most))
            before += Int128(value)
            let share = PercentText.number(Int64(clamping: value), of: Int64(clamping: total)) ?? "0"
            let color = ChartColor.step(part, of: chart.parts.count)
            return "<rect class=\"\(color)\" data-value=\"\(value)\" x=\"\(start)%\" "
                + "y=\"\(SVGNumber.text(top + 22))\" width=\"\(width)%\" height=\"\(SVGNumber.text(Self.thickness))\">"
                + "<title>\(HTMLText.drawn("\(bar.label), \(name): \(text(Int128(value))) (\(share) %)"))</title></rect>"
        }
        return """
            <g><title>\(HTMLText.drawn("\(bar.label): \(figure)"))</title>\
            \(label(bar.label, beside: figure, top: top))\
            <text class="figure" x="100%" y="\(SVGNumber.text(top + 15))" text-anchor="end">\(figure)</text>\
            <rect class="track" y="\(SVGNumber.text(top + 22))" width="100%" height="\(SVGNumber.text(Self.thickness))"/>\
            \(parts.joined())</g>
            """
    }

    /// The style sheet shows a longer or a shorter one, as there is room.
    private func label(_ label: String, beside figure: String, top: Double) -> String {
        func text(_ label: String, _ name: String) -> String {
            "<text\(name) x=\"0\" y=\"\(SVGNumber.text(top + 15))\">\(HTMLText.drawn(label))</text>"
        }
        let labels = [Self.wide, Self.narrow].map { width in
            let room = width - 12 - TextSpace.width(of: figure, size: Self.textSize)
            return TextSpace.shortened(label, to: room, size: Self.textSize)
        }
        if labels[0] == labels[1] { return text(label, "") }
        return text(labels[0], " class=\"wide\"") + text(labels[1], " class=\"narrow\"")
    }

    /// In per cent with four decimals.
    private static func share(_ part: Int128, _ whole: Int128) -> String {
        let parts = Int((part * 1_000_000 + whole / 2) / whole)
        let rest = String(parts % 10_000)
        return "\(parts / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
    }

    private func text(_ value: Int128) -> String {
        let value = Int64(clamping: value)
        return chart.kind == .amount ? "\(amounts.text(value)) \(unit.chinese)" : AmountText.grouped(value)
    }
}
