public import Assistance
import CanonicalJSON

/// What a CSV file asks to put on record.
public struct CSVImport: Sendable {
    /// One row that could be read.
    public struct Row: Sendable {
        public let request: any Request
        public let record: CSVRecord
        /// What makes the row the same one when its file is imported again: what it creates, where it names that; else all that
        /// it says, and its number among rows that say the same.
        public let identity: String
    }

    /// As the user named it.
    public let file: String
    public let template: CSVTemplate
    public private(set) var rows: [Row] = []
    /// Everything that is wrong with the file by itself.
    public private(set) var problems: [InputProblem] = []
    /// The figures that were rounded to the currency's minor unit, as sentences.
    public private(set) var rounded: [String] = []

    /// Reads a whole file.
    ///
    /// - Parameter template: nil for the one that the file's name says.
    /// - Throws: `InputProblem` when the file cannot be read at all or its kind is not known.
    public init(contentsOf path: String, as template: CSVTemplate? = nil) throws(InputProblem) {
        guard let template = template ?? CSVTemplate(fileName: path) else {
            let known = CSVTemplate.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputProblem(
                .header, file: path, message: "the file's name does not say what it holds",
                remedy: "say it with --template, one of: \(known)")
        }
        self.template = template
        file = path
        try read(CSVReader(contentsOf: path))
    }

    private mutating func read(_ reader: CSVReader) throws(InputProblem) {
        var reader = reader
        var seen: [String: Int] = [:]
        var statements = CSVStatements()
        var hasHeader = false
        while let item = try reader.next() {
            switch item {
            case .header(let header):
                hasHeader = true
                problems += template.problems(with: header)
                // Without the right columns every row would only repeat the same complaint.
                guard problems.isEmpty else { return }
            case .problem(let problem): problems.append(problem)
            case .record(let record):
                if record.isBlank { continue }
                var row = CSVRow(record)
                row.refuseControlCharacters()
                if template == .statements {
                    statements.add(&row)
                    problems += row.problems
                    continue
                }
                let request = template.request(&row)
                problems += row.problems
                rounded += row.rounded
                guard row.isSound, let request else { continue }
                do {
                    rows.append(Row(request: request, record: record, identity: try identity(of: request, &seen)))
                } catch {
                    problems.append(record.problem(error.message))
                }
            }
        }
        take(statements)
        if !hasHeader, problems.isEmpty {
            problems.append(
                InputProblem(
                    .header, file: file, message: "the file is empty",
                    remedy: "its first line names the columns: " + template.columns.map(\.name).joined(separator: ",")))
        }
    }

    private mutating func take(_ statements: CSVStatements) {
        do {
            for (request, first) in try statements.requests() {
                rows.append(Row(request: request, record: first, identity: request.identity ?? ""))
            }
        } catch {
            problems.append(InputProblem(file: file, message: error.message))
        }
    }

    private func identity(
        of request: any Request, _ seen: inout [String: Int]
    ) throws(CanonicalJSONError) -> String {
        if let identity = request.identity { return identity }
        let content = try JSONValue.object([
            "effective_on": .string(request.effectiveOn.description), "facts": .object(request.statedFacts),
        ]).canonicalText()
        seen[content, default: 0] += 1
        return "csv/\(template.rawValue)/\(seen[content, default: 0])/\(content)"
    }

    /// A refusal of a row, pointing at the field that is to blame.
    public static func problem(_ refusal: Refusal, in record: CSVRecord) -> InputProblem {
        let present = refusal.field.map { AmountUnit.columns($0).filter { record[$0] != nil } } ?? []
        let column = present.first { record[$0]?.text.allSatisfy(\.isWhitespace) == false } ?? present.first
        guard let column else { return record.problem(refusal.description, remedy: refusal.remedy) }
        return record.problem(in: column, refusal.description, remedy: refusal.remedy)
    }
}
