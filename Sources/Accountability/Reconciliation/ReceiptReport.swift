import Assistance
public import CanonicalJSON

/// 收支两地核对: what was sent held against what was received.
public enum ReceiptReport {
    /// What the report is made of.
    public struct Figures: Sendable {
        public let transfers: [TransferReceipts]
        public let receiptDays: Int64
        /// The day on which somebody looks.
        public let day: CalendarDate
        /// The recipient's own bookings, where there are any.
        public let bookings: RecipientMatching?

        public init(
            transfers: [TransferReceipts], receiptDays: Int64, day: CalendarDate, bookings: RecipientMatching? = nil
        ) {
            self.transfers = transfers
            self.receiptDays = receiptDays
            self.day = day
            self.bookings = bookings
        }
    }

    /// - Parameter knownTo: the number of events that were looked at.
    public static func make(
        _ figures: Figures, _ request: ReportRequest, knownTo: Int64, notes: [String] = []
    ) -> Report {
        var notes = notes
        if figures.bookings?.matches.contains(where: { !$0.isOnRecord }) == true {
            notes.append("what is not on record yet is recorded with pairledger receive TRANSFER --amount … --on …")
        }
        return Report(
            name: "receipts", title: "Sent against received",
            facts: request.facts(knownTo: knownTo) + [
                .init(key: "day", label: "Seen on", value: .date(figures.day)),
                .init(key: "receipt_days", label: "Days for a receipt", value: .count(figures.receiptDays)),
            ],
            sections: [states(figures, request.language), transfers(figures, request)]
                + (figures.bookings.map { bookings($0, request.language) } ?? []), notes: notes)
    }

    private static func states(_ figures: Figures, _ language: Language) -> Report.Section {
        let byState = Dictionary(grouping: figures.transfers) { $0.state(on: figures.day, within: figures.receiptDays) }
        func cells(_ name: String, _ transfers: [TransferReceipts]) -> Report.Row {
            .init([
                .text(name), .count(Int64(transfers.count)),
                .amount(transfers.reduce(Int128(0)) { $0 + Int128($1.sent) }),
                .amount(transfers.reduce(Int128(0)) { $0 + Int128($1.received) }),
                .amount(transfers.reduce(Int128(0)) { $0 + Int128($1.rejected) }),
                .amount(transfers.reduce(Int128(0)) { $0 + Int128($1.outstanding) }),
            ])
        }
        return Report.Section(
            key: "states", title: "By state",
            columns: [
                .text("state", "State"), .count("transfers", "Transfers"), .amount("sent", "Sent"),
                .amount("received", "Received"), .amount("rejected", "Rejected"), .amount("difference", "Difference"),
            ],
            rows: TransferReceipts.State.allCases.compactMap { state in
                byState[state].map { cells(language(state.rawValue), $0) }
            }, total: cells(language("Total"), figures.transfers))
    }

    private static func transfers(_ figures: Figures, _ request: ReportRequest) -> Report.Section {
        let order = Dictionary(
            uniqueKeysWithValues: TransferReceipts.State.allCases.enumerated().map { ($0.element, $0.offset) })
        let rows = figures.transfers.map { ($0, $0.state(on: figures.day, within: figures.receiptDays)) }
            .sorted { a, b in
                (order[a.1] ?? 0, a.0.sentOn, a.0.transfer) < (order[b.1] ?? 0, b.0.sentOn, b.0.transfer)
            }
        return Report.Section(
            key: "transfers", title: "Transfers",
            columns: [
                .text("transfer", "Transfer"), .text("state", "State"), .text("from", "Sender"),
                .text("to", "Recipient"), .date("sent_on", "Sent on"), .date("received_on", "Last received on"),
                .count("days", "Days"), .count("parts", "Receipts"), .amount("sent", "Sent"),
                .amount("received", "Received"), .amount("rejected", "Rejected"), .amount("difference", "Difference"),
            ],
            rows: rows.map { transfer, state in
                let last = transfer.parts.map(\.date).max()
                return Report.Row(
                    [
                        .text(transfer.transfer.description), .text(request.language(state.rawValue)),
                        .text(transfer.from.description), .text(transfer.to.description), .date(transfer.sentOn),
                        .date(last), .count(Int64(transfer.sentOn.days(until: last ?? figures.day))),
                        .count(Int64(transfer.parts.count)), .amount(transfer.sent), .amount(transfer.received),
                        .amount(transfer.rejected), .amount(transfer.outstanding),
                    ], basis: .streams(["transfer/\(transfer.transfer)"]))
            })
    }

    private static func bookings(_ matching: RecipientMatching, _ language: Language) -> [Report.Section] {
        [
            Report.Section(
                key: "bookings", title: "The recipient's bookings",
                columns: [
                    .text("lines", "Lines of the file"), .text("transfers", "Transfers"),
                    .text("record", "On record"), .text("confidence", "Confidence"), .text("shape", "Shape"),
                    .date("booked_on", "Booked on"), .amount("amount", "Amount"), .text("reference", "Reference"),
                ],
                rows: matching.matches.map { match in
                    let proposal = match.proposal
                    return Report.Row([
                        .text(proposal.lines.map { String($0.name.number) }.joined(separator: ", ")),
                        .text(match.transfers.map(\.description).joined(separator: ", ")),
                        .text(language(match.isOnRecord ? "on record" : "not yet")),
                        .text(language(proposal.confidence.rawValue)), .text(language(proposal.shape.rawValue)),
                        .date(proposal.lines.map(\.date).min()), .amount(proposal.amount),
                        .text(proposal.lines.compactMap(\.line.reference).first),
                    ])
                }),
            Report.Section(
                key: "bookings_only", title: "In the file only",
                columns: [
                    .text("line", "Line of the file"), .date("booked_on", "Booked on"), .amount("amount", "Amount"),
                    .text("reference", "Reference"), .text("counterparty", "Counterparty"),
                ],
                rows: matching.unmatchedLines.map { line in
                    Report.Row([
                        .text(String(line.name.number)), .date(line.date), .amount(line.amount),
                        .text(line.line.reference), .text(line.line.counterparty),
                    ])
                }),
            Report.Section(
                key: "receipts_only", title: "On record only",
                columns: [
                    .text("stream", "Stream"), .count("position", "Position"), .date("received_on", "Received on"),
                    .amount("amount", "Amount"),
                ],
                rows: matching.unmatchedReceipts.map { receipt in
                    Report.Row(
                        [
                            .text(receipt.stream), .count(receipt.position), .date(receipt.date),
                            .amount(receipt.amount),
                        ], basis: .positions([receipt.position]))
                }),
        ]
    }
}
