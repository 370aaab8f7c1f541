public import CanonicalJSON

/// A bank said what moved on an account in a period. Its lines follow in events of the same stream.
public struct BankStatementReceived: EventPayload {
    public static let type = "BankStatementReceived"
    public static let version = 1

    /// The account of the ledger that the bank account stands for.
    public let account: Account
    /// Which bank account it is.
    public let bankAccount: MaskedBankAccount
    /// As the bank wrote it. ISO 20022: `Stmt/Id`.
    public let bankIdentifier: String
    /// The first day that it tells of.
    public let startsOn: CalendarDate
    /// The last one.
    public let endsOn: CalendarDate
    /// The balance before the first line; below zero for an overdraft.
    public let opening: Money
    /// The balance after the last line.
    public let closing: Money
    /// How many lines there are.
    public let lineCount: Int64
    /// That of all that the statement says, lines included: of the canonical JSON of ``BankStatement/content``.
    public let sha256: DocumentDigest

    public init(_ fields: EventFields) throws(EventFormError) {
        account = try fields.account("account")
        bankAccount = try fields.maskedBankAccount("bank_account")
        bankIdentifier = try fields.text("bank_identifier")
        startsOn = try fields.date("starts_on")
        endsOn = try fields.date("ends_on")
        opening = try fields.money("opening")
        closing = try fields.money("closing")
        lineCount = try fields.integer("line_count")
        sha256 = try fields.digest("sha256")
    }

    init(_ statement: BankStatement, sha256: DocumentDigest) {
        account = statement.account
        bankAccount = statement.bankAccount
        bankIdentifier = statement.bankIdentifier
        startsOn = statement.startsOn
        endsOn = statement.endsOn
        opening = statement.opening
        closing = statement.closing
        lineCount = Int64(statement.lines.count)
        self.sha256 = sha256
    }

    public var data: [String: JSONValue] {
        [
            "account": .string(account.description), "bank_account": .string(bankAccount.description),
            "bank_identifier": .string(bankIdentifier), "starts_on": JSONValue(startsOn), "ends_on": JSONValue(endsOn),
            "opening": JSONValue(opening), "closing": JSONValue(closing), "currency": JSONValue(opening.currency),
            "line_count": .integer(lineCount), "sha256": JSONValue(sha256),
        ]
    }

    public var event: AssistanceEvent { .bankStatementReceived(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.statements[occurrence.identifier] = RecordedStatement(self)
    }
}

/// The next lines of a statement. An entry of the log has room for forty of the longest lines that there can be, so that each event
/// has at most as many.
public struct BankStatementLinesRecorded: EventPayload {
    public static let type = "BankStatementLinesRecorded"
    public static let version = 1

    /// Forty lines of 140, 140 and 35 characters of four bytes each, and their dates and amounts, are less than 60,000 bytes of the
    /// 65,535 of an entry.
    static let linesMax = 40

    /// The number of the first of them, from 1.
    public let first: Int64
    public let lines: [BankStatementLine]

    public init(_ fields: EventFields) throws(EventFormError) {
        first = try fields.integer("first")
        let currency = try fields.currency()
        lines = try fields.list("lines", of: "a list of a statement's lines") { BankStatementLine($0, in: currency) }
    }

    init(first: Int, _ lines: [BankStatementLine]) {
        self.first = Int64(first)
        self.lines = lines
    }

    public var data: [String: JSONValue] {
        [
            "first": .integer(first), "lines": .array(lines.map(\.data)),
            "currency": JSONValue(lines.first?.amount.currency ?? .cny),
        ]
    }

    public var event: AssistanceEvent { .bankStatementLinesRecorded(self) }

    public func apply(to books: inout Books, _ occurrence: Occurrence) {
        books.statements[occurrence.identifier]?.lines += lines
    }
}

extension EventFields {
    func account(_ name: String) throws(EventFormError) -> Account {
        guard let account = Account(try text(name)) else { throw wrong(name, "an account of the ledger") }
        return account
    }

    func maskedBankAccount(_ name: String) throws(EventFormError) -> MaskedBankAccount {
        guard let account = MaskedBankAccount(try text(name)) else {
            throw wrong(name, "a bank account with all but its end hidden")
        }
        return account
    }
}
