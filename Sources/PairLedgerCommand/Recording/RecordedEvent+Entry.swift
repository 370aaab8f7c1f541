import Assistance
import Journal

extension RecordedEvent {
    /// What a decision about this entry must know of it; nil when its stream is not of a form that this program writes.
    func entry() throws -> RecordedEntry? {
        guard let stream = StreamName(stream) else { return nil }
        return RecordedEntry(
            position: position, stream: stream, date: effectiveOn,
            event: try AssistanceEvent(type: type, version: v, data: statement), postings: try movedPostings())
    }

    /// What the entry moves.
    func movedPostings() throws -> [Posting] {
        try postings.map { posting in
            guard let account = Account(posting.account), let currency = Currency(posting.currency),
                let amount = Money(minorUnits: posting.amount, currency: currency)
            else {
                throw CommandFailure(
                    .refused, "position \(position) has a posting that this program does not know: \(posting.account)",
                    remedy: "see it with pairledger log show --from \(position) --limit 1")
            }
            return Posting(account, amount)
        }
    }
}
