import Accountability
import Interchange

/// What a file held, and what became of it.
enum IATIImportReport {
    static func make(_ look: IATILook, _ counts: IATIRecording.Counts?) -> Report {
        var sections = [things(look, counts), transactions(look)]
        if !look.broken.isEmpty { sections.append(broken(look)) }
        if !look.leftOut.isEmpty { sections.append(leftOut(look)) }
        return Report(name: "import", title: "Reported activities", sections: sections, notes: notes(look))
    }

    private static func things(_ look: IATILook, _ counts: IATIRecording.Counts?) -> Report.Section {
        var rows: [(String, Int)] = [
            ("activities", look.summary.activities), ("organisations", look.summary.organisations),
            ("results", look.summary.results), ("left_out", look.leftOut.count),
        ]
        if let counts {
            rows += [
                ("recorded", counts.recorded), ("unchanged", counts.unchanged),
                ("organisations_named", counts.organisations), ("events", counts.events),
            ]
        } else {
            rows.append(("rules_broken", look.brokenCount))
        }
        return .init(
            key: "file", title: "The file",
            columns: [
                .init(key: "what", label: "What", kind: .text), .init(key: "count", label: "Count", kind: .count),
            ], rows: rows.map { .init([.text($0.0), .count(Int64($0.1))]) })
    }

    private static func transactions(_ look: IATILook) -> Report.Section {
        .init(
            key: "transactions", title: "Transactions",
            columns: [
                .init(key: "type", label: "Type", kind: .text), .init(key: "name", label: "Name", kind: .text),
                .init(key: "currency", label: "Currency", kind: .text),
                .init(key: "transactions", label: "Count", kind: .count),
                .init(key: "negative", label: "Below zero", kind: .count),
                .init(key: "unreadable", label: "No number", kind: .count),
                .init(key: "sum", label: "Sum", kind: .text),
            ],
            rows: look.summary.transactions.map {
                .init([
                    .text($0.type), .text(names[$0.type] ?? ""), .text($0.currency), .count(Int64($0.count)),
                    .count(Int64($0.negative)), .count(Int64($0.unreadable)), .text($0.sum.description),
                ])
            })
    }

    private static func broken(_ look: IATILook) -> Report.Section {
        .init(
            key: "rules", title: "Rules that are broken",
            columns: [
                .init(key: "line", label: "Line", kind: .count), .init(key: "rule", label: "Rule", kind: .text),
                .init(key: "problem", label: "Problem", kind: .text),
            ],
            rows: look.broken.map { .init([.count(Int64($0.line)), .text($0.rule.rawValue), .text($0.message)]) })
    }

    private static func leftOut(_ look: IATILook) -> Report.Section {
        .init(
            key: "left_out", title: "Left out",
            columns: [
                .init(key: "line", label: "Line", kind: .count), .init(key: "reason", label: "Reason", kind: .text),
            ], rows: look.leftOut.map { .init([.count(Int64($0.line)), .text($0.message)]) })
    }

    private static func notes(_ look: IATILook) -> [String] {
        func note(_ count: Int, _ what: String) -> [String] { count == 0 ? [] : ["\(count) \(what)"] }
        func some(_ names: [String], _ what: String) -> [String] {
            names.isEmpty
                ? []
                : [
                    "\(names.count) \(what): \(names.prefix(5).joined(separator: ", "))\(names.count > 5 ? " and others" : "")"
                ]
        }
        return note(look.summary.transactionsWithoutProvider, "of the transactions do not say who gave")
            + note(look.summary.transactionsWithoutReceiver, "of the transactions do not say who received")
            + some(look.summary.brokenReferences, "of the activities referred to are not in the file")
            + some(look.oversized, "of the elements are too large for an entry and are kept by their digests only")
            + note(look.summary.looseTexts, "texts stand between elements, and are kept as elements #text")
    }

    /// Code list TransactionType.
    private static let names = [
        "1": "Incoming Funds", "2": "Outgoing Commitment", "3": "Disbursement", "4": "Expenditure",
        "5": "Interest Payment", "6": "Loan Repayment", "7": "Reimbursement", "8": "Purchase of Equity",
        "9": "Sale of Equity", "10": "Credit Guarantee", "11": "Incoming Commitment", "12": "Outgoing Pledge",
        "13": "Incoming Pledge",
    ]
}
