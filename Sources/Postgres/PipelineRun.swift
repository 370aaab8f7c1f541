import CPostgres

/// The course of one pipeline: what has been sent, what has been answered, and what each answer means.
final class PipelineRun {
    private let link: Link
    private let steps: [PipelineStep]
    private let call: Call
    /// Is given the rows of every step when they have come, while the server works on the steps behind.
    private let take: ((_ step: Int, Rows) -> Void)?

    /// What is sent: all steps, or fewer after a stop, and always a sync at the end. nil stands for a sync of our own.
    private var plan: [PipelineStep?]
    private var sentCount = 0
    private var answeredCount = 0
    private var unflushedBytes = 0
    /// The first step that will never be sent.
    private var unsentStart: Int

    private var outcomes: [Result<Rows, PostgresError>?]
    /// The first step of the segment whose answers are arriving.
    private var segmentStart = 0
    private var segmentFailure: (step: Int, error: PostgresError)?

    init(_ link: Link, _ steps: [PipelineStep], _ call: Call, take: ((_ step: Int, Rows) -> Void)?) {
        self.link = link
        self.steps = steps
        self.call = call
        self.take = take
        plan = steps
        if steps.last?.isSync == false { plan.append(nil) }
        unsentStart = plan.count
        outcomes = Array(repeating: nil, count: plan.count)
    }

    func run(_ handle: OpaquePointer) -> [Result<Rows, PostgresError>] {
        do throws(PostgresError) {
            unsafe try exchange(handle)
            guard unsafe PQexitPipelineMode(handle) == 1 else { throw unsafe link.broken(handle) }
        } catch {
            conclude(with: error.code == .connectionLost ? link.lost(error) : error)
            link.lose(error.message)
        }
        return finalOutcomes()
    }

    private func exchange(_ handle: OpaquePointer) throws(PostgresError) {
        var isBlocked = false
        while answeredCount < plan.count {
            while !isBlocked, sentCount < plan.count { unsafe isBlocked = try sendNext(handle) }
            while answeredCount < sentCount, unsafe PQisBusy(handle) == 0 { unsafe try takeAnswer(handle) }
            guard answeredCount < plan.count else { return }
            try link.awaitSocket(reading: true, writing: isBlocked)
            if link.stop != nil { breakOff() }
            // After a failure to read, the next result tells the reason.
            if unsafe !link.consumeInput(handle) {
                unsafe try takeAnswer(handle)
                throw unsafe link.broken(handle)
            }
            if isBlocked { isBlocked = unsafe PQflush(handle) == 1 }
        }
    }

    /// Queues the next step; true when the socket takes no more for now.
    private func sendNext(_ handle: OpaquePointer) throws(PostgresError) -> Bool {
        let sent: Int32
        unflushedBytes += 64
        switch plan[sentCount] {
        case .query(let sql, let values)?:
            sent = unsafe link.parameters.withLayout(of: values) { count, types, values, lengths, formats in
                unsafe PQsendQueryParams(handle, sql, count, types, values, lengths, formats, 1)
            }
            unflushedBytes += link.parameters.byteCount + sql.utf8.count
        case .queryPrepared(let name, let values)?:
            sent = unsafe link.parameters.withLayout(of: values) { count, _, values, lengths, formats in
                unsafe PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
            }
            unflushedBytes += link.parameters.byteCount
        case .sync?, nil:
            sent = unsafe PQpipelineSync(handle)
        }
        guard sent == 1 else { throw unsafe link.broken(handle) }
        sentCount += 1
        // Without it the server keeps the end of an answer until its buffer of 8 KiB is full, or the sync.
        if take != nil, !isSync(sentCount - 1), !isSync(sentCount) {
            guard unsafe PQsendFlushRequest(handle) == 1 else { throw unsafe link.broken(handle) }
        }
        guard unflushedBytes > 64 * 1024 || sentCount == plan.count else { return false }
        unflushedBytes = 0
        return unsafe PQflush(handle) == 1
    }

    /// Sends nothing more but the end of the segment.
    private func breakOff() {
        guard sentCount < plan.count else { return }
        unsentStart = sentCount
        let endsWithSync = sentCount > 0 && (plan[sentCount - 1]?.isSync ?? true)
        plan.removeSubrange(sentCount...)
        if !endsWithSync { plan.append(nil) }
    }

    private func takeAnswer(_ handle: OpaquePointer) throws(PostgresError) {
        // A nil merely separates the answers.
        guard let result = unsafe PQgetResult(handle) else { return }
        let step = answeredCount
        switch unsafe PQresultStatus(result) {
        case PGRES_PIPELINE_SYNC:
            unsafe PQclear(result)
            endSegment(step)
            link.repeatCancelSoon()
            answeredCount += 1
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            let rows = Rows(unsafe RowStorage(result))
            take?(step, rows)
            outcomes[step] = .success(rows)
            answeredCount += 1
        case PGRES_PIPELINE_ABORTED:
            unsafe PQclear(result)
            answeredCount += 1
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            unsafe PQclear(result)
            throw PostgresError(.connectionLost, "A COPY was sent in a pipeline, where it cannot be.")
        default:
            let error = unsafe link.error(from: result, handle).located(located(step))
            unsafe PQclear(result)
            let isBad = unsafe PQstatus(handle) == CONNECTION_BAD
            if isBad || error.code == .connectionLost { throw error }
            if segmentFailure == nil { segmentFailure = (step, error) }
            // The error of a commit comes before the answer to the sync itself.
            if !isSync(step) { answeredCount += 1 }
        }
    }

    private func isSync(_ index: Int) -> Bool {
        plan[index]?.isSync ?? true
    }

    /// Gives the steps of a segment their outcomes, now that its sync has been answered.
    private func endSegment(_ sync: Int) {
        if let (failed, error) = segmentFailure {
            for step in segmentStart...sync { outcomes[step] = .failure(step == failed ? error : aborted(step, error)) }
        } else {
            outcomes[sync] = .success(Rows(RowStorage(columns: [])))
        }
        segmentFailure = nil
        segmentStart = sync + 1
    }

    private func aborted(_ step: Int, _ cause: PostgresError) -> PostgresError {
        PostgresError(
            .aborted, "Another step of the same segment failed, so this one has no effect: \(cause.message)",
            sqlState: cause.sqlState, call: located(step))
    }

    /// Gives outcomes to what will not be answered any more. A segment may have been committed if its sync was sent.
    private func conclude(with error: PostgresError) {
        while segmentStart < plan.count {
            let end = plan.indices[segmentStart...].first(where: isSync) ?? plan.count - 1
            if segmentFailure != nil {
                endSegment(end)
                continue
            }
            let isInDoubt = link.mayCommit && end < sentCount
            for step in segmentStart...end {
                outcomes[step] = .failure(error.inDoubt(isInDoubt).located(located(step)))
            }
            segmentStart = end + 1
        }
    }

    private func finalOutcomes() -> [Result<Rows, PostgresError>] {
        let cause = link.stop?.cause ?? .cancelled
        return steps.indices.map { step in
            if step < unsentStart, let outcome = outcomes[step] { return outcome }
            return .failure(
                PostgresError(cause.code, "\(cause.sentence) The step was not sent.", call: located(step)))
        }
    }

    private func located(_ step: Int) -> Call {
        Call(step < steps.count ? steps[step].sql : "", call.file, call.line)
    }
}
