public import Assistance
import CanonicalJSON

/// What nobody can see in a CSV file itself.
public struct CSVForm: Sendable {
    /// The unit of amounts whose column does not say it; nil when nobody said.
    public var amounts: AmountUnit?
    /// Nil to find it out.
    public var encoding: TextEncoding?

    public init(amounts: AmountUnit? = nil, encoding: TextEncoding? = nil) {
        self.amounts = amounts
        self.encoding = encoding
    }
}

/// The rows of a CSV file, one after another, with everything that is wrong with the file by itself.
///
/// Memory grows neither with the file nor with its problems, but for 16 to 64 bytes for each row that names nothing of its own, by which equal
/// rows are counted; and statements are kept until the end of their file, as a row is only a line of one.
public struct CSVRows {
    public enum Item: Sendable {
        case row(CSVImport.Row)
        case problem(InputProblem)
        /// A sentence about a figure that was rounded to the currency's minor unit.
        case rounded(String)
    }

    /// As the user named it.
    public let file: String
    public let template: CSVTemplate
    private let form: CSVForm
    private let bytes: ByteFile
    private let text: TextSource
    private var reader: CSVReader
    private var items: [Item] = []
    private var seen = CSVRowCounts()
    private var statements = CSVStatements()
    private var hasHeader = false
    private var hasProblems = false
    private var isOver = false

    /// A row of more bytes may not fit into an entry, where every character may be escaped.
    private static let rowBytesMax = 30_000

    /// - Parameters:
    ///   - path: `-` for standard input.
    ///   - template: nil for the one that the file's name says.
    /// - Throws: `InputProblem` when the file cannot be opened or its kind is not known.
    public init(
        contentsOf path: String, as template: CSVTemplate? = nil, form: CSVForm = CSVForm()
    ) throws(InputProblem) {
        guard let template = template ?? CSVTemplate(fileName: path) else {
            let known = CSVTemplate.allCases.map(\.rawValue).joined(separator: ", ")
            throw InputProblem(
                .header, file: path, message: "the file's name does not say what it holds",
                remedy: "say it with --template, one of: \(known)")
        }
        self.template = template
        self.form = form
        file = path
        bytes = try ByteFile(path: path)
        text = TextSource(contentsOf: bytes, named: path, in: form.encoding)
        reader = CSVReader(file: path, text: text)
    }

    /// What the file was found to be in; nil as long as there is nothing but ASCII.
    public var encoding: TextEncoding? { text.encoding }

    /// How much of the file was read, in bytes.
    public var bytesRead: Int64 { bytes.bytesRead }

    /// How many bytes there are; nil where that is not known, as of a pipe.
    public var byteCount: Int64? { bytes.size }

    /// - Throws: ``InputProblem/Code/unreadable`` when the file cannot be read.
    public mutating func next() throws(InputProblem) -> Item? {
        while items.isEmpty, !isOver { try readOn() }
        return items.isEmpty ? nil : items.removeFirst()
    }

    private mutating func readOn() throws(InputProblem) {
        let item: CSVReader.Item?
        do throws(InputProblem) {
            item = try reader.next()
        } catch {
            guard error.code != .unreadable else { throw error }
            isOver = true
            return items.append(.problem(error))
        }
        switch item {
        case .header(let header):
            hasHeader = true
            let places = template.places(in: header, amountsIn: form.amounts)
            reader.columns = places.indices
            items += places.problems.map { .problem($0) }
            // Without the right columns every row would only repeat the same complaint.
            isOver = !places.problems.isEmpty
        case .problem(let problem):
            hasProblems = true
            items.append(.problem(problem))
        case .record(let record): if !record.isBlank { take(record) }
        case nil: end()
        }
    }

    private mutating func take(_ record: CSVRecord) {
        var row = CSVRow(record, amountsIn: form.amounts ?? .yuan)
        row.refuseControlCharacters()
        if template == .statements {
            statements.add(&row)
            items += row.problems.map { .problem($0) }
            return
        }
        let request = template.request(&row)
        items += row.problems.map { .problem($0) }
        items += row.rounded.map { .rounded($0) }
        guard row.isSound, let request else { return }
        guard record.text.utf8.count <= Self.rowBytesMax else {
            let message = "the row has \(record.text.utf8.count) bytes; an entry has room for \(Self.rowBytesMax)"
            return items.append(
                .problem(
                    record.problem(
                        message, code: .tooLong, remedy: "keep documents outside the ledger and record their digests")))
        }
        do {
            items.append(.row(.init(request: request, record: record, identity: try identity(of: request))))
        } catch {
            items.append(.problem(record.problem(error.message)))
        }
    }

    private mutating func end() {
        isOver = true
        do {
            for (request, first) in try statements.requests() {
                items.append(.row(.init(request: request, record: first, identity: request.identity ?? "")))
            }
        } catch {
            items.append(.problem(InputProblem(file: file, message: error.message)))
        }
        if !hasHeader, !hasProblems {
            items.append(
                .problem(
                    InputProblem(
                        .header, file: file, message: "the file is empty",
                        remedy: "its first line names the columns: "
                            + template.columns.map(\.name).joined(separator: ","))))
        }
    }

    private mutating func identity(of request: any Request) throws(CanonicalJSONError) -> String {
        if let identity = request.identity { return identity }
        let content = try JSONValue.object([
            "effective_on": .string(request.effectiveOn.description), "facts": .object(request.statedFacts),
        ]).canonicalText()
        return "csv/\(template.rawValue)/\(seen.count(content))/\(content)"
    }
}
