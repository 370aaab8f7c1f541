public import Assistance

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

    /// Reads a whole file into memory; ``CSVRows`` reads one of any size.
    ///
    /// - Parameter template: nil for the one that the file's name says.
    /// - Throws: `InputProblem` when the file cannot be read at all or its kind is not known.
    public init(
        contentsOf path: String, as template: CSVTemplate? = nil, form: CSVForm = CSVForm()
    ) throws(InputProblem) {
        var items = try CSVRows(contentsOf: path, as: template, form: form)
        file = path
        self.template = items.template
        while let item = try items.next() {
            switch item {
            case .row(let row): rows.append(row)
            case .problem(let problem): problems.append(problem)
            case .rounded(let sentence): rounded.append(sentence)
            }
        }
    }

    /// A refusal of a row, pointing at the field that is to blame.
    public static func problem(_ refusal: Refusal, in record: CSVRecord) -> InputProblem {
        let present = refusal.field.map { AmountUnit.columns($0).filter { record[$0] != nil } } ?? []
        let column = present.first { record[$0]?.text.allSatisfy(\.isWhitespace) == false } ?? present.first
        guard let column else { return record.problem(refusal.description, remedy: refusal.remedy) }
        return record.problem(in: column, refusal.description, remedy: refusal.remedy)
    }
}
