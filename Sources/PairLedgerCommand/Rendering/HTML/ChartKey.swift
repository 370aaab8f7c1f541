/// What the colours of a chart stand for, above it.
struct ChartKey {
    /// How the mark of a label is drawn.
    enum Mark {
        case area
        /// With the dashes and the point of its line.
        case line
    }

    /// Each with the class of its colour.
    var entries: [(label: String, color: String)]
    var mark: Mark

    var html: String {
        let items = entries.enumerated().map { index, entry in
            let shape =
                switch mark {
                case .area: "<rect width=\"14\" height=\"14\" rx=\"2\"/>"
                case .line:
                    "<line class=\"line l\(index % 4)\" x1=\"0\" y1=\"7\" x2=\"26\" y2=\"7\"/>"
                        + LineMark(index).svg(13, 7)
                }
            let width = mark == .area ? 14 : 26
            return "<li>"
                + "<svg class=\"\(entry.color)\" width=\"\(width)\" height=\"14\" aria-hidden=\"true\">\(shape)</svg>"
                + "<span>\(HTMLText.isolated(entry.label))</span></li>"
        }
        return "<ul class=\"key\">\n\(items.joined(separator: "\n"))\n</ul>"
    }
}

/// The point by which a line is known without its colour.
struct LineMark {
    private let number: Int

    init(_ number: Int) { self.number = number % 4 }

    func svg(_ x: Double, _ y: Double) -> String {
        func point(_ dx: Double, _ dy: Double) -> String { "\(SVGNumber.text(x + dx)),\(SVGNumber.text(y + dy))" }
        let corners: [(Double, Double)]
        switch number {
        case 0: return "<circle cx=\"\(SVGNumber.text(x))\" cy=\"\(SVGNumber.text(y))\" r=\"2.75\"/>"
        case 1: corners = [(-2.5, -2.5), (2.5, -2.5), (2.5, 2.5), (-2.5, 2.5)]
        case 2: corners = [(0, -3.25), (3.25, 2.5), (-3.25, 2.5)]
        default: corners = [(0, -3.5), (3.5, 0), (0, 3.5), (-3.5, 0)]
        }
        return "<polygon points=\"\(corners.map(point).joined(separator: " "))\"/>"
    }
}

/// Classes of colours, which the style sheet has for light and for dark.
enum ChartColor {
    /// One of eight that are told apart with every kind of colour blindness (after Okabe and Ito).
    static func kind(_ index: Int) -> String { "k\(index % 8)" }

    /// Where many others come together.
    static let neutral = "k8"

    /// Steps from pale to strong for parts in an order.
    static func step(_ index: Int, of count: Int) -> String {
        count < 2 ? "s3" : "s\((index * 7 + (count - 1) / 2) / (count - 1))"
    }
}
