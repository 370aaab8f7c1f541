import Assistance
import FoundationEssentials
import Interchange
import Journal

/// Appends many events that are decided already, in batches, while the next batch is made. A batch is an atom; what is on record
/// already is not recorded again, so that a load that was interrupted is simply repeated.
struct EventLoader {
    private let journal: Journal
    private let progress: Progress
    private var batch: [NewEvent] = []
    private var appending: Task<[Receipt], any Error>?
    /// How many events were recorded, or were on record already.
    private(set) var done: Int64 = 0
    /// How many of those were on record already.
    private(set) var replayed: Int64 = 0

    /// More events in one call make it no faster.
    private static let batchSize = 1_000

    init(_ journal: Journal, progress: Progress) {
        self.journal = journal
        self.progress = progress
    }

    mutating func add(_ event: NewEvent) async throws {
        batch.append(event)
        if batch.count == EventLoader.batchSize { try await send() }
    }

    /// To be called after the last event; returns when all are durable.
    mutating func finish() async throws {
        try await send()
        try await settle()
        progress.end()
    }

    private mutating func send() async throws {
        try await settle()
        guard !batch.isEmpty else { return }
        appending = Task { [journal, batch] in try await journal.append(batch) }
        batch.removeAll(keepingCapacity: true)
    }

    private mutating func settle() async throws {
        guard let receipts = try await appending?.value else { return }
        appending = nil
        done += Int64(receipts.count)
        replayed += Int64(receipts.count { $0.replayed })
        progress.show(done)
    }
}

extension NewEvent {
    init(_ line: EventLine, expecting expected: ExpectedVersion) {
        self.init(
            id: line.id, stream: line.stream.description, expectedVersion: expected, type: line.type, v: line.v,
            effectiveOn: line.effectiveOn, actor: line.actor, causation: line.causation, correlation: line.correlation,
            data: line.data,
            postings: line.postings.map {
                EntryPosting(
                    account: $0.account.description, amount: $0.amount.minorUnits, currency: $0.amount.currency.code)
            })
    }
}
