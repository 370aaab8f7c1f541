import Assistance
import CanonicalJSON

/// 银行对账: statements held against the ledger.
public enum ReconciliationReport {
    /// - Parameter knownTo: the number of events that were looked at.
    public static func make(
        _ reconciliations: [BankReconciliation], _ request: ReportRequest, knownTo: Int64, notes: [String] = []
    ) -> Report {
        Report(
            name: "reconciliation", title: "Bank reconciliation",
            facts: request.facts(knownTo: knownTo) + counts(reconciliations),
            sections: [
                statements(reconciliations), proposals(reconciliations, request.language),
                decisions(reconciliations, request.language), unmatchedLines(reconciliations, request.language),
                unmatchedMovements(reconciliations, request.language),
            ], notes: notes + remarks(reconciliations))
    }

    private static func counts(_ all: [BankReconciliation]) -> [Report.Fact] {
        func count(_ key: String, _ label: String, _ count: (BankReconciliation) -> Int) -> Report.Fact {
            .init(key: key, label: label, value: .count(Int64(all.reduce(0) { $0 + count($1) })))
        }
        return [
            count("accepted", "Accepted matches") {
                $0.decided.count { if case .accepted = $0 { true } else { false } }
            },
            count("exact", "Exact proposals") { $0.proposals.count { $0.confidence == .exact } },
            count("other", "Other proposals") { $0.proposals.count { $0.confidence != .exact } },
            count("lines_unmatched", "Unmatched lines of the bank") { $0.unmatchedLines.count },
            count("movements_unmatched", "Unmatched movements of the ledger") { $0.unmatchedMovements.count },
        ]
    }

    private static func remarks(_ all: [BankReconciliation]) -> [String] {
        var notes: [String] = []
        if all.isEmpty { notes.append("no bank statement is on record: pairledger import camt053") }
        if all.contains(where: { $0.account.kind == .donor }) {
            notes.append(
                "a donor's balance in the ledger is what it gave, not what it has: only its movements are compared")
        }
        let isOutstanding = all.contains { reconciliation in
            reconciliation.unmatchedLines.contains(where: \.isOutstanding)
                || reconciliation.unmatchedMovements.contains(where: \.isOutstanding)
        }
        if isOutstanding {
            notes.append(
                "outstanding: so near the end of the last statement that the other side may still come")
        }
        return notes
    }

    private static func statements(_ all: [BankReconciliation]) -> Report.Section {
        Report.Section(
            key: "statements", title: "Bank statements",
            columns: [
                .text("statement", "Bank statement"), .text("account", "Account"),
                .text("bank_account", "Bank account"),
                .date("starts_on", "From"), .date("ends_on", "To"), .amount("opening", "Opening"),
                .amount("credits", "In"), .amount("debits", "Out"), .amount("closing", "Closing"),
                .amount("ledger_balance", "Ledger"), .amount("difference", "Difference"),
                .amount("earlier_closing", "Closed before with"),
            ],
            rows: all.flatMap { reconciliation in
                reconciliation.checks.map { check in
                    Report.Row([
                        .text(check.statement.description), .text(reconciliation.account.description),
                        .text(check.received.bankAccount.description), .date(check.received.startsOn),
                        .date(check.received.endsOn), .amount(check.received.opening.minorUnits),
                        .amount(check.credits), .amount(-check.debits), .amount(check.received.closing.minorUnits),
                        check.ledgerBalance.map { .amount($0) } ?? .empty,
                        check.difference.map { .amount($0) } ?? .empty,
                        check.earlierClosing.map { .amount($0) } ?? .empty,
                    ])
                }
            })
    }

    private static func proposals(
        _ all: [BankReconciliation], _ language: Language
    ) -> Report.Section {
        Report.Section(
            key: "proposals", title: "Proposed matches",
            columns: [
                .text("proposal", "Proposal"), .text("confidence", "Confidence"), .text("shape", "Shape"),
                .text("account", "Account"), .amount("amount", "Amount"), .date("booked_on", "Booked on"),
                .date("moved_on", "In the ledger on"), .text("lines", "Lines of the bank"),
                .text("positions", "Positions"), .text("streams", "Streams"), .text("reference", "Reference"),
            ],
            rows: all.flatMap { reconciliation in
                reconciliation.proposals.map { proposal in
                    Report.Row(
                        [
                            .text(proposal.name(on: reconciliation.account).description),
                            .text(language(proposal.confidence.rawValue)), .text(language(proposal.shape.rawValue)),
                            .text(reconciliation.account.description), .amount(proposal.amount),
                            .date(proposal.lines.map(\.date).min()), .date(proposal.movements.map(\.date).min()),
                            .text(proposal.lines.map(\.name.description).joined(separator: ", ")),
                            .text(proposal.movements.map { String($0.position) }.joined(separator: ", ")),
                            .text(unique(proposal.movements.map(\.stream)).joined(separator: ", ")),
                            .text(proposal.lines.compactMap(\.line.reference).first),
                        ], basis: .positions(proposal.movements.map(\.position)))
                }
            })
    }

    private static func decisions(
        _ all: [BankReconciliation], _ language: Language
    ) -> Report.Section {
        Report.Section(
            key: "decided", title: "Decided",
            columns: [
                .text("proposal", "Proposal"), .text("decision", "Decision"), .text("account", "Account"),
                .text("lines", "Lines of the bank"), .text("positions", "Positions"),
            ],
            rows: all.flatMap { reconciliation in
                reconciliation.decided.map { decision in
                    let word = if case .accepted = decision { "accepted" } else { "rejected" }
                    return Report.Row(
                        [
                            .text(decision.match.proposal.description), .text(language(word)),
                            .text(reconciliation.account.description),
                            .text(decision.match.lines.map(\.description).joined(separator: ", ")),
                            .text(decision.match.positions.map(String.init).joined(separator: ", ")),
                        ], basis: .positions(decision.match.positions))
                }
            })
    }

    private static func unmatchedLines(
        _ all: [BankReconciliation], _ language: Language
    ) -> Report.Section {
        Report.Section(
            key: "unmatched_lines", title: "In the bank only",
            columns: [
                .text("line", "Line of the bank"), .text("account", "Account"), .date("booked_on", "Booked on"),
                .amount("amount", "Amount"), .text("reference", "Reference"), .text("counterparty", "Counterparty"),
                .text("state", "State"),
            ],
            rows: all.flatMap { reconciliation in
                reconciliation.unmatchedLines.map { unmatched in
                    let line = unmatched.side
                    return Report.Row([
                        .text(line.name.description), .text(reconciliation.account.description), .date(line.date),
                        .amount(line.amount), .text(line.line.reference), .text(line.line.counterparty),
                        unmatched.isOutstanding ? .text(language("outstanding")) : .empty,
                    ])
                }
            })
    }

    private static func unmatchedMovements(
        _ all: [BankReconciliation], _ language: Language
    ) -> Report.Section {
        Report.Section(
            key: "unmatched_movements", title: "In the ledger only",
            columns: [
                .text("stream", "Stream"), .count("position", "Position"), .text("account", "Account"),
                .date("moved_on", "In the ledger on"), .text("type", "Type"), .amount("amount", "Amount"),
                .text("state", "State"),
            ],
            rows: all.flatMap { reconciliation in
                reconciliation.unmatchedMovements.map { unmatched in
                    let movement = unmatched.side
                    return Report.Row(
                        [
                            .text(movement.stream), .count(movement.position),
                            .text(reconciliation.account.description), .date(movement.date), .text(movement.type),
                            .amount(movement.amount), unmatched.isOutstanding ? .text(language("outstanding")) : .empty,
                        ], basis: .positions([movement.position]))
                }
            })
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
