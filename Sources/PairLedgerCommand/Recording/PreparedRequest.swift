import Assistance
import CanonicalJSON
import FoundationEssentials
import Journal

/// A submission with the identifiers of its events.
struct PreparedRequest {
    let submission: Recorder.Submission
    let firstID: UUID
    /// Comes of all that was asked, so that a repeated request is told from another one under the same key.
    let correlation: UUID
    private let ledger: LedgerName

    var request: any Request { submission.request }

    init(_ submission: Recorder.Submission, in ledger: LedgerName) throws {
        self.submission = submission
        self.ledger = ledger
        guard let key = submission.key else {
            firstID = .version7()
            correlation = .version7()
            return
        }
        firstID = try PreparedRequest.id(0, of: key, in: ledger)
        correlation = try .derived(from: [
            .string(ledger.description), .string(key), .string(submission.request.effectiveOn.description),
            .object(submission.request.statedFacts),
        ])
    }

    private static func id(_ ordinal: Int, of key: String, in ledger: LedgerName) throws -> UUID {
        try .derived(from: [.string(ledger.description), .string(key), .integer(Int64(ordinal))])
    }

    func newEvents(_ decided: [DecidedEvent], actor: String) throws -> [NewEvent] {
        try decided.enumerated().map { ordinal, event in
            let later =
                try ordinal > 0
                ? submission.key.map { try PreparedRequest.id(ordinal, of: $0, in: ledger) } ?? .version7() : nil
            return NewEvent(
                id: later ?? firstID, stream: event.stream.description,
                expectedVersion: event.expectedVersion == 0 ? .noStream : .exactly(event.expectedVersion),
                type: type(of: event.event.payload).type, v: type(of: event.event.payload).version,
                effectiveOn: event.effectiveOn, actor: actor, correlation: correlation,
                data: event.event.payload.statedData,
                postings: event.postings.map {
                    EntryPosting(
                        account: $0.account.description, amount: $0.amount.minorUnits,
                        currency: $0.amount.currency.code)
                })
        }
    }

    private func conflict(with event: RecordedEvent) -> Refusal {
        Refusal(
            .conflict,
            "\(submission.key ?? event.stream) is on record already, at position \(event.position), with other content",
            remedy: "see it with `pairledger log show \(event.position)`; give a new one an identifier of its own",
            field: field)
    }

    /// Why it cannot be recorded together with an earlier one of the same key.
    private var repetition: Refusal {
        Refusal(
            .exists, "\(submission.key ?? "the same request") stands here for the second time",
            remedy: "give each an identifier of its own, or leave one of them out", field: field)
    }

    private var field: String? { submission.key.flatMap { $0.split(separator: "/").first.map(String.init) } }
}

extension PreparedRequest {
    /// What becomes of a request.
    enum Verdict {
        /// It is on record already.
        case replayed(RecordedEvent)
        case decided([DecidedEvent])
        case refused(Refusal)
    }

    /// Decides it, unless it is on record.
    ///
    /// - Parameters:
    ///   - recorded: the event on record that has its identifier.
    ///   - books: go on with what is decided.
    ///   - seen: the identifiers of the requests before it, to which its own is added.
    func verdict(_ recorded: RecordedEvent?, on books: inout Books, after seen: inout Set<UUID>) -> Verdict {
        if let recorded {
            return recorded.correlation == correlation ? .replayed(recorded) : .refused(conflict(with: recorded))
        }
        guard seen.insert(firstID).inserted else { return .refused(repetition) }
        do throws(Refusal) {
            let decided = try request.decide(on: books)
            decided.forEach { books.take($0) }
            return .decided(decided)
        } catch {
            return .refused(error)
        }
    }
}
