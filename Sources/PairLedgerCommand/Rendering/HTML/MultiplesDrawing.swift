import Accountability
import Assistance

/// Small multiples as SVG, a picture a panel, so that as many stand side by side as the page has room for.
struct MultiplesDrawing {
    private let chart: Chart.Multiples
    private let id: String
    private let unit: AmountUnit
    private let terms: PageTerms
    private let amounts: AmountText
    private let scale: AxisScale
    /// The names of the panels in one line or two, and where the axes of all of them begin and end.
    private let names: [[String]]
    private let top: Double
    private var bottom: Double { top + 100 }

    init(_ chart: Chart.Multiples, id: String, terms: PageTerms) {
        for panel in chart.panels {
            precondition(
                panel.values.count == chart.lines.count && panel.values.allSatisfy { $0.count == chart.times.count },
                "a value a time, for every line")
        }
        self.chart = chart
        self.id = id
        self.terms = terms
        unit = terms.unit
        let values = chart.panels.flatMap { $0.values.joined() }.compactMap(\.self)
        amounts = AmountText(terms.unit, showing: values)
        scale = AxisScale(values, unit: chart.kind == .amount ? terms.unit.minorUnits : 1)
        // Bold letters are wider.
        names = chart.panels.map { TextSpace.wrapped($0.label, to: Self.right - Self.left, size: 1.15 * 13) }
        top = 30 + Self.lineHeight * Double(names.map(\.count).max() ?? 1)
    }

    var html: String {
        guard !chart.panels.isEmpty, !chart.times.isEmpty else {
            return "<p class=\"none\">\(terms("(nothing to draw)"))</p>"
        }
        let key = ChartKey(
            entries: chart.lines.enumerated().map { ($1, ChartColor.kind($0)) }, mark: .line)
        return """
            \(key.html)
            <div class="panels">
            \(chart.panels.indices.map(panel).joined(separator: "\n"))
            </div>
            """
    }

    private static let width = 260.0
    private static let lineHeight = 16.0
    private static let left = 0.0
    private static let right = 256.0

    private func panel(_ index: Int) -> String {
        let panel = chart.panels[index]
        let name = "\(id)-\(index + 1)"
        let label = names[index].enumerated().map { line, text in
            let y = SVGNumber.text(14 + Self.lineHeight * Double(line))
            return "<text class=\"name\" x=\"\(SVGNumber.text(Self.left))\" y=\"\(y)\">\(HTMLText.drawn(text))</text>"
        }.joined()
        let lines = chart.lines.indices.map { line($0, of: panel) }
        return """
            <svg role="img" aria-labelledby="\(name)-name \(name)-about" \
            viewBox="0 0 \(SVGNumber.text(Self.width)) \(SVGNumber.text(bottom + 22))">
            <title id="\(name)-name">\(HTMLText.drawn(panel.label))</title>
            <desc id="\(name)-about">\(HTMLText.escaped(about(panel)))</desc>
            \(label)
            \(axes)
            \(lines.joined(separator: "\n"))
            </svg>
            """
    }

    private func about(_ panel: Chart.Multiples.Panel) -> String {
        zip(chart.lines, panel.values).map { line, values in
            let known = zip(chart.times, values).compactMap { time, value in value.map { (time, $0) } }
            let ends = [known.first, known.last].map { end in end.map { (value: text($0.1), time: $0.0) } }
            return terms.course(of: line, ends[0], ends[1])
        }.joined()
    }

    /// The ends of the scale, and the first and the last time.
    private var axes: String {
        func rule(_ value: Int64, _ name: String) -> String {
            let y = SVGNumber.text(y(value))
            let ends =
                "x1=\"\(SVGNumber.text(Self.left))\" y1=\"\(y)\" x2=\"\(SVGNumber.text(Self.right))\" y2=\"\(y)\""
            return "<line class=\"\(name)\" \(ends)/>"
        }
        func label(_ text: String, _ x: Double, _ y: Double, isEnd: Bool = false) -> String {
            let anchor = isEnd ? " text-anchor=\"end\"" : ""
            let place = "x=\"\(SVGNumber.text(x))\" y=\"\(SVGNumber.text(y))\"\(anchor)"
            return "<text class=\"tick\" \(place)>\(HTMLText.drawn(text))</text>"
        }
        var parts = [rule(scale.highest, "grid"), rule(0, "zero"), label(text(scale.highest), Self.left, top - 5)]
        if scale.lowest < 0 {
            parts += [rule(scale.lowest, "grid"), label(text(scale.lowest), Self.left, bottom - 4)]
        }
        let room = (Self.right - Self.left) / 2 - 4
        let first = TextSpace.shortened(chart.times[0], to: room, size: 11)
        parts.append(label(first, Self.left, bottom + 15))
        if let last = chart.times.dropFirst().last {
            let shown = TextSpace.shortened(last, to: room, size: 11)
            parts.append(label(shown, Self.right, bottom + 15, isEnd: true))
        }
        return parts.joined(separator: "\n")
    }

    /// A line that is broken where nothing is known, with a point for every value.
    private func line(_ index: Int, of panel: Chart.Multiples.Panel) -> String {
        var path = ""
        var points = ""
        var isOpen = false
        for (time, value) in panel.values[index].enumerated() {
            guard let value else {
                isOpen = false
                continue
            }
            let (x, y) = (x(time), y(value))
            path += "\(isOpen ? "L" : "M")\(SVGNumber.text(x)) \(SVGNumber.text(y))"
            isOpen = true
            let about = "\(chart.times[time]), \(chart.lines[index]): \(text(value))"
            points +=
                "<g><title>\(HTMLText.drawn(about))</title>"
                + "\(LineMark(index).svg(x, y))</g>"
        }
        guard !path.isEmpty else { return "" }
        return "<g class=\"\(ChartColor.kind(index))\"><path class=\"line l\(index % 4)\" d=\"\(path)\"/>\(points)</g>"
    }

    private func x(_ time: Int) -> Double {
        let room = Self.right - Self.left - 8
        return chart.times.count < 2
            ? (Self.left + Self.right) / 2 : Self.left + 4 + room * Double(time) / Double(chart.times.count - 1)
    }

    private func y(_ value: Int64) -> Double {
        bottom - (bottom - top) * scale.place(of: value)
    }

    private func text(_ value: Int64) -> String {
        guard chart.kind == .amount else { return AmountText.grouped(value) }
        return "\(AmountText(unit, showing: [value]).text(value)) \(unit.chinese)"
    }
}

extension AmountUnit {
    /// How many minor units (分) one is.
    fileprivate var minorUnits: Int64 {
        switch self {
        case .yuan: 100
        case .wan: 1_000_000
        case .yi: 10_000_000_000
        }
    }
}
