public import Postgres
import Synchronization

/// Appends to one ledger for many callers at once: while one call of the append function is on its way the next callers wait,
/// and then go together in the next.
///
/// Every caller's events are an atom of their own, and a refusal concerns one caller alone. Callers are decided in the order in
/// which they came, so the outcomes are those of ``Journal/append(_:)`` by one after the other.
public final class Appender: Sendable {
    private struct State {
        var line: AppenderLine
        /// Whether somebody is sending what waits.
        var isDriven = false
        /// How many calls of ``append(_:)`` have not returned.
        var callers = 0
        /// Who is recorded, and answered when that is durable.
        var committed: [(AppendRequest, AppendRequest.Outcome)] = []
        var isFlushing = false
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let ledger: LedgerName
    private let connection: Connection
    private let flushConnection: Connection?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - flushConnection: a second connection to the same server, which waits for the disk while the first records the next
    ///     call; without it the first does both in turn.
    ///   - capacity: how many events may wait to be sent; beyond it callers wait before their events are prepared. Somebody with
    ///     more events than that waits until all before him are sent.
    public init(
        _ ledger: LedgerName, on connection: Connection, flushingOn flushConnection: Connection? = nil,
        capacity: Int = 10_000
    ) {
        self.ledger = ledger
        self.connection = connection
        self.flushConnection = flushConnection
        state = Mutex(State(line: AppenderLine(capacity: capacity)))
    }

    /// Records events at the end of the ledger, all or none, and returns when they are durable; see ``Journal/append(_:)``.
    ///
    /// A caller who is cancelled before his events are sent gets `.cancelled`; after that he gets the true outcome.
    ///
    /// - Throws: `JournalError`. After `.inDoubt` the same call may be repeated safely, over a new connection.
    public func append(_ events: [NewEvent]) async throws(JournalError) -> [Receipt] {
        guard !events.isEmpty else { return [] }
        try enter()
        defer { exit() }
        let ticket = AppenderLine.Ticket()
        return try await withTaskCancellationHandler {
            await outcome(of: events, ticket)
        } onCancel: {
            switch update({ $0.leave(ticket) }) {
            case .outside(let door)?: door.resume(returning: .failure(.cancelled))
            case .ready(let request)?: request.caller.resume(returning: .failure(.cancelled))
            case .inside?, nil: break
            }
        }.get()
    }

    /// Refuses new callers, and returns when those who came before have their answers.
    public func close() async {
        await withCheckedContinuation { closer in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                if state.callers > 0 { state.closers.append(closer) }
                return state.callers == 0
            }
            if isEmpty { closer.resume() }
        }
    }

    /// How many events wait to be sent.
    var waitingEvents: Int { state.withLock { $0.line.eventsInside } }

    private func enter() throws(JournalError) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.callers += 1 }
            return state.isClosed
        }
        if isClosed { throw .malformed("events were given to an appender after it was closed") }
    }

    private func exit() {
        let closers = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.callers -= 1
            guard state.callers == 0 else { return [] }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    private func outcome(of events: [NewEvent], _ ticket: AppenderLine.Ticket) async -> AppendRequest.Outcome {
        do throws(JournalError) {
            try await withCheckedContinuation { door in
                let isCancelled = update { line in
                    // Asked here, it cannot miss a cancellation whose handler found nobody in the line.
                    guard !Task.isCancelled else { return true }
                    line.join(ticket, events: events.count, door)
                    return false
                }
                if isCancelled { door.resume(returning: .failure(.cancelled)) }
            }.get()
            let prepared = try events.map(PreparedEvent.init)
            return await withCheckedContinuation { caller in
                let isInLine = update { $0.prepare(ticket, AppendRequest(prepared, caller)) }
                if !isInLine { caller.resume(returning: .failure(.cancelled)) }
            }
        } catch {
            _ = update { $0.leave(ticket) }
            return .failure(error)
        }
    }

    /// Changes the line, lets in those for whom that makes room, and sees to it that somebody sends what is ready.
    private func update<Answer: Sendable>(_ change: (inout AppenderLine) -> Answer) -> Answer {
        let (answer, doors, needsDriver) = state.withLock { state in
            let answer = change(&state.line)
            let doors = state.line.admit()
            let needsDriver = !state.isDriven && state.line.isReady
            if needsDriver { state.isDriven = true }
            return (answer, doors, needsDriver)
        }
        for door in doors { door.resume(returning: .success(())) }
        if needsDriver { Task.detached { await self.drive() } }
        return answer
    }

    /// Sends what is ready until nothing is.
    private func drive() async {
        let flushes = flushConnection == nil
        while let requests = next() {
            let outcomes: [AppendRequest.Outcome]
            do {
                outcomes = try await connection.run { $0.decide(requests[...], in: ledger, flushes: flushes) }
            } catch {
                outcomes = requests.map { _ in .failure(JournalError(any: error)) }
            }
            answer(Array(zip(requests, outcomes)))
            // Who has his answer often comes again at once; so he does not miss the next call.
            await Task.yield()
        }
    }

    /// Answers at once, or when what was recorded has been flushed.
    private func answer(_ decided: [(AppendRequest, AppendRequest.Outcome)]) {
        guard let flushConnection else {
            for (request, outcome) in decided { request.caller.resume(returning: outcome) }
            return
        }
        let needsFlusher = state.withLock { state in
            state.committed += decided
            defer { state.isFlushing = true }
            return !state.isFlushing
        }
        if needsFlusher { Task.detached { await self.flush(on: flushConnection) } }
    }

    /// Flushes and answers until nobody waits for that. One flush is for all that was recorded before it.
    private func flush(on connection: Connection) async {
        while let committed = nextCommitted() {
            do throws(JournalError) {
                try await Journal(ledger, on: connection).flush()
                for (request, outcome) in committed { request.caller.resume(returning: outcome) }
            } catch {
                // What was refused is refused all the same.
                for (request, outcome) in committed {
                    request.caller.resume(returning: outcome.flatMap { _ in .failure(error) })
                }
            }
        }
    }

    /// Nil, and nobody flushes any more, when nobody waits for it.
    private func nextCommitted() -> [(AppendRequest, AppendRequest.Outcome)]? {
        state.withLock { state in
            defer { state.committed = [] }
            state.isFlushing = !state.committed.isEmpty
            return state.isFlushing ? state.committed : nil
        }
    }

    /// Nil, and nobody sends any more, when nothing is ready.
    private func next() -> [AppendRequest]? {
        let (requests, doors) = state.withLock { state in
            let requests = state.line.next()
            if requests.isEmpty { state.isDriven = false }
            return (requests, state.line.admit())
        }
        for door in doors { door.resume(returning: .success(())) }
        return requests.isEmpty ? nil : requests
    }
}
