import Dispatch
import Synchronization

/// Events on their way, batch by batch, to a connection that records all of them as one atom: see ``Journal/append(from:)``.
///
/// One batch waits at most, so that the next is made while the one before is recorded, and memory does not grow with the whole.
public final class EventFeed: Sendable {
    private enum Given {
        case batch([AppendCall])
        case end
    }

    private struct State {
        var waiting: Given?
        /// Who waits until what waits is taken.
        var giver: CheckedContinuation<Void, Never>?
        var isAbandoned = false
        var failure: JournalError?
    }

    private let ledger: LedgerName
    private let state = Mutex(State())
    private let given = DispatchSemaphore(value: 0)

    public init(for ledger: LedgerName) { self.ledger = ledger }

    /// Hands over the next events; returns when those before them were taken, which need not be recorded yet.
    ///
    /// - Throws: why the recording came to its end.
    public func give(_ events: [NewEvent]) async throws(JournalError) {
        guard !events.isEmpty else { return }
        let prepared = try events.map(PreparedEvent.init)
        await hand(.batch(AppendCall.calls(ledger, prepared)))
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Says that there are no more, so that what was given is committed.
    public func finish() async { await hand(.end) }

    /// Gives all of it up: nothing of it will have been recorded. Does nothing after ``finish()``.
    public func abandon() {
        let giver = state.withLock { state in
            state.isAbandoned = true
            defer { state.giver = nil }
            return state.giver
        }
        giver?.resume()
        given.signal()
    }

    private func hand(_ next: Given) async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.failure != nil || state.isAbandoned { return true }
                state.waiting = next
                state.giver = continuation
                return false
            }
            if isOver { continuation.resume() } else { given.signal() }
        }
    }

    /// The next calls; nil after the last. Blocks the thread until there are any.
    ///
    /// - Throws: `.cancelled` when they were given up.
    func next() throws(JournalError) -> [AppendCall]? {
        given.wait()
        let (next, giver, isAbandoned) = state.withLock { state in
            defer { (state.waiting, state.giver) = (nil, nil) }
            return (state.waiting, state.giver, state.isAbandoned)
        }
        giver?.resume()
        guard !isAbandoned else { throw .cancelled }
        switch next {
        case .batch(let calls): return calls
        default: return nil
        }
    }

    /// Lets nobody wait any more.
    func end(_ failure: JournalError) {
        let giver = state.withLock { state in
            state.failure = state.failure ?? failure
            defer { state.giver = nil }
            return state.giver
        }
        giver?.resume()
    }
}

/// What became of the events of a feed.
public struct FedEvents: Sendable {
    public internal(set) var recorded: Int64 = 0
    /// Those that were on record already.
    public internal(set) var replayed: Int64 = 0
}

extension Journal {
    /// Records all events that a feed hands over, all or none, in one transaction, and returns when they are durable.
    ///
    /// From the first to the last of them nobody else can record anything in this ledger. When the program or the server ends before the
    /// commit, in whatever way, nothing of them is on record.
    ///
    /// - Throws: `JournalError`; `.cancelled` when the feed was given up. After `.inDoubt` the same may be repeated safely.
    public func append(from feed: EventFeed) async throws(JournalError) -> FedEvents {
        do {
            let fed = try await withTransaction { session in try session.record(from: feed) }
            try await flush()
            return fed
        } catch {
            feed.end(error)
            throw error
        }
    }
}
