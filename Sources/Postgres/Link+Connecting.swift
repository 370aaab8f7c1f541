import CPostgres
import Glibc

extension Link {
    /// Connects on the calling thread, which must be the connection's own.
    static func connect(
        _ options: ConnectionOptions, _ wake: WakeSignal, _ interruption: Interruption
    ) throws(PostgresError) -> Link {
        let started = unsafe try options.withParameters { keywords, values in
            unsafe PQconnectStartParams(keywords, values, 1)
        }
        guard let handle = unsafe started else {
            throw PostgresError(.connectFailed, "There is no memory for a connection.")
        }
        let notices = NoticeReceiver(options.noticeHandler)
        unsafe notices.install(on: handle)
        // With this verbosity the text of a refusal contains its SQLSTATE, which libpq tells in no other way here.
        unsafe PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        let limits = Limits(
            interruption: interruption,
            deadline: monotonicNow() + Int64(options.connectTimeoutMilliseconds) * 1_000_000)
        do throws(PostgresError) {
            unsafe try poll(handle, wake, limits)
        } catch {
            unsafe PQfinish(handle)
            throw error
        }
        unsafe PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        guard unsafe PQsetnonblocking(handle, 1) == 0, let cancelKey = unsafe CancelKey(handle) else {
            unsafe PQfinish(handle)
            throw PostgresError(.connectFailed, "There is no memory for a connection.")
        }
        DetachedThread.nameCurrent("libpq \(unsafe PQbackendPID(handle))")
        return unsafe Link(
            handle, wake: wake, cancelKey: cancelKey, endpoint: endpoint(handle), notices: notices,
            graceMilliseconds: options.cancelGraceMilliseconds)
    }

    private static func poll(
        _ handle: OpaquePointer, _ wake: WakeSignal, _ limits: Limits
    ) throws(PostgresError) {
        guard unsafe PQstatus(handle) != CONNECTION_BAD else { throw unsafe refusal(handle) }
        var phase = PGRES_POLLING_WRITING
        while true {
            let isReady = try awaitDescriptors(
                socket: unsafe PQsocket(handle), reading: phase == PGRES_POLLING_READING,
                writing: phase == PGRES_POLLING_WRITING, wake, until: limits.deadline)
            if let cause = limits.exceeded(at: monotonicNow()) {
                let reason = cause == .timeout ? "The connect timeout passed without an answer." : cause.sentence
                throw PostgresError(cause.code, "No connection was made to \(unsafe endpoint(handle)): \(reason)")
            }
            guard isReady else { continue }
            phase = unsafe PQconnectPoll(handle)
            switch phase {
            case PGRES_POLLING_OK: return
            case PGRES_POLLING_FAILED: throw unsafe refusal(handle)
            default: continue
            }
        }
    }

    private static func endpoint(_ handle: OpaquePointer) -> String {
        func text(_ name: String, _ value: UnsafeMutablePointer<CChar>?) -> String? {
            guard let value = unsafe value, unsafe value.pointee != 0 else { return nil }
            return unsafe "\(name)=\(String(cString: value))"
        }
        let parts = unsafe [
            text("host", PQhost(handle)), text("port", PQport(handle)), text("dbname", PQdb(handle)),
            text("user", PQuser(handle)),
        ]
        return parts.compactMap { $0 }.joined(separator: " ")
    }

    /// Why libpq could not connect, without passwords.
    private static func refusal(_ handle: OpaquePointer) -> PostgresError {
        var text = unsafe PQerrorMessage(handle).map { unsafe String(cString: $0) } ?? ""
        // libpq names no password by itself. A short one would be told by the gaps it leaves in ordinary words.
        if let password = unsafe PQpass(handle).map({ unsafe String(cString: $0) }), password.utf8.count >= 6 {
            text = text.replacing(password, with: "***")
        }
        let (sqlState, message) = withoutVerbosity(text)
        var error = PostgresError(.connectFailed, "No connection was made to \(unsafe endpoint(handle)): \(message)")
        error.sqlState = sqlState
        switch sqlState {
        case .invalidCatalogName?: error.hint = "Create the database, or name another one."
        case .cannotConnectNow?: error.hint = "The server is starting up or shutting down; try again shortly."
        case .tooManyConnections?: error.hint = "Close other connections, or raise max_connections."
        default: break
        }
        return error
    }

    /// Takes apart `FATAL:  3D000: database … does not exist`, and drops the server's source location below it. Of
    /// several hosts' refusals the last one's SQLSTATE is returned.
    private static func withoutVerbosity(_ text: String) -> (SQLState?, String) {
        var found: SQLState?
        let lines = text.split(separator: "\n").compactMap { line -> String? in
            if line.hasPrefix("LOCATION:") { return nil }
            let line = line.drop { $0 == "\t" }
            guard let colon = line.firstRange(of: ":  ") else { return String(line) }
            let code = line[colon.upperBound...].prefix(5)
            let isCode = code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
            guard isCode, code.utf8.count == 5, line[code.endIndex...].hasPrefix(": ") else { return String(line) }
            found = SQLState(rawValue: String(code))
            return line[..<colon.lowerBound] + ": " + line[code.endIndex...].dropFirst(2)
        }
        return (found, lines.joined(separator: " "))
    }
}

/// libpq's last message in one line.
func libpqMessage(_ handle: OpaquePointer) -> String {
    let text = unsafe PQerrorMessage(handle).map { unsafe String(cString: $0) } ?? ""
    return text.split(separator: "\n").map { $0.drop { $0 == "\t" } }.joined(separator: " ")
}

/// Waits for a socket or a wake signal; true when the socket is ready (or broken). A deadline is in nanoseconds.
func awaitDescriptors(
    socket: Int32, reading: Bool, writing: Bool, _ wake: WakeSignal, until deadline: Int64?
) throws(PostgresError) -> Bool {
    let events = Int16((reading ? POLLIN : 0) | (writing ? POLLOUT : 0))
    return unsafe try withUnsafeTemporaryAllocation(of: pollfd.self, capacity: 2) {
        (slots) throws(PostgresError) -> Bool in
        unsafe slots.initializeElement(at: 0, to: pollfd(fd: socket, events: events, revents: 0))
        unsafe slots.initializeElement(at: 1, to: pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0))
        var milliseconds: Int32 = -1
        if let deadline {
            let left = max(0, deadline - monotonicNow())
            milliseconds = Int32(clamping: (left + 999_999) / 1_000_000)
        }
        let count = unsafe Glibc.poll(slots.baseAddress, 2, milliseconds)
        guard count >= 0 else {
            if errno == EINTR || errno == EAGAIN { return false }
            throw PostgresError(.connectionLost, "The system refused to wait for a connection (error \(errno)).")
        }
        if unsafe slots[1].revents != 0 { wake.drain() }
        return unsafe slots[0].revents != 0
    }
}
