public import CanonicalJSON

/// What a bank says of an account for a period, before it is on record.
public struct BankStatement: Hashable, Sendable {
    public var account: Account
    public var bankAccount: MaskedBankAccount
    public var bankIdentifier: String
    public var startsOn: CalendarDate
    public var endsOn: CalendarDate
    public var opening: Money
    public var closing: Money
    public var lines: [BankStatementLine]

    /// More lines are more than one statement: a bank that books 270 a day needs a year for so many.
    public static let linesMax = 100_000

    public init(
        account: Account, bankAccount: MaskedBankAccount, bankIdentifier: String, startsOn: CalendarDate,
        endsOn: CalendarDate, opening: Money, closing: Money, lines: [BankStatementLine]
    ) {
        self.account = account
        self.bankAccount = bankAccount
        self.bankIdentifier = bankIdentifier
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.opening = opening
        self.closing = closing
        self.lines = lines
    }

    /// All that it says, for its digest.
    public var content: JSONValue {
        .object([
            "account": .string(account.description), "bank_account": .string(bankAccount.description),
            "bank_identifier": .string(bankIdentifier), "starts_on": JSONValue(startsOn), "ends_on": JSONValue(endsOn),
            "opening": JSONValue(opening), "closing": JSONValue(closing), "currency": JSONValue(opening.currency),
            "lines": .array(lines.map(\.data)),
        ])
    }

    /// What all lines add up to; nil beyond what an amount can be.
    public var movements: Money? {
        lines.reduce(Money.zero(opening.currency)) { sum, line in sum?.adding(line.amount) }
    }

    /// The balance that the opening balance and the lines lead to; nil beyond what an amount can be.
    public var expectedClosing: Money? { movements.flatMap { opening.adding($0) } }

    /// What is wrong with the balances, as a sentence with both figures; nil when opening + movements = closing.
    public var imbalance: String? {
        guard let movements, let expected = expectedClosing else {
            return "the lines add up to more than an amount can be"
        }
        guard expected != closing else { return nil }
        let difference = closing.adding(-expected).map { "\($0)" } ?? "more than an amount can be"
        return
            "the opening balance \(opening) and movements of \(movements) make \(expected), but the closing balance is \(closing): a difference of \(difference)"
    }

    /// - Throws: `Refusal` when it cannot be a statement.
    func check() throws(Refusal) {
        guard [.holding, .donor, .project].contains(account.kind) else {
            throw Refusal(
                .kind, "no bank account stands for \(account)",
                remedy: "give an account of a donor, a holder or a project, such as holding:653001", field: "account")
        }
        try bankIdentifier.mustBeText(field: "statement")
        guard bankIdentifier.unicodeScalars.count <= BankStatementLine.textMax else {
            throw Refusal(
                .text, "the statement's identifier has more than \(BankStatementLine.textMax) characters",
                remedy: "give the one that the bank gave it", field: "statement")
        }
        try endsOn.mustNotPrecede(startsOn, "the statement's end", "its start", field: "ends_on")
        guard lines.count <= BankStatement.linesMax else {
            throw Refusal(
                .exceeds, "the statement has \(lines.count) lines, and \(BankStatement.linesMax) are the most",
                remedy: "have the bank write one a month", field: "statement")
        }
        for (index, line) in lines.enumerated() {
            try line.check(index + 1)
            guard line.amount.currency == opening.currency, line.bookedOn >= startsOn, line.bookedOn <= endsOn else {
                throw Refusal(
                    .dates,
                    "line \(index + 1) was booked on \(line.bookedOn), outside the statement's period from \(startsOn) to \(endsOn)",
                    remedy: "correct the period or the line", field: "booked_on")
            }
        }
        if let imbalance {
            throw Refusal(
                .figure, imbalance, remedy: "nothing is recorded: get the whole statement from the bank",
                field: "closing")
        }
    }
}

/// A statement on record.
public struct RecordedStatement: Hashable, Sendable {
    public let received: BankStatementReceived
    public internal(set) var lines: [BankStatementLine] = []

    init(_ received: BankStatementReceived) { self.received = received }

    /// The line of this number, from 1.
    public func line(_ number: Int) -> BankStatementLine? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// As it was before it was recorded.
    public var statement: BankStatement {
        BankStatement(
            account: received.account, bankAccount: received.bankAccount, bankIdentifier: received.bankIdentifier,
            startsOn: received.startsOn, endsOn: received.endsOn, opening: received.opening, closing: received.closing,
            lines: lines)
    }
}

/// Asks to put a bank's statement on record.
public struct RecordBankStatement: Request {
    public let identifier: Identifier
    public let statement: BankStatement
    /// Of ``BankStatement/content``.
    public let sha256: DocumentDigest

    public init(_ identifier: Identifier, _ statement: BankStatement, sha256: DocumentDigest) {
        self.identifier = identifier
        self.statement = statement
        self.sha256 = sha256
    }

    private var stream: StreamName { StreamName(.statement, identifier) }
    /// The same statement with other content is not the same request: it is refused, with both digests.
    public var identity: String? { "\(stream)/\(sha256)" }
    public var effectiveOn: CalendarDate { statement.endsOn }
    public var facts: [String: JSONValue] { ["statement": JSONValue(identifier), "sha256": JSONValue(sha256)] }

    private var accountStream: StreamName? {
        guard statement.account.kind == .project else { return nil }
        return FindingSubject.account(statement.account).thing
    }

    public func needs(knowing books: Books) -> Needs { Needs(streams: Set([stream, accountStream].compactMap { $0 })) }

    public func decide(on books: Books) throws(Refusal) -> [DecidedEvent] {
        if let recorded = books.statements[identifier] {
            throw Refusal(
                .conflict,
                "statement \(identifier) is on record with other content: digest \(recorded.received.sha256) there, \(sha256) here",
                remedy:
                    "compare them: pairledger show statement/\(identifier); a corrected statement has an identifier of its own",
                field: "statement")
        }
        try statement.check()
        try mustStandForSomething(books)
        let version = books.version(of: stream)
        var events: [any EventPayload] = [BankStatementReceived(statement, sha256: sha256)]
        let most = BankStatementLinesRecorded.linesMax
        for first in stride(from: 0, to: statement.lines.count, by: most) {
            let page = statement.lines[first..<min(first + most, statement.lines.count)]
            events.append(BankStatementLinesRecorded(first: first + 1, Array(page)))
        }
        return events.enumerated().map { index, payload in
            DecidedEvent(
                stream: stream, expectedVersion: version + Int64(index), effectiveOn: effectiveOn, event: payload.event,
                postings: [])
        }
    }

    private func mustStandForSomething(_ books: Books) throws(Refusal) {
        if let accountStream { return try books.mustExist(accountStream, field: "account") }
        guard let code = RegionCode(statement.account.owner),
            code == .central || !Regions.history(of: code).isEmpty
        else {
            throw Refusal(
                .region, "\(statement.account) is the account of no region",
                remedy: "to look codes up: pairledger region list", field: "account")
        }
    }
}
