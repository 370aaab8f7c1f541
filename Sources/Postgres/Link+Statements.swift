import CPostgres

extension Link {
    /// Runs `body`, which sends something and takes the whole answer, and puts its error into final form.
    ///
    /// - Parameter commits: whether the call may commit something; by default whatever runs outside a transaction.
    func exchange<Answer>(
        _ call: Call, commits: Bool? = nil, _ body: (OpaquePointer) throws(PostgresError) -> Answer
    ) throws(PostgresError) -> Answer {
        guard !isBusy else {
            throw PostgresError(
                .misuse, "The connection is in the middle of another call. Finish that, or use a second connection.",
                call: call)
        }
        guard !call.sql.containsNul else {
            throw PostgresError(.misuse, "The SQL text contains U+0000.", call: call)
        }
        do throws(PostgresError) {
            let handle = unsafe try live()
            if let cause = limits.exceeded(at: monotonicNow()) {
                throw PostgresError(cause.code, "\(cause.sentence) The statement was not sent.")
            }
            mayCommit = commits ?? (transactionStatus == .idle)
            isBusy = true
            defer {
                isBusy = false
                settle()
            }
            return unsafe try body(handle)
        } catch {
            throw error.located(call)
        }
    }

    func send(_ handle: OpaquePointer, _ call: Call, _ values: [Parameter]) throws(PostgresError) {
        try ParameterBlock.check(values)
        let sent = unsafe parameters.withLayout(of: values) { count, types, values, lengths, formats in
            unsafe PQsendQueryParams(handle, call.sql, count, types, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw unsafe broken(handle) }
        unsafe try flush(handle)
    }

    func sendPrepared(_ handle: OpaquePointer, _ name: String, _ values: [Parameter]) throws(PostgresError) {
        try check(values, for: name)
        let sent = unsafe parameters.withLayout(of: values) { count, _, values, lengths, formats in
            unsafe PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
        }
        guard sent == 1 else { throw unsafe broken(handle) }
        unsafe try flush(handle)
    }

    /// A prepared statement takes binary values as being of its own types, so a mismatch would be read as another
    /// value rather than refused.
    func check(_ values: [Parameter], for name: String) throws(PostgresError) {
        try ParameterBlock.check(values)
        guard !name.containsNul else { throw PostgresError(.misuse, "The name of a statement contains U+0000.") }
        guard let types = prepared[name] else {
            throw PostgresError(.misuse, "No statement named \"\(name)\" was prepared on this connection.")
        }
        guard types.count == values.count else {
            throw PostgresError(
                .misuse, "The statement \"\(name)\" takes \(types.count) parameters, not \(values.count).")
        }
        for (index, (type, value)) in zip(types, values).enumerated() where !type.isBinaryCompatible(with: value.type) {
            if case .null = value.storage { continue }
            throw PostgresError(
                .typeMismatch, "Parameter $\(index + 1) of \"\(name)\" is of type \(type), not \(value.type).")
        }
    }

    /// Waits until all that was queued has left, taking in what arrives meanwhile.
    func flush(_ handle: OpaquePointer) throws(PostgresError) {
        while unsafe PQflush(handle) == 1 {
            try awaitSocket(reading: true, writing: true)
            // After a failure to read, the next result tells the reason.
            guard unsafe consumeInput(handle) else { return }
        }
    }

    /// The next result of the statement in progress; nil after the last.
    func nextResult(_ handle: OpaquePointer) throws(PostgresError) -> OpaquePointer? {
        while unsafe PQisBusy(handle) == 1 {
            _ = unsafe PQflush(handle)
            try awaitSocket(reading: true, writing: false)
            guard unsafe consumeInput(handle) else { break }
        }
        return unsafe PQgetResult(handle)
    }

    /// Takes the whole answer to what was sent.
    ///
    /// - Parameters:
    ///   - first: its first result, if that has been taken already.
    ///   - deliver: takes over the results of single rows.
    /// - Throws: the first error in the answer.
    @discardableResult
    func collect(
        _ handle: OpaquePointer, first: OpaquePointer? = nil, deliver: (OpaquePointer) -> Void = unsafe discard
    ) throws(PostgresError) -> RowStorage {
        var last: RowStorage?
        var failure: PostgresError?
        var next = unsafe first
        while true {
            if unsafe next == nil { unsafe next = try nextResult(handle) }
            guard let result = unsafe next else { break }
            unsafe next = nil
            let status = unsafe PQresultStatus(result)
            switch status {
            case PGRES_SINGLE_TUPLE:
                unsafe deliver(result)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                last = unsafe RowStorage(result)
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                unsafe PQclear(result)
                failure =
                    failure
                    ?? PostgresError(
                        .misuse,
                        "COPY needs copyIn, copyOut or copyOutRows, and the first and the last of them need FORMAT binary."
                    )
                unsafe try leaveCopy(handle, status)
            default:
                let found = unsafe error(from: result, handle)
                unsafe PQclear(result)
                failure = failure ?? found
            }
        }
        let isBad = unsafe PQstatus(handle) == CONNECTION_BAD
        if isBad || failure?.code == .connectionLost {
            let reason = unsafe broken(handle)
            throw lost(failure ?? reason)
        }
        if let failure { throw failure }
        guard let last else { throw PostgresError(.protocolViolation, "The server sent no answer.") }
        return last
    }

    private func leaveCopy(_ handle: OpaquePointer, _ status: ExecStatusType) throws(PostgresError) {
        if status == PGRES_COPY_OUT {
            beginStop(.callerFailed)
            unsafe try receiveCopy(handle) { _ in }
        } else {
            _ = unsafe PQputCopyEnd(handle, "COPY was not expected here")
            unsafe try flush(handle)
        }
    }

    /// The error that a result tells of.
    func error(from result: OpaquePointer, _ handle: OpaquePointer) -> PostgresError {
        func field(_ code: Character) -> String? {
            unsafe errorField(result, code)
        }
        guard let primary = field("M") else { return unsafe broken(handle) }
        var error = PostgresError(.server, primary, sqlState: field("C").map(SQLState.init(rawValue:)))
        error.detail = field("D")
        error.hint = field("H")
        error.context = field("W")
        error.schema = field("s")
        error.table = field("t")
        error.column = field("c")
        error.dataType = field("d")
        error.constraint = field("n")
        let severity = field("V")
        if severity == "FATAL" || severity == "PANIC" {
            error.code = .connectionLost
        } else if let stop, error.sqlState == .queryCanceled {
            error.code = stop.cause.code
            error.message = stop.cause.sentence
        }
        return error
    }

    /// The error for a connection that libpq cannot use any more, or for a call that it refused.
    func broken(_ handle: OpaquePointer) -> PostgresError {
        let message = unsafe libpqMessage(handle)
        let isBad = unsafe PQstatus(handle) == CONNECTION_BAD
        return PostgresError(isBad ? .connectionLost : .protocolViolation, message)
    }

    /// Closes the connection because of `error`, and says so in it.
    func lost(_ error: PostgresError) -> PostgresError {
        var error = error
        let reason = error.message
        error.code = .connectionLost
        error.message = "The connection to \(endpoint) broke: \(reason) Open a new one."
        error.isInDoubt = mayCommit
        lose(reason)
        return error
    }

    /// Ends the transaction in progress, whatever the run's limits say. If that fails, the connection is closed, which
    /// ends it too.
    func rollBack() {
        let status = transactionStatus
        guard status != .idle, status != .unknown else { return }
        let former = limits
        defer { limits = former }
        limits = Limits(deadline: monotonicNow() + graceNanoseconds)
        do throws(PostgresError) {
            _ = unsafe try exchange(Call("ROLLBACK", #fileID, #line), commits: false) { handle throws(PostgresError) in
                unsafe try send(handle, Call("ROLLBACK", #fileID, #line), [])
                return unsafe try collect(handle)
            }
        } catch {
            lose("a transaction could not be rolled back")
        }
    }
}

func discard(_ result: OpaquePointer) {
    unsafe PQclear(result)
}
