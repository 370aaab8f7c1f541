import Assistance

extension CSVRow {
    /// A number of things that are counted one by one.
    mutating func count(_ name: String) -> Int64? {
        guard let text = text(name) else { return nil }
        guard let figure = Figure(text), figure.scale == .whole else {
            note(name, "\"\(text)\" is not a whole number", "write digits, such as 1200")
            return nil
        }
        return figure.number
    }

    mutating func countIfPresent(_ name: String) -> Int64? { textIfPresent(name) == nil ? nil : count(name) }

    mutating func figure(_ name: String) -> Figure? {
        guard let text = text(name) else { return nil }
        guard let figure = Figure(text) else {
            note(
                name, "\"\(text)\" is not a figure",
                "write a whole number, such as 1200, or a percentage of at most two decimals, such as 93.5%")
            return nil
        }
        return figure
    }

    /// A figure of an indicator that is measured so.
    mutating func figure(_ name: String, measuredIn measure: IndicatorMeasure?) -> Int64? {
        guard let figure = figure(name) else { return nil }
        guard let measure, figure.scale != measure.scale else { return figure.number }
        note(
            name, measure == .percentage ? "\(figure) is no percentage" : "\(figure) is a percentage",
            measure == .percentage ? "write it as 93.5%" : "write it as 1200, or say that the measure is percentage")
        return nil
    }

    mutating func figureIfPresent(_ name: String, measuredIn measure: IndicatorMeasure?) -> Int64? {
        textIfPresent(name) == nil ? nil : figure(name, measuredIn: measure)
    }

    /// A figure of a region, in the unit of its indicator.
    mutating func value(_ name: String, of indicator: RegionIndicator?) -> Int64? {
        guard let text = text(name), let indicator else { return nil }
        if indicator.unit == .minorUnits {
            do {
                return try Money.parse(text, unit: amountUnit).minorUnits
            } catch {
                note(name, error.description, error.remedy)
                return nil
            }
        }
        let digits = text.filter { $0 != "," }
        guard let value = indicator.unit.parse(digits) else {
            note(name, "\"\(text)\" is not a figure of \(indicator.rawValue)", "write \(indicator.unit.form)")
            return nil
        }
        return value
    }

    mutating func digestIfPresent(_ name: String) -> DocumentDigest? {
        guard let text = textIfPresent(name) else { return nil }
        guard let digest = DocumentDigest(text) else {
            note(name, "\"\(text)\" is not a digest", "write the 64 small hexadecimal digits of its SHA-256")
            return nil
        }
        return digest
    }
}
