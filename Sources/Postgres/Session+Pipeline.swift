import CPostgres

extension Session {
    /// Sends all `steps` without waiting for answers in between, and returns an outcome for each, in their order.
    ///
    /// Every `.sync` ends a segment, which is a transaction of its own outside of one; a last `.sync` may be left out.
    /// A segment takes effect as a whole: if a step fails, it has the error, the others of its segment (also those
    /// before it, and the `.sync`) have code `aborted`, and the next segment is tried all the same. If the connection
    /// breaks, steps whose segment was not confirmed have errors, in doubt if it may have been committed. After a
    /// cancellation or a passed deadline the steps not sent yet have code `cancelled` or `timeout`.
    ///
    /// Steps must not be `BEGIN`, `COMMIT`, `ROLLBACK` or `COPY`.
    ///
    /// - Throws: ``PostgresError`` only when nothing was sent.
    public func pipeline(
        _ steps: [PipelineStep], file: StaticString = #fileID, line: UInt = #line
    ) throws(PostgresError) -> [Result<Rows, PostgresError>] {
        try pipeline(steps, file: file, line: line, take: nil)
    }

    /// The same for somebody who looks at the rows of a step as soon as they have come. Those behind it may still fail.
    func pipeline(
        _ steps: [PipelineStep], file: StaticString, line: UInt, take: ((_ step: Int, Rows) -> Void)?
    ) throws(PostgresError) -> [Result<Rows, PostgresError>] {
        guard !steps.isEmpty else { return [] }
        let call = Call("", file, line)
        let link = try link(call)
        for step in steps {
            let call = Call(step.sql, file, line)
            do throws(PostgresError) {
                guard !step.sql.containsNul else { throw PostgresError(.misuse, "The SQL text contains U+0000.") }
                switch step {
                case .query(_, let parameters): try ParameterBlock.check(parameters)
                case .queryPrepared(let name, let parameters): try link.check(parameters, for: name)
                case .sync: break
                }
            } catch {
                throw error.located(call)
            }
        }
        return unsafe try link.exchange(call) { handle throws(PostgresError) in
            // libpq would answer the first statement row by row, if the one before was: the mode ends when another statement is begun outside
            // of a pipeline, even one that is refused, as there is none, before anything is sent.
            unsafe _ = PQsendQueryParams(handle, nil, 0, nil, nil, nil, nil, 1)
            guard unsafe PQenterPipelineMode(handle) == 1 else { throw unsafe link.broken(handle) }
            let run = PipelineRun(link, steps, call, take: take)
            return unsafe run.run(handle)
        }
    }
}
