import Accountability

/// A report as one JSON object for programs, every figure exact: amounts are integers of the `amount_unit` (分), shares are
/// numerator and denominator, an empty cell is `null`. The order of members is always the same.
///
/// ```
/// {
///   "report": "position",
///   "title": "Where every yuan is",
///   "amount_unit": "CNY 0.01",
///   "facts": { "ledger": "east-west" },
///   "sections": { "accounts": [ { "account": "donor:SH", "balance": -500000000 } ] },
///   "totals": { "accounts": { "account": "total", "balance": 0 } },
///   "notes": []
/// }
/// ```
///
/// A sealed report has a member `seal` behind the others.
///
/// The rows of a tree have a member `depth`. Integers may go beyond 2⁵³: a reader has to keep 64 bits.
struct JSONRenderer {
    /// The object, indented by two spaces and ended by one line feed.
    func render(_ report: Report, seal: ReportSeal? = nil) -> String {
        var text = ""
        Self.write(value(report, seal), indent: "", to: &text)
        return text + "\n"
    }

    /// JSON whose objects keep their order.
    private indirect enum Node {
        case null
        case integer(Int64)
        case string(String)
        case array([Node])
        case object([(String, Node)])
    }

    private func value(_ seal: ReportSeal) -> Node {
        .object([
            ("ledger", .string(seal.ledger)), ("digest", .string("sha256:\(seal.digest)")),
            ("parameters", .array(seal.parameters.map(Node.string))), ("checkpoint", .string("\(seal.checkpoint)")),
        ])
    }

    private func value(_ report: Report, _ seal: ReportSeal?) -> Node {
        .object(
            [
                ("report", .string(report.name)),
                ("title", .string(report.title)),
                ("amount_unit", .string("CNY 0.01")),
                ("facts", .object(report.facts.map { ($0.key, value($0.value)) })),
                ("sections", .object(report.sections.map { ($0.key, rows($0)) })),
                (
                    "totals",
                    .object(
                        report.sections.compactMap { section in
                            section.total.map { (section.key, row($0, section.columns, hasDepth: false)) }
                        })
                ),
                ("notes", .array(report.notes.map(Node.string))),
            ] + (seal.map { [("seal", value($0))] } ?? []))
    }

    private func rows(_ section: Report.Section) -> Node {
        let hasDepth = section.rows.contains { $0.depth > 0 }
        return .array(section.rows.map { row($0, section.columns, hasDepth: hasDepth) })
    }

    private func row(_ row: Report.Row, _ columns: [Report.Column], hasDepth: Bool) -> Node {
        let depth = hasDepth ? [("depth", Node.integer(Int64(row.depth)))] : []
        return .object(
            depth
                + columns.enumerated().map { index, column in
                    (column.key, index < row.cells.count ? value(row.cells[index]) : .null)
                })
    }

    private func value(_ cell: Report.Cell) -> Node {
        switch cell {
        case .empty: .null
        case .text(let text), .date(let text): .string(text)
        case .amount(let number), .count(let number): .integer(number)
        case .ratio(let numerator, let denominator):
            .object([("numerator", .integer(numerator)), ("denominator", .integer(denominator))])
        }
    }

    // MARK: Text

    private static func write(_ node: Node, indent: String, to text: inout String) {
        switch node {
        case .null: text += "null"
        case .integer(let number): text += String(number)
        case .string(let string): write(string, to: &text)
        case .array(let elements):
            write(elements, "[", "]", indent: indent, to: &text) { element, indent, text in
                write(element, indent: indent, to: &text)
            }
        case .object(let members):
            write(members, "{", "}", indent: indent, to: &text) { member, indent, text in
                write(member.0, to: &text)
                text += ": "
                write(member.1, indent: indent, to: &text)
            }
        }
    }

    private static func write<Part>(
        _ parts: [Part], _ opening: String, _ closing: String, indent: String, to text: inout String,
        each: (Part, String, inout String) -> Void
    ) {
        text += opening
        guard !parts.isEmpty else {
            text += closing
            return
        }
        let inner = indent + "  "
        for (index, part) in parts.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + inner
            each(part, inner, &text)
        }
        text += "\n" + indent + closing
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
