/// What a figure that is not only money counts. A figure is always a whole number of its unit.
public enum FigureUnit: String, CaseIterable, Sendable {
    /// 人
    case persons
    /// 项: things of any kind, such as contracts or payments.
    case count
    /// 天: calendar days.
    case days
    /// 倍: how many times another figure.
    case times
    /// 万分点: hundredths of a percent, so that 8,000 are 80 %.
    case basisPoints = "basis-points"
    /// 分: minor units of CNY.
    case minorUnits = "minor-units"

    public var chinese: String {
        switch self {
        case .persons: "人"
        case .count: "项"
        case .days: "天"
        case .times: "倍"
        case .basisPoints: "万分点"
        case .minorUnits: "分"
        }
    }

    /// The figure as a person reads it: `365 days`, `80%`, `4,000,000.00 CNY`.
    public func text(_ figure: Int64) -> String {
        switch self {
        case .persons, .days, .times: "\(figure) \(rawValue)"
        case .count: "\(figure)"
        case .basisPoints: FigureUnit.percent(figure)
        case .minorUnits: Money(minorUnits: figure).map(String.init) ?? "\(figure) \(rawValue)"
        }
    }

    /// The same in Chinese: `365 天`, `80%`, `4,000,000.00 元`.
    public func chinese(_ figure: Int64) -> String {
        switch self {
        case .persons, .days, .times: "\(figure) \(chinese)"
        case .minorUnits: text(figure).replacing(" CNY", with: " 元")
        case .count, .basisPoints: text(figure)
        }
    }

    private static func percent(_ basisPoints: Int64) -> String {
        let (whole, rest) = basisPoints.magnitude.quotientAndRemainder(dividingBy: 100)
        let decimals = rest == 0 ? "" : rest.isMultiple(of: 10) ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
        return (basisPoints < 0 ? "-" : "") + "\(whole)\(decimals)%"
    }
}

extension FigureUnit {
    /// How a person writes a figure of this unit.
    public var form: String {
        switch self {
        case .persons, .count, .days, .times: "a whole number, such as 365"
        case .basisPoints: "a percentage of at most two decimals, such as 80% or 0.25%"
        case .minorUnits: "an amount of yuan, such as 1234.50 or 400万元"
        }
    }

    /// The figure that a person wrote; nil when the text does not have the form of the unit, or the figure is beyond 2⁵³−1.
    public func parse(_ text: String) -> Int64? {
        switch self {
        case .persons, .count, .days, .times: FigureUnit.whole(text)
        case .basisPoints:
            // A bare number could be meant as either, and wrong by a hundred times.
            text.last == "%" ? FigureUnit.decimal(text.dropLast(), decimals: 2) : nil
        case .minorUnits: (try? Money.parse(text))?.minorUnits
        }
    }

    private static func whole(_ text: some StringProtocol) -> Int64? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let figure = Int64(text),
            figure.magnitude <= Money.minorUnitsMax.magnitude
        else { return nil }
        return figure
    }

    private static func decimal(_ text: some StringProtocol, decimals: Int) -> Int64? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard parts.count == 1 || 1...decimals ~= fraction.utf8.count, whole(String(parts[0])) != nil else {
            return nil
        }
        return whole(parts[0] + fraction + String(repeating: "0", count: decimals - fraction.utf8.count))
    }
}
