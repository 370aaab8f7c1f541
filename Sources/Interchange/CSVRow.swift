import Assistance
import CanonicalJSON

/// A record whose fields are read with their meaning; what is wrong with any of them is noted, so that all of it can be told
/// at once.
struct CSVRow {
    let record: CSVRecord
    private(set) var problems: [InputProblem] = []
    /// Amounts that had to be rounded to the currency's minor unit, as sentences.
    private(set) var rounded: [String] = []

    /// The unit of amounts of which neither column nor figure says it.
    let amountUnit: AmountUnit

    init(_ record: CSVRecord, amountsIn unit: AmountUnit = .yuan) {
        self.record = record
        amountUnit = unit
    }

    var isSound: Bool { problems.isEmpty }

    mutating func refuseControlCharacters() {
        for field in record.fields {
            guard field.text.hasControlCharacters else { continue }
            problems.append(
                record.problem(
                    at: field, "the field has a line break or another control character in it",
                    remedy: "write it on one line, in ordinary characters"))
        }
    }

    mutating func text(_ name: String) -> String? {
        guard let text = textIfPresent(name) else {
            note(name, "\"\(record.heading(of: name))\" is empty", "it must be given")
            return nil
        }
        return text
    }

    func textIfPresent(_ name: String) -> String? {
        guard let field = record[name] else { return nil }
        let text = field.text.trimmed
        return text.isEmpty ? nil : String(text)
    }

    mutating func identifier(_ name: String) -> Identifier? {
        guard let text = text(name) else { return nil }
        guard let identifier = Identifier(text) else {
            note(name, "\"\(text)\" is not an identifier", "use \(Identifier.form)")
            return nil
        }
        return identifier
    }

    mutating func region(_ name: String) -> RegionCode? {
        guard let text = text(name) else { return nil }
        do {
            return try RegionCode(parsing: text)
        } catch {
            note(name, error.description, nil)
            return nil
        }
    }

    mutating func regionIfPresent(_ name: String) -> RegionCode? { textIfPresent(name) == nil ? nil : region(name) }

    mutating func date(_ name: String) -> CalendarDate? {
        guard let text = text(name) else { return nil }
        do {
            return try CalendarDate.parse(written: text)
        } catch {
            note(name, error.message, "write an existing day as YYYY-MM-DD, such as 2014-06-30")
            return nil
        }
    }

    mutating func dateIfPresent(_ name: String) -> CalendarDate? { textIfPresent(name) == nil ? nil : date(name) }

    mutating func year(_ name: String) -> Int? {
        guard let text = text(name) else { return nil }
        let digits = text.hasSuffix("年") ? text.dropLast() : text[...]
        guard digits.utf8.count == 4, let year = Int(digits) else {
            note(name, "\"\(text)\" is not a year", "write four digits, such as 2014")
            return nil
        }
        return year
    }

    /// One of the known words, by its code or its Chinese name.
    mutating func choice<Choice: CSVWord>(_ name: String) -> Choice? {
        guard let text = text(name) else { return nil }
        if let choice = Choice(rawValue: text) ?? Choice.allCases.first(where: { $0.chinese == text }) { return choice }
        let heading = record.heading(of: name)
        let known = Choice.allCases.map { heading == name ? $0.rawValue : $0.chinese }.joined(separator: ", ")
        note(name, "\"\(text)\" is not a known \(heading)", "use one of: \(known)")
        return nil
    }

    mutating func choice<Choice: CSVWord>(_ name: String, default standard: Choice) -> Choice? {
        textIfPresent(name) == nil ? standard : choice(name)
    }

    /// An amount from the column of this name in 元, or from the one with the unit behind its name; `text` is the figure as it
    /// was written where it had to be rounded.
    ///
    /// - Parameter rounding: false where the event has no place for that text, so that the figure must be exact.
    mutating func amount(_ name: String, rounding: Bool = true) -> (money: Money, text: String?)? {
        let present = AmountUnit.allCases.compactMap { unit -> (column: String, unit: AmountUnit)? in
            let column = unit.column(name)
            return textIfPresent(column) == nil ? nil : (column, unit)
        }
        guard let (column, unit) = present.first, present.count == 1 else {
            let column =
                present.last?.column ?? AmountUnit.columns(name).first { record[$0] != nil } ?? name
            note(
                column,
                present.isEmpty ? "\"\(record.heading(of: column))\" is empty" : "the amount is given in two units",
                present.isEmpty ? "it must be given" : "leave one of the columns empty")
            return nil
        }
        guard let text = text(column) else { return nil }
        do {
            guard rounding else { return (try Money.parse(text, unit: unit), nil) }
            let (money, rounded) = try Money.parseImported(text, unit: unit)
            if rounded {
                let heading = record.heading(of: column)
                self.rounded.append("\(record.file):\(record.line): \(heading) \(text) was rounded to \(money)")
            }
            return (money, rounded ? text : nil)
        } catch {
            note(column, error.description, error.remedy)
            return nil
        }
    }

    mutating func amountIfPresent(_ name: String, rounding: Bool = true) -> (money: Money, text: String?)? {
        AmountUnit.columns(name).allSatisfy { textIfPresent($0) == nil } ? nil : amount(name, rounding: rounding)
    }

    mutating func note(_ column: String, _ message: String, _ remedy: String?) {
        problems.append(record.problem(in: column, message, remedy: remedy))
    }
}
