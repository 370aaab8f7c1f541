import Accountability
import Assistance

/// Figures of one column as HTML: what a person reads, with what a program takes it for.
struct CellText {
    private let amounts: AmountText

    /// As few decimals as show all amounts among `cells` exactly.
    init(_ unit: AmountUnit, _ cells: [Report.Cell]) {
        amounts = AmountText(unit, showing: TableRenderer.amounts(cells))
    }

    /// The figure with its exact value beside it: amounts in minor units, shares as a fraction.
    func html(_ cell: Report.Cell) -> String {
        switch cell {
        case .empty: ""
        case .text(let text): HTMLText.isolated(text)
        case .date(let text): "<time>\(HTMLText.isolated(text))</time>"
        case .amount(let value): "<data value=\"\(value)\">\(amounts.text(value))</data>"
        case .count(let value): "<data value=\"\(value)\">\(AmountText.grouped(value))</data>"
        case .ratio(let numerator, let denominator):
            PercentText.number(numerator, of: denominator).map {
                "<data value=\"\(numerator)/\(denominator)\">\($0) %</data>"
            } ?? ""
        }
    }
}
