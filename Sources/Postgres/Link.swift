import CPostgres

/// A libpq connection and what is known of the call in progress. Only the connection's own thread touches it.
@safe
final class Link {
    /// nil once the connection is lost or closed.
    private(set) var handle: OpaquePointer?
    let wake: WakeSignal
    let cancelKey: CancelKey
    /// Host, port, database and user, for errors.
    let endpoint: String
    let backendProcessID: Int32
    let serverVersion: Int
    let graceNanoseconds: Int64
    let notices: NoticeReceiver

    /// What bounds the run in progress.
    var limits = Limits()
    /// Set while a call gives way to a cancellation, a timeout or an error of its caller.
    var stop: Stop?
    var cancelRequest: CancelRequest?
    /// Whether the server may commit something because of the call in progress.
    var mayCommit = false
    /// Whether a call is in progress, which only a callback of that call can see.
    var isBusy = false
    var parameters = ParameterBlock()
    /// The parameter types of prepared statements.
    var prepared: [String: [DataType]] = [:]
    /// Answers to questions that are asked once a connection.
    var answers: [String: Bool] = [:]
    private var lossReason = ""

    init(
        _ handle: OpaquePointer, wake: WakeSignal, cancelKey: CancelKey, endpoint: String, notices: NoticeReceiver,
        graceMilliseconds: Int
    ) {
        unsafe self.handle = handle
        self.wake = wake
        self.cancelKey = cancelKey
        self.endpoint = endpoint
        self.notices = notices
        backendProcessID = unsafe PQbackendPID(handle)
        serverVersion = Int(unsafe PQserverVersion(handle))
        graceNanoseconds = Int64(graceMilliseconds) * 1_000_000
    }

    deinit {
        // The connection is nonblocking, so this waits for nobody.
        if let handle = unsafe handle { unsafe PQfinish(handle) }
    }

    /// The libpq connection.
    ///
    /// - Throws: ``PostgresError/Code/connectionLost`` when there is none any more.
    func live() throws(PostgresError) -> OpaquePointer {
        if let handle = unsafe handle { return unsafe handle }
        throw PostgresError(
            .connectionLost,
            "The connection to \(endpoint) is gone (\(lossReason)). Open a new one and repeat the call.")
    }

    /// Closes the connection for good.
    func lose(_ reason: String) {
        guard let handle = unsafe handle else { return }
        lossReason = reason
        unsafe PQfinish(handle)
        unsafe self.handle = nil
    }

    var transactionStatus: TransactionStatus {
        guard let handle = unsafe handle else { return .unknown }
        return TransactionStatus(unsafe PQtransactionStatus(handle))
    }
}

/// What bounds a run: a task's cancellation, and a deadline on the monotonic clock in nanoseconds.
struct Limits {
    var interruption: Interruption?
    var deadline: Int64?

    /// Why no further call may begin, if so.
    func exceeded(at now: Int64) -> StopCause? {
        if interruption?.isRequested == true { return .cancelled }
        if let deadline, now >= deadline { return .timeout }
        return nil
    }
}

enum StopCause {
    case cancelled
    case timeout
    /// The caller's own code threw while rows were arriving.
    case callerFailed

    var code: PostgresError.Code {
        self == .timeout ? .timeout : .cancelled
    }

    var sentence: String {
        switch self {
        case .cancelled: "The call was cancelled."
        case .timeout: "The call's deadline passed before the server had answered."
        case .callerFailed: "The caller gave up before the last row."
        }
    }
}

/// How far the giving way of a call has come. Times are nanoseconds of the monotonic clock.
struct Stop {
    let cause: StopCause
    let giveUpAt: Int64
    var nextRequestAt: Int64
    var interval = firstInterval

    static let firstInterval: Int64 = 25_000_000
}
