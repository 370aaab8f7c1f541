import Assistance

/// A kind of CSV file that can be imported: its columns, and the request that each of its rows makes.
public enum CSVTemplate: String, CaseIterable, Sendable {
    case programmes, pairings, agreements, transfers, receipts, forwards, projects, allocations, payments, progress
    case statements

    /// The template that a file's name says: `Data/04-transfers.csv` is `transfers`, and so are `transfers-2014.csv` and
    /// `county-transfers.csv`. Nil when the name says none, or more than one.
    public init?(fileName: String) {
        let base = fileName.split(separator: "/").last ?? ""
        let stem = base.split(separator: ".").first ?? ""
        let words = stem.lowercased().split { !$0.isLetter }
        let named = CSVTemplate.allCases.filter { words.contains($0.rawValue[...]) }
        guard let only = named.first, named.count == 1 else { return nil }
        self = only
    }

    /// A column of a template.
    public struct Column: Sendable, Hashable {
        public let name: String
        public let isRequired: Bool
        /// Whether it is an amount of money, which may stand in a column of this name in 元, or of the name with `_wan` or
        /// `_yi` behind it.
        public let isAmount: Bool
        /// What to write there, for people.
        public let meaning: String

        static func required(_ name: String, _ meaning: String) -> Column {
            Column(name: name, isRequired: true, isAmount: false, meaning: meaning)
        }
        static func optional(_ name: String, _ meaning: String) -> Column {
            Column(name: name, isRequired: false, isAmount: false, meaning: meaning)
        }
        static func amount(_ name: String, _ meaning: String) -> Column {
            Column(name: name, isRequired: true, isAmount: true, meaning: meaning)
        }

        /// The names that the column may have in a file.
        public var names: [String] {
            isAmount ? AmountUnit.columns(name) : [name]
        }
    }

    public var columns: [Column] {
        switch self {
        case .programmes:
            [
                .required("programme", "identifier"), .required("name", "in English"),
                .optional("name_zh", "official name"), .optional("legal_basis", "decision, plan or law"),
                .required("starts_on", "date"), .optional("ends_on", "date"),
            ]
        case .pairings:
            [
                .required("pairing", "identifier"), .required("programme", "identifier"),
                .required("donor", "region code, 000000 for the central government"),
                .required("recipient", "region code"), .required("starts_on", "date"), .optional("ends_on", "date"),
            ]
        case .agreements:
            [
                .required("agreement", "identifier"), .required("pairing", "identifier"),
                .required("fiscal_year", "year"), .optional("instrument", "kind of money, fiscal if left out"),
                .amount("amount", "promised"), .required("agreed_on", "date"), .optional("due_on", "date"),
            ]
        case .transfers:
            [
                .required("transfer", "identifier"), .required("agreement", "identifier"), .amount("amount", "sent"),
                .required("sent_on", "date"),
            ]
        case .receipts:
            [
                .required("transfer", "identifier"), .amount("amount", "received"), .required("received_on", "date"),
            ]
        case .forwards:
            [
                .required("transfer", "identifier"), .required("from", "region code"),
                .required("to", "code of a region within it"),
                .optional("instrument", "kind of money, fiscal if left out"), .amount("amount", "sent on"),
                .required("sent_on", "date"),
            ]
        case .projects:
            [
                .required("project", "identifier"), .required("name", "in English"),
                .optional("name_zh", "official name"), .required("place", "region code"),
                .optional("scope", "own or joint, own if left out"), .required("purpose", "code"),
                .amount("planned_total", "of all sources"), .amount("planned_aid", "of the aid"),
                .optional("planned_start", "date"), .optional("planned_end", "date"),
                .required("approved_on", "date"),
            ]
        case .allocations:
            [
                .required("project", "identifier"), .optional("from", "region code, the project's if left out"),
                .optional("instrument", "kind of money, fiscal if left out"), .amount("amount", "given"),
                .required("allocated_on", "date"),
            ]
        case .payments:
            [
                .required("payment", "identifier"), .required("project", "identifier"),
                .optional("instrument", "kind of money, fiscal if left out"), .amount("amount", "paid"),
                .required("payee", "who was paid"), .optional("category", "what for"), .required("paid_on", "date"),
            ]
        case .progress:
            [
                .required("project", "identifier"), .amount("aid_done", "work done of the aid, since the beginning"),
                .amount("total_done", "of the whole plan"), .required("reported_on", "date"),
            ]
        case .statements:
            [
                .required("statement", "what the bank calls it"),
                .required("account", "of the ledger, such as holding:653001"),
                .required("bank_account", "its number, of which only the end is recorded"),
                .required("starts_on", "date"), .required("ends_on", "date"),
                .amount("opening", "balance before the first line"), .amount("closing", "balance after the last line"),
                .required("booked_on", "date"), .optional("value_on", "date"),
                .amount("amount", "of the line, below zero for money that went out"),
                .optional("reference", "what the payer wrote"), .optional("counterparty", "who is on the other side"),
                .optional("bank_reference", "what the bank calls the line"),
            ]
        }
    }

    /// What is wrong with a file's header.
    func problems(with header: CSVHeader) -> [InputProblem] {
        if header.names.count == 1, let separator = header.names[0].first(where: { $0 == ";" || $0 == "\t" }) {
            let shown = separator == ";" ? "';'" : "tabs"
            return [
                header.record.problem(
                    "the columns are separated by \(shown), not by ','", code: .header,
                    remedy: "save the file as CSV with commas between the columns")
            ]
        }
        let missing = columns.filter(\.isRequired).filter { column in
            !column.names.contains { header.index(of: $0) != nil }
        }
        return header.missing(missing.map(\.name)) + header.unknown(besides: columns.flatMap(\.names))
    }
}

extension AmountUnit {
    /// The column for amounts in this unit: the name itself for 元, else with the unit behind it.
    func column(_ name: String) -> String { self == .yuan ? name : "\(name)_\(rawValue)" }

    /// The columns in which an amount may stand.
    static func columns(_ name: String) -> [String] { allCases.map { $0.column(name) } }
}
