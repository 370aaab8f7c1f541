public import Assistance
import CanonicalJSON
import Crypto

/// What a file of bank statements asks to put on record.
public struct BankStatementFile: Sendable {
    /// One statement of the file.
    public struct Item: Sendable {
        public let request: RecordBankStatement
        /// Where it begins in the file, from 1.
        public let line: Int
        /// Bookings of it that are only announced: they are in no balance yet.
        public let pendingCount: Int
    }

    /// As the user named it.
    public let file: String
    public internal(set) var items: [Item] = []

    /// Reads a whole file of ISO 20022 camt.053, version 2 or 8.
    ///
    /// - Parameter account: the account of the ledger that the bank account stands for.
    /// - Throws: all that is wrong with the file.
    public init(camt053 path: String, account: Account) throws(InputProblems) {
        file = path
        var reader: CamtReader
        do {
            reader = CamtReader(try XMLReader(path: path), path: path, account: account)
        } catch {
            throw InputProblems([error])
        }
        try reader.read()
        items = reader.items
    }
}

extension RecordBankStatement {
    /// Asks for a statement under the identifier that comes of its own: the end of the bank account's number and what the bank calls
    /// the statement, since two banks may both begin with 1. Where that has characters that an identifier cannot have, they become `-`,
    /// and the beginning of a digest tells it from others.
    ///
    /// - Parameter page: behind it, where the statement comes in pages.
    /// - Throws: `CanonicalJSONError` for a text that has no canonical form.
    init(_ statement: BankStatement, page: Int? = nil) throws(CanonicalJSONError) {
        let name = statement.bankIdentifier + (page.map { "-p\($0)" } ?? "")
        let whole = statement.bankAccount.end.isEmpty ? name : "\(statement.bankAccount.end)-\(name)"
        self.init(
            Identifier(naming: whole), statement,
            sha256: DocumentDigest(of: try statement.content.canonicalBytes()))
    }
}
