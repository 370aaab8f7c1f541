import Synchronization

/// One connection to a PostgreSQL server.
///
/// It works on a thread of its own, so that however long the server takes, Swift's cooperative threads stay free.
/// Calls run one after another in whole: nothing comes between the statements of one ``run(timeoutMilliseconds:_:)``
/// or ``transaction(isolation:readOnly:timeoutMilliseconds:file:line:_:)``. When the last reference goes, the
/// connection is closed and its thread ends.
///
/// A cancelled task, ``cancel()`` and a passed deadline end the statement in progress on the server; the connection
/// stays usable. If the server does not give way within ``ConnectionOptions/cancelGraceMilliseconds``, the connection
/// is closed. A call that still waits for an earlier one learns of its cancellation when its turn comes.
public actor Connection {
    private nonisolated let thread: ConnectionThread
    private nonisolated let wake: WakeSignal
    private nonisolated let current = Mutex<Interruption?>(nil)
    private let link: Link

    /// The server process that serves this connection, as in `pg_stat_activity.pid`.
    public nonisolated let backendProcessID: Int32

    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    private init(_ thread: ConnectionThread, _ wake: WakeSignal, _ link: sending Link) {
        self.thread = thread
        self.wake = wake
        backendProcessID = link.backendProcessID
        self.link = link
    }

    /// Connects, within ``ConnectionOptions/connectTimeoutMilliseconds``.
    ///
    /// - Throws: ``PostgresError`` with code `connectFailed` (with the server's SQLSTATE if one answered), `timeout`,
    ///   `cancelled`, or `misuse` when the options cannot be right.
    public static func open(_ options: ConnectionOptions) async throws(PostgresError) -> Connection {
        let thread = try ConnectionThread()
        let wake = try WakeSignal()
        let interruption = Interruption(wake)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation {
                (continuation: CheckedContinuation<Result<Handover, PostgresError>, Never>) in
                thread.perform {
                    continuation.resume(
                        returning: Result { () throws(PostgresError) in
                            Handover(link: try Link.connect(options, wake, interruption))
                        })
                }
            }
        } onCancel: {
            interruption.request()
        }
        return Connection(thread, wake, try outcome.get().link)
    }

    /// Runs `body` on the connection's thread.
    ///
    /// A transaction that `body` leaves open is rolled back, and the call throws `misuse`.
    ///
    /// - Parameter timeoutMilliseconds: how long `body` may take altogether.
    /// - Throws: what `body` throws; of this room's own, ``PostgresError``.
    @discardableResult
    public func run<Answer: Sendable>(
        timeoutMilliseconds: Int? = nil, _ body: @Sendable (Session) throws -> Answer
    ) async throws -> Answer {
        let interruption = Interruption(wake)
        return try await withTaskCancellationHandler {
            try perform(interruption, timeoutMilliseconds, body)
        } onCancel: {
            interruption.request()
        }
    }

    private func perform<Answer>(
        _ interruption: Interruption, _ timeoutMilliseconds: Int?, _ body: (Session) throws -> Answer
    ) throws -> Answer {
        current.withLock { $0 = interruption }
        link.limits = Limits(
            interruption: interruption,
            deadline: timeoutMilliseconds.map { monotonicNow() + Int64($0) * 1_000_000 })
        let session = Session(link)
        defer {
            session.end()
            link.limits = Limits()
            current.withLock { $0 = nil }
        }
        let answer: Answer
        do {
            answer = try body(session)
        } catch {
            link.rollBack()
            throw error
        }
        switch link.transactionStatus {
        case .idle, .unknown: return answer
        default:
            link.rollBack()
            throw PostgresError(
                .misuse, "A run ended with a transaction open, which was rolled back. Use transaction instead of BEGIN."
            )
        }
    }

    /// Runs `body` between `BEGIN` and `COMMIT`; if it throws, or the task is cancelled before the `COMMIT`, between
    /// `BEGIN` and `ROLLBACK`.
    ///
    /// - Throws: what `body` throws; ``PostgresError`` whose `isInDoubt` is true when the connection broke while
    ///   `COMMIT` was under way; `aborted` when a statement failed and `body` concealed it.
    @discardableResult
    public func transaction<Answer: Sendable>(
        isolation: Isolation = .readCommitted, readOnly: Bool = false, timeoutMilliseconds: Int? = nil,
        file: StaticString = #fileID, line: UInt = #line, _ body: @Sendable (Session) throws -> Answer
    ) async throws -> Answer {
        try await run(timeoutMilliseconds: timeoutMilliseconds) { session in
            try session.transaction(isolation: isolation, readOnly: readOnly, file: file, line: line, body)
        }
    }

    /// Closes the connection after the calls that are under way.
    public func close() async {
        link.lose("it was closed")
    }

    /// Makes the run in progress give way with ``PostgresError/Code/cancelled``, as if its task were cancelled; without
    /// one, does nothing. From any thread, at once.
    public nonisolated func cancel() {
        current.withLock { $0?.request() }
    }
}

/// A link on its way from the thread that made it into its actor. Nobody else has it.
private struct Handover: @unchecked Sendable {
    let link: Link
}
