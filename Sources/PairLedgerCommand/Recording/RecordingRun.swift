import Assistance
import FoundationEssentials
import Journal

/// Requests of a long file: decided one after another, batch by batch, on books that go on with each, and recorded as one atom however many
/// they are.
///
/// Few are decided before anything is sent, so that a refusal among them leaves no trace in the database. From then on events are sent as they
/// are decided, in a transaction that is rolled back when the run is abandoned or the program dies.
final class RecordingRun {
    private let recorder: Recorder
    private var books: Books
    private var seen: Set<UUID> = []
    private var isRecording: Bool
    /// What was decided and not sent yet.
    private var unsent: [NewEvent] = []
    private var feed: EventFeed?
    private var appending: Task<FedEvents, any Error>?

    /// So many events are decided before the first is sent.
    private static let window = 10_000
    /// More events in one call make it no faster.
    private static let batch = 1_000

    /// - Parameter records: false to decide only.
    init(_ recorder: Recorder, records: Bool) {
        self.recorder = recorder
        books = Books(actor: recorder.actor)
        isRecording = records
    }

    /// Decides the next requests; those that were refused leave no trace.
    ///
    /// - Throws: `JournalError`; one that `isRace` when somebody else came in between, so that all of the run has to be done again.
    func decide(_ submissions: [Recorder.Submission]) async throws -> [PreparedRequest.Verdict] {
        let prepared = try submissions.map { try PreparedRequest($0, in: recorder.reader.ledger) }
        let recorded = try await recorder.findRecorded(prepared)
        try await recorder.read(into: &books, for: prepared.filter { recorded[$0.firstID] == nil }.map(\.request))
        let verdicts = prepared.map { $0.verdict(recorded[$0.firstID], on: &books, after: &seen) }
        if isRecording {
            for (request, verdict) in zip(prepared, verdicts) {
                guard case .decided(let decided) = verdict else { continue }
                unsent += try request.newEvents(decided, actor: recorder.actor)
            }
        }
        if isRecording, unsent.count >= (feed == nil ? Self.window : Self.batch) { try await send() }
        return verdicts
    }

    private func send() async throws {
        if feed == nil {
            let feed = EventFeed(for: recorder.writer.ledger)
            self.feed = feed
            appending = Task { [writer = recorder.writer] in try await writer.append(from: feed) }
        }
        defer { unsent.removeAll(keepingCapacity: true) }
        for start in stride(from: 0, to: unsent.count, by: Self.batch) {
            try await feed?.give(Array(unsent[start..<min(start + Self.batch, unsent.count)]))
        }
    }

    /// Gives up recording, and goes on deciding. Whatever was sent is rolled back.
    func abandon() async {
        isRecording = false
        unsent = []
        feed?.abandon()
        feed = nil
        // What became of it is known: nothing.
        _ = await appending?.result
        appending = nil
    }

    /// Commits all that was decided, and returns when it is durable.
    func commit() async throws {
        guard isRecording else { return }
        if feed == nil, unsent.count <= Self.batch {
            // What was found on record may have been committed a moment ago and not be on the disk yet.
            if unsent.isEmpty { return try await recorder.writer.flush() }
            _ = try await recorder.writer.append(unsent)
            return
        }
        try await send()
        await feed?.finish()
        _ = try await appending?.value
    }
}
