/// The names of a CSV file's columns.
public struct CSVHeader: Sendable, Hashable {
    /// In the order of the file, without white space around them.
    public let names: [String]
    /// The line of the file that they come from.
    public let record: CSVRecord
    /// Their places by name, counted from 0.
    let indices: [String: Int]

    /// - Throws: every name that is empty or there twice.
    init(_ record: CSVRecord) throws(InputProblems) {
        var indices: [String: Int] = [:]
        var names: [String] = []
        var problems: [InputProblem] = []
        for (index, field) in record.fields.enumerated() {
            let name = Self.trimmed(field.text)
            names.append(name)
            if name.isEmpty {
                problems.append(
                    record.problem(
                        at: field, "column \(index + 1) has no name", code: .header,
                        remedy: "name the column in the first line, or remove it"))
            } else if let earlier = indices[name] {
                problems.append(
                    record.problem(
                        at: field, "columns \(earlier + 1) and \(index + 1) are both named \"\(name)\"", code: .header,
                        remedy: "rename or remove one of them"))
            } else {
                indices[name] = index
            }
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        self.names = names
        self.indices = indices
        self.record = record
    }

    /// The place of a column, counted from 0.
    public func index(of name: String) -> Int? { indices[name] }

    /// One problem for each of `required` that the file lacks.
    public func missing(_ required: [String]) -> [InputProblem] {
        required.filter { indices[$0] == nil }.map { name in
            record.problem(
                "the column \"\(name)\" is missing", code: .header,
                remedy: "add it; the file has " + names.map { "\"\($0)\"" }.joined(separator: ", "))
        }
    }

    /// One problem for each column that is not among `known`.
    public func unknown(besides known: [String]) -> [InputProblem] {
        zip(names, record.fields).filter { !known.contains($0.0) }.map { name, field in
            record.problem(
                at: field, "the column \"\(name)\" is not known", code: .header,
                remedy: "use one of " + known.map { "\"\($0)\"" }.joined(separator: ", "))
        }
    }

    private static func trimmed(_ text: String) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }
}

/// Several problems of one file.
public struct InputProblems: Error, Sendable, Hashable, CustomStringConvertible {
    public let problems: [InputProblem]

    public init(_ problems: [InputProblem]) { self.problems = problems }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
