import CPostgres

extension Link {
    /// Waits until the socket is ready. Meanwhile a cancellation, or a passed deadline, makes this ask the server to
    /// cancel, again and again, since a request that comes before the statement has reached the server is lost.
    ///
    /// - Throws: the cause, after the connection has been closed because the server did not give way in time.
    func awaitSocket(reading: Bool, writing: Bool) throws(PostgresError) {
        while true {
            let now = monotonicNow()
            if stop == nil, let cause = limits.exceeded(at: now) { beginStop(cause, at: now) }
            if stop != nil { try pressStop(at: now) }
            let socket = unsafe PQsocket(try live())
            do throws(PostgresError) {
                let isReady = try awaitDescriptors(
                    socket: socket, reading: reading, writing: writing, wake,
                    until: stop.map { min($0.giveUpAt, $0.nextRequestAt) } ?? limits.deadline)
                if isReady { return }
            } catch {
                throw lost(error)
            }
        }
    }

    func beginStop(_ cause: StopCause, at now: Int64 = monotonicNow()) {
        guard stop == nil else { return }
        stop = Stop(cause: cause, giveUpAt: now + graceNanoseconds, nextRequestAt: now)
    }

    /// Has the next cancel request sent soon, because one statement of several has given way.
    func repeatCancelSoon() {
        guard var current = stop else { return }
        current.interval = Stop.firstInterval
        current.nextRequestAt = min(current.nextRequestAt, monotonicNow() + Stop.firstInterval)
        stop = current
    }

    /// Takes in what has arrived; false when the connection has failed, which the next result explains.
    func consumeInput(_ handle: OpaquePointer) -> Bool {
        guard unsafe PQconsumeInput(handle) == 1 else { return false }
        // A decrypted record may not have fitted into libpq's buffer in whole. The socket would not show the rest.
        let isEncrypted = unsafe PQsslInUse(handle) == 1 || PQgssEncInUse(handle) == 1
        return unsafe !isEncrypted || PQconsumeInput(handle) == 1
    }

    private func pressStop(at now: Int64) throws(PostgresError) {
        guard var current = stop else { return }
        guard now < current.giveUpAt else { throw abandon(current.cause) }
        guard now >= current.nextRequestAt else { return }
        if cancelRequest?.isDone ?? true {
            // Without a thread for it the next attempt may succeed; at worst the connection is given up.
            cancelRequest = try? CancelRequest(cancelKey, wake)
            current.interval *= 2
        }
        current.nextRequestAt = now + current.interval
        stop = current
    }

    /// Closes a connection whose server does not answer.
    func abandon(_ cause: StopCause) -> PostgresError {
        let milliseconds = graceNanoseconds / 1_000_000
        lose("the server did not react to a cancel request within \(milliseconds) ms")
        return PostgresError(
            cause.code,
            "\(cause.sentence) The server did not react to a cancel request within \(milliseconds) ms, so the connection "
                + "to \(endpoint) was closed. Open a new one.", isInDoubt: mayCommit)
    }

    /// Waits for the end of a cancel request under way, so that it cannot hit the next statement. If it does not end,
    /// the connection is closed instead; what the call has achieved stands all the same.
    func settle() {
        defer {
            stop = nil
            cancelRequest = nil
        }
        guard let request = cancelRequest, let stop, unsafe handle != nil else { return }
        while !request.isDone {
            let waited = try? awaitDescriptors(socket: -1, reading: false, writing: false, wake, until: stop.giveUpAt)
            guard waited != nil, monotonicNow() < stop.giveUpAt else {
                if !request.isDone { lose("a cancel request was not answered") }
                return
            }
        }
    }
}
