/// How an indicator is measured: code list IndicatorMeasure of IATI 2.03, as far as its values are numbers that can be held
/// against a target. Nominal (3) and qualitative (5) ones cannot.
public enum IndicatorMeasure: String, CaseIterable, Sendable {
    /// Things counted, in the unit that the indicator names.
    case unit
    /// A share or a rate. Its values are basis points: 9,350 for 93.5 %.
    case percentage
    /// A grade on a scale whose steps have an order, such as 1 to 5.
    case ordinal

    /// What the values of such an indicator stand for.
    public var scale: Figure.Scale { self == .percentage ? .basisPoints : .whole }

    /// The code in IndicatorMeasure.
    public var iatiCode: String {
        switch self {
        case .unit: "1"
        case .percentage: "2"
        case .ordinal: "4"
        }
    }

    public var english: String {
        switch self {
        case .unit: "Unit"
        case .percentage: "Percentage"
        case .ordinal: "Ordinal"
        }
    }

    public var chinese: String {
        switch self {
        case .unit: "数量"
        case .percentage: "百分比"
        case .ordinal: "等级"
        }
    }
}
