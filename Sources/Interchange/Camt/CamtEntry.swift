import Assistance
import CanonicalJSON

/// A `Ntry` element: one booking. Where it stands for several payments at once, their references stand in it one after another.
struct CamtEntry {
    let line: Int
    var amount = CamtAmount()
    private var status = ""
    private var bookedOn: CalendarDate?
    private var valueOn: CalendarDate?
    private var bankReference = ""
    private var references: [String] = []
    private var remark = ""
    private var debtor = ""
    private var creditor = ""

    init(line: Int) { self.line = line }

    /// Only what is booked is in a balance. ISO 20022: `PDNG` is announced, `INFO` for information.
    var isBooked: Bool { status == "BOOK" || status.isEmpty }

    /// An element within ends; `path` is its place in the entry.
    mutating func end(_ path: Substring, _ text: String, _ line: Int, _ notes: inout CamtNotes) {
        switch path {
        case "Amt": amount.text = CamtText.oneLine(text)
        case "CdtDbtInd": amount.indicator = CamtText.oneLine(text)
        // A code in version 8, and the text itself in version 2.
        case "Sts/Cd": status = CamtText.oneLine(text)
        case "Sts": if status.isEmpty { status = CamtText.oneLine(text) }
        case "BookgDt/Dt", "BookgDt/DtTm": bookedOn = CamtText.date(text, line, &notes)
        case "ValDt/Dt", "ValDt/DtTm": valueOn = CamtText.date(text, line, &notes)
        case "AcctSvcrRef": bankReference = CamtText.oneLine(text)
        case "AddtlNtryInf": remark = CamtText.oneLine(text)
        case "NtryDtls/TxDtls/Refs/EndToEndId", "NtryDtls/TxDtls/RmtInf/Ustrd",
            "NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref":
            refer(to: CamtText.oneLine(text))
        case "NtryDtls/TxDtls/RltdPties/Dbtr/Nm", "NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm":
            if debtor.isEmpty { debtor = CamtText.oneLine(text) }
        case "NtryDtls/TxDtls/RltdPties/Cdtr/Nm", "NtryDtls/TxDtls/RltdPties/Cdtr/Pty/Nm":
            if creditor.isEmpty { creditor = CamtText.oneLine(text) }
        default: break
        }
    }

    private mutating func refer(to text: String) {
        guard !text.isEmpty, text != "NOTPROVIDED", references.count < BankStatementLine.textMax,
            !references.contains(text)
        else { return }
        references.append(text)
    }

    func finish(_ notes: inout CamtNotes) -> BankStatementLine? {
        guard let money = amount.money(line, &notes) else { return nil }
        guard let bookedOn = bookedOn ?? valueOn else {
            notes.add(line, "the entry has no booking date", "the bank must say when it booked it")
            return nil
        }
        guard !money.isZero else {
            notes.add(line, "the entry moves nothing", "leave it out")
            return nil
        }
        func text(_ text: String, _ most: Int = BankStatementLine.textMax) -> String? {
            let kept = String(String.UnicodeScalarView(text.normalizedFormC.unicodeScalars.prefix(most)))
            return kept.isPresentable ? kept : nil
        }
        return BankStatementLine(
            bookedOn: bookedOn, valueOn: valueOn, amount: money,
            reference: text(references.isEmpty ? remark : references.joined(separator: " ")),
            counterparty: text(money.isPositive ? debtor : creditor),
            bankReference: text(bankReference, BankStatementLine.bankReferenceMax))
    }
}

/// An amount as it stands in the file: digits, a currency, and on which side.
struct CamtAmount {
    var text = ""
    var currency = ""
    /// `CRDT` or `DBIT`.
    var indicator = ""

    /// Above zero for a credit.
    func money(_ line: Int, _ notes: inout CamtNotes) -> Money? {
        guard let currency = Currency(currency) else {
            notes.add(
                line, "the amount \(text) is in \"\(self.currency)\", and the ledger keeps \(Currency.cny)",
                "import the statements of accounts in \(Currency.cny)")
            return nil
        }
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == 0x2E }) else {
            notes.add(
                line, "\"\(text)\" is not an amount of ISO 20022",
                "there only digits and a point stand, and the side says whether it is a credit")
            return nil
        }
        do {
            let money = try Money.parse(trimmed, currency: currency)
            switch indicator {
            case "CRDT": return money
            case "DBIT": return -money
            default:
                notes.add(line, "\"\(indicator)\" is neither CRDT nor DBIT", "the bank must say on which side it is")
            }
        } catch {
            notes.add(line, error.description, error.remedy)
        }
        return nil
    }

    /// ISO 20022 has up to five decimals; zeros at their end say nothing.
    private var trimmed: String {
        guard let point = text.firstIndex(of: ".") else { return text }
        let decimals = text[text.index(after: point)...]
        guard decimals.count > 2, decimals.dropFirst(2).allSatisfy({ $0 == "0" }) else { return text }
        return String(text[...point] + decimals.prefix(2))
    }
}

/// Texts of a file in the form in which the ledger keeps them.
enum CamtText {
    /// In one line, without white space at the ends and control characters.
    static func oneLine(_ text: String) -> String {
        text.split { $0.isWhitespace || $0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
            .joined(separator: " ")
    }

    /// The day of an ISO date or time, as it is where the bank is.
    static func date(_ text: String, _ line: Int, _ notes: inout CamtNotes) -> CalendarDate? {
        let text = oneLine(text)
        let rest = text.dropFirst(10)
        guard let date = CalendarDate(String(text.prefix(10))), rest.isEmpty || "TZ+-".contains(rest.first ?? " ")
        else {
            notes.add(line, "\"\(text)\" is not a date", "it is an existing day, such as 2021-06-30")
            return nil
        }
        return date
    }
}
