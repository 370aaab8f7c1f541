import Assistance
import CanonicalJSON

/// Reads the statements of a camt.053 file: only what stands in `Document/BkToCstmrStmt/Stmt` is looked at.
struct CamtReader {
    private let reader: XMLReader
    private let account: Account
    private var notes: CamtNotes
    /// How many elements are open.
    private var depth = 0
    /// How many of them, from the outermost, are those around a statement's content.
    private var outerDepth = 0
    /// The names of those that are open within a statement, with `/` between them.
    private var path = ""
    private var statement: CamtStatement?
    private var identifiers: [Identifier: Int] = [:]
    private var statementCount = 0
    private var lineCount = 0
    private(set) var items: [BankStatementFile.Item] = []

    private static let namespacePrefix = "urn:iso:std:iso:20022:tech:xsd:"
    private static let versions = ["camt.053.001.02", "camt.053.001.08"]
    private static let outer = ["Document", "BkToCstmrStmt", "Stmt"]

    init(_ reader: XMLReader, path: String, account: Account) {
        self.reader = reader
        self.account = account
        notes = CamtNotes(file: path)
    }

    /// - Throws: all that is wrong; what ends the reading comes last.
    mutating func read() throws(InputProblems) {
        do throws(InputProblem) {
            while notes.hasRoom, let item = try reader.next() {
                switch item {
                case .start(let element): try start(element)
                case .end(let name, let text, let line): end(name, text, line)
                }
            }
            if items.isEmpty, statementCount == 0, notes.problems.isEmpty {
                notes.add(0, "the file holds no statement", "export the account's statements again")
            }
        } catch {
            notes.add(error)
        }
        guard notes.problems.isEmpty else { throw InputProblems(notes.problems) }
    }

    private mutating func start(_ element: XMLElement) throws(InputProblem) {
        if depth == 0 { try mustBeStatements(element) }
        depth += 1
        let outer = CamtReader.outer
        if outerDepth == depth - 1, outerDepth < outer.count, element.name == outer[outerDepth] { outerDepth += 1 }
        guard outerDepth == outer.count else { return }
        if depth == outer.count {
            statement = CamtStatement(line: element.line)
            statementCount += 1
        } else {
            path += path.isEmpty ? element.name : "/" + element.name
            statement?.start(path, element)
        }
    }

    private func mustBeStatements(_ root: XMLElement) throws(InputProblem) {
        let names = CamtReader.versions.map { CamtReader.namespacePrefix + $0 }
        guard root.name != "Document" || !names.contains(root.namespace) else { return }
        let found = root.namespace.isEmpty ? "<\(root.name)>" : "<\(root.name)> of \(root.namespace)"
        throw InputProblem(
            .header, file: notes.file, line: root.line,
            message: "the file is \(found), not a bank statement of ISO 20022",
            remedy: "read are " + CamtReader.versions.joined(separator: " and "))
    }

    private mutating func end(_ name: String, _ text: String, _ line: Int) {
        defer {
            depth -= 1
            outerDepth = min(outerDepth, depth)
        }
        guard outerDepth == CamtReader.outer.count else { return }
        if depth > outerDepth {
            statement?.end(path, text, line, &notes)
            path.unicodeScalars.removeLast(
                min(path.unicodeScalars.count, name.unicodeScalars.count + (path == name ? 0 : 1)))
        } else if let ended = statement {
            statement = nil
            take(ended)
        }
    }

    private mutating func take(_ ended: CamtStatement) {
        guard let statement = ended.finish(account, &notes) else { return }
        do {
            let request = try RecordBankStatement(statement, page: ended.page)
            if let earlier = identifiers[request.identifier] {
                notes.add(
                    ended.line, "statement \(request.identifier) stands in the file twice, first at line \(earlier)",
                    "leave one of them out")
            }
            identifiers[request.identifier] = ended.line
            items.append(.init(request: request, line: ended.line, pendingCount: ended.pendingCount))
            lineCount += statement.lines.count
            if lineCount > BankStatement.linesMax {
                notes.end(
                    ended.line, "the file has more than \(BankStatement.linesMax) entries",
                    "split it into files of fewer statements")
            }
        } catch {
            notes.add(ended.line, "the statement cannot be kept: \(error.message)", "correct it where it was made")
        }
        let bankAccounts = Set(items.map(\.request.statement.bankAccount.description)).sorted()
        if bankAccounts.count > 1 {
            notes.add(
                ended.line, "the file tells of several bank accounts: \(bankAccounts.joined(separator: ", "))",
                "each stands for another account of the ledger: import a file for each")
        }
    }
}

/// What is wrong with a file, as it is read.
struct CamtNotes {
    let file: String
    private(set) var problems: [InputProblem] = []

    /// Nobody reads more, and a file that is all wrong must not fill the memory.
    private static let problemsMax = 100
    /// Nothing that follows could change that the file is refused.
    private var isOver = false

    init(file: String) { self.file = file }

    var hasRoom: Bool { problems.count < CamtNotes.problemsMax && !isOver }

    /// Ends the reading.
    mutating func end(_ line: Int, _ message: String, _ remedy: String) {
        add(InputProblem(.tooLong, file: file, line: line, message: message, remedy: remedy))
        isOver = true
    }

    mutating func add(_ problem: InputProblem) {
        if hasRoom { problems.append(problem) }
    }

    mutating func add(_ line: Int, _ message: String, _ remedy: String) {
        add(InputProblem(.value, file: file, line: line, message: message, remedy: remedy))
    }
}
