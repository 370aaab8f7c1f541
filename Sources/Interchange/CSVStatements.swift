import Assistance
import CanonicalJSON

/// The statements that the rows of a CSV file make together: a row is a line, and says again which statement it belongs to.
struct CSVStatements {
    private struct Key: Hashable {
        let bankAccount: MaskedBankAccount
        let identifier: String
    }

    /// Without their lines, which stand apart so that they are not copied with every row.
    private var statements: [Key: (statement: BankStatement, first: CSVRecord)] = [:]
    private var lines: [Key: [BankStatementLine]] = [:]
    private var order: [Key] = []

    /// Takes the next row up, with what is wrong noted in it.
    mutating func add(_ row: inout CSVRow) {
        let identifier = row.text("statement")
        let account = row.account("account")
        let bankAccount = row.bankAccount("bank_account")
        let startsOn = row.date("starts_on")
        let endsOn = row.date("ends_on")
        let opening = row.amount("opening", rounding: false)
        let closing = row.amount("closing", rounding: false)
        let bookedOn = row.date("booked_on")
        let valueOn = row.dateIfPresent("value_on")
        let amount = row.amount("amount", rounding: false)
        guard row.isSound, let identifier, let account, let bankAccount, let startsOn, let endsOn, let opening,
            let closing, let bookedOn, let amount
        else { return }
        let line = BankStatementLine(
            bookedOn: bookedOn, valueOn: valueOn, amount: amount.money, reference: row.textIfPresent("reference"),
            counterparty: row.textIfPresent("counterparty"), bankReference: row.textIfPresent("bank_reference"))
        let key = Key(bankAccount: bankAccount, identifier: identifier)
        guard let (known, first) = statements[key] else {
            let statement = BankStatement(
                account: account, bankAccount: bankAccount, bankIdentifier: identifier, startsOn: startsOn,
                endsOn: endsOn, opening: opening.money, closing: closing.money, lines: [])
            statements[key] = (statement, row.record)
            lines[key] = [line]
            order.append(key)
            return
        }
        func mustBe(_ earlier: some CustomStringConvertible, _ column: String, _ now: some CustomStringConvertible) {
            guard earlier.description != now.description else { return }
            row.note(
                column, "\"\(column)\" of statement \(identifier) is \(now) here, and \(earlier) at line \(first.line)",
                "say the same of a statement in each of its rows")
        }
        mustBe(known.account, "account", account)
        mustBe(known.startsOn, "starts_on", startsOn)
        mustBe(known.endsOn, "ends_on", endsOn)
        mustBe(known.opening, "opening", opening.money)
        mustBe(known.closing, "closing", closing.money)
        if row.isSound { lines[key]?.append(line) }
    }

    /// What is asked for, each with the row in which its statement begins.
    ///
    /// - Throws: `CanonicalJSONError` for a text that has no canonical form.
    func requests() throws(CanonicalJSONError) -> [(request: RecordBankStatement, first: CSVRecord)] {
        var requests: [(RecordBankStatement, CSVRecord)] = []
        for key in order {
            guard let (header, first) = statements[key] else { continue }
            var statement = header
            statement.lines = lines[key] ?? []
            requests.append((try RecordBankStatement(statement), first))
        }
        return requests
    }
}

extension CSVRow {
    fileprivate mutating func account(_ name: String) -> Account? {
        guard let text = text(name) else { return nil }
        guard let account = Account(text) else {
            note(name, "\"\(text)\" is no account of the ledger", "write it such as holding:653001")
            return nil
        }
        return account
    }

    fileprivate mutating func bankAccount(_ name: String) -> MaskedBankAccount? {
        guard let text = text(name) else { return nil }
        guard let account = MaskedBankAccount(text) ?? MaskedBankAccount(hiding: text) else {
            note(name, "\"\(text)\" is no number of a bank account", "write its letters and digits")
            return nil
        }
        return account
    }
}
