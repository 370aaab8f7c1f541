import Assistance
import CanonicalJSON
import FoundationEssentials
import Interchange

/// Imports a text as the file of this name in a folder of its own.
func imported(
    _ text: String, in fileName: String = "rows.csv", as template: CSVTemplate? = nil, form: CSVForm = CSVForm()
) throws -> CSVImport {
    try imported(Array(text.utf8), in: fileName, as: template, form: form)
}

/// The same of bytes.
func imported(
    _ bytes: [UInt8], in fileName: String = "rows.csv", as template: CSVTemplate? = nil, form: CSVForm = CSVForm()
) throws -> CSVImport {
    let folder = FileManager.default.temporaryDirectory.appending(path: "csv-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: fileName)
    try Data(bytes).write(to: file)
    return try CSVImport(contentsOf: file.path(percentEncoded: false), as: template, form: form)
}

extension CSVImport {
    /// Where each problem is: `line:column`, both counted from 1.
    var places: [String] { problems.map { "\($0.line):\($0.column)" } }

    /// All of each row's request.
    var requests: [String] { rows.map { everything(of: $0.request) } }
}

/// All that a request says, in a form that can be compared: its kind and every field.
func everything(of request: any Request) -> String { "\(type(of: request)) \(request)" }

// Short words for the values that tests are made of. A text that is none is a slip in the test itself.

func id(_ text: String) -> Identifier {
    guard let identifier = Identifier(text) else { preconditionFailure("no identifier: \(text)") }
    return identifier
}

func day(_ text: String) -> CalendarDate {
    guard let date = CalendarDate(text) else { preconditionFailure("no date: \(text)") }
    return date
}

func region(_ text: String) -> RegionCode {
    guard let code = RegionCode(text) else { preconditionFailure("no region: \(text)") }
    return code
}

func fen(_ minorUnits: Int64) -> Money {
    guard let money = Money(minorUnits: minorUnits) else { preconditionFailure("no amount: \(minorUnits)") }
    return money
}
