import Assistance
import CanonicalJSON

/// A `Stmt` element while it is read.
struct CamtStatement {
    let line: Int
    private var identifier = ""
    private var pageNumber = 1
    private var isLastPage = true
    private var from: CalendarDate?
    private var to: CalendarDate?
    private var accountNumber = ""
    private var balances: [CamtBalance] = []
    private var balance = CamtBalance(line: 0)
    private var entry = CamtEntry(line: 0)
    private var lines: [BankStatementLine] = []
    /// Entries that the bank has only announced.
    private(set) var pendingCount = 0

    init(line: Int) { self.line = line }

    /// The number of the page, where the statement has more than one.
    var page: Int? { pageNumber == 1 && isLastPage ? nil : pageNumber }

    /// An element within begins; `path` is its place in the statement.
    mutating func start(_ path: String, _ element: XMLElement) {
        switch path {
        case "Bal": balance = CamtBalance(line: element.line)
        case "Bal/Amt": balance.amount.currency = element.attributes["Ccy"] ?? ""
        case "Ntry": entry = CamtEntry(line: element.line)
        case "Ntry/Amt": entry.amount.currency = element.attributes["Ccy"] ?? ""
        default: break
        }
    }

    /// An element within ends.
    mutating func end(_ path: String, _ text: String, _ line: Int, _ notes: inout CamtNotes) {
        switch path {
        case "Id": identifier = CamtText.oneLine(text)
        case "StmtPgntn/PgNb":
            guard let number = Int(CamtText.oneLine(text)), 1...99_999 ~= number else {
                return notes.add(line, "\"\(text)\" is not a page's number", "it is from 1 to 99999")
            }
            pageNumber = number
        case "StmtPgntn/LastPgInd": isLastPage = ["true", "1"].contains(CamtText.oneLine(text))
        case "FrToDt/FrDtTm": from = CamtText.date(text, line, &notes)
        case "FrToDt/ToDtTm": to = CamtText.date(text, line, &notes)
        case "Acct/Id/IBAN", "Acct/Id/Othr/Id": accountNumber = CamtText.oneLine(text)
        case "Bal": balances.append(balance)
        case "Ntry": finishEntry(&notes)
        default:
            if path.hasPrefix("Bal/") {
                balance.end(path.dropFirst(4), text, line, &notes)
            } else if path.hasPrefix("Ntry/") {
                entry.end(path.dropFirst(5), text, line, &notes)
            }
        }
    }

    private mutating func finishEntry(_ notes: inout CamtNotes) {
        guard entry.isBooked else {
            pendingCount += 1
            return
        }
        guard let booked = entry.finish(&notes) else { return }
        guard lines.count < BankStatement.linesMax else {
            return notes.end(
                entry.line, "the statement has more than \(BankStatement.linesMax) entries",
                "have the bank write one a month")
        }
        lines.append(booked)
    }

    /// The whole statement; nil with what is wrong noted.
    func finish(_ account: Account, _ notes: inout CamtNotes) -> BankStatement? {
        let before = notes.problems.count
        if identifier.isEmpty { notes.add(line, "the statement has no identifier (Id)", "the bank gives each one") }
        let bankAccount = MaskedBankAccount(hiding: accountNumber)
        if bankAccount == nil {
            notes.add(line, "the statement does not say which account it tells of (Acct/Id)", "the bank must say it")
        }
        // The first page opens with OPBD or the closing of the day before, a later one with an interim balance; likewise the end.
        let opening = find(["OPBD", "PRCD"]) ?? balances.first { $0.code == "ITBD" }
        let closing = find(["CLBD"]) ?? balances.last { $0.code == "ITBD" }
        guard let opening, let closing else {
            notes.add(
                line, "the statement has no \(opening == nil ? "opening balance (OPBD)" : "closing balance (CLBD)")",
                "without both nobody can tell whether it is whole")
            return nil
        }
        let first = opening.finish(&notes)
        let last = closing.finish(&notes)
        guard notes.problems.count == before, let first, let last, let bankAccount else { return nil }
        let booked = lines.map(\.bookedOn)
        let end = max(to ?? last.date, booked.max() ?? last.date)
        let start = min(from ?? (opening.code == "PRCD" ? booked.min() ?? end : first.date), booked.min() ?? end, end)
        let statement = BankStatement(
            account: account, bankAccount: bankAccount, bankIdentifier: identifier, startsOn: start, endsOn: end,
            opening: first.money, closing: last.money, lines: lines)
        if let imbalance = statement.imbalance {
            notes.add(
                closing.line, "statement \(identifier): \(imbalance)",
                "entries are missing or changed: get the statement again from the bank")
            return nil
        }
        return statement
    }

    private func find(_ codes: [String]) -> CamtBalance? {
        for code in codes {
            if let found = balances.first(where: { $0.code == code }) { return found }
        }
        return nil
    }
}

/// A `Bal` element.
struct CamtBalance {
    let line: Int
    var code = ""
    var amount = CamtAmount()
    private var date: CalendarDate?

    init(line: Int) { self.line = line }

    mutating func end(_ path: Substring, _ text: String, _ line: Int, _ notes: inout CamtNotes) {
        switch path {
        case "Tp/CdOrPrtry/Cd": code = CamtText.oneLine(text)
        case "Amt": amount.text = CamtText.oneLine(text)
        case "CdtDbtInd": amount.indicator = CamtText.oneLine(text)
        case "Dt/Dt", "Dt/DtTm": date = CamtText.date(text, line, &notes)
        default: break
        }
    }

    func finish(_ notes: inout CamtNotes) -> (money: Money, date: CalendarDate)? {
        guard let money = amount.money(line, &notes) else { return nil }
        guard let date else {
            notes.add(line, "the balance \(code) has no date", "the bank must say of which day it is")
            return nil
        }
        return (money, date)
    }
}
