/// One record of a CSV file, with what it takes to point at any of its fields.
public struct CSVRecord: Sendable, Hashable {
    /// As the user named the file.
    public let file: String
    /// The line of the record's first character, counted from 1.
    public let line: Int
    /// The record as it stands in the file, without the end of its last line.
    public let text: String
    public let fields: [CSVField]
    /// The places of the columns by the names under which they are known; empty in the header itself.
    let columns: [String: Int]
    /// The names of the columns in the file.
    let headings: [String]

    /// The field of the column `name`; `nil` if the file has no such column.
    public subscript(_ name: String) -> CSVField? {
        guard let index = columns[name], fields.indices.contains(index) else { return nil }
        return fields[index]
    }

    public subscript(_ index: Int) -> CSVField { fields[index] }

    /// What the file calls the column `name`; `name` if it has no such column.
    func heading(of name: String) -> String {
        guard let index = columns[name], headings.indices.contains(index) else { return name }
        return headings[index]
    }

    /// Whether no field holds anything but white space, as in the empty rows that spreadsheets leave behind.
    public var isBlank: Bool {
        fields.allSatisfy { $0.text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
    }

    /// A problem with this record as a whole.
    public func problem(
        _ message: String, code: InputProblem.Code = .value, remedy: String? = nil
    ) -> InputProblem {
        InputProblem(
            code, file: file, line: line, column: 1, excerpt: fields.first?.lineText ?? text, message: message,
            remedy: remedy)
    }

    /// A problem with one field of this record.
    public func problem(
        at field: CSVField, _ message: String, code: InputProblem.Code = .value, remedy: String? = nil
    ) -> InputProblem {
        InputProblem(
            code, file: file, line: field.line, column: field.column, excerpt: field.lineText, message: message,
            remedy: remedy)
    }

    /// A problem with the field of the column `name`, or with the record if the file has no such column.
    public func problem(
        in name: String, _ message: String, code: InputProblem.Code = .value, remedy: String? = nil
    ) -> InputProblem {
        guard let field = self[name] else { return problem(message, code: code, remedy: remedy) }
        return problem(at: field, message, code: code, remedy: remedy)
    }
}

/// One field: its text, and where it begins.
public struct CSVField: Sendable, Hashable {
    /// Without the quotes around it, and with every `""` inside it as `"`; white space is kept.
    public let text: String
    /// The physical line on which the field begins, counted from 1.
    public let line: Int

    /// The record's text, shared with the record.
    let record: String
    /// Where in `record`, in bytes, the physical line begins.
    let lineOffset: Int
    /// Where in `record`, in bytes, the field begins (its quote, if it has one).
    let offset: Int

    /// Where the field (its quote, if it has one) begins, in characters of its physical line, counted from 1.
    public var column: Int {
        let utf8 = record.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: lineOffset)
        return record[start..<utf8.index(start, offsetBy: offset - lineOffset)].count + 1
    }

    /// The physical line on which the field begins, without its end.
    public var lineText: String {
        let line = record.utf8.dropFirst(lineOffset)
        let text = Substring(line.prefix { $0 != 0x0A })
        return String(text.last == "\r" ? text.dropLast() : text)
    }
}
