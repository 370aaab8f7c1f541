extension Session {
    /// Runs `body` in a transaction of its own; see
    /// ``Connection/transaction(isolation:readOnly:timeoutMilliseconds:file:line:_:)``.
    @discardableResult
    public func transaction<Answer>(
        isolation: Isolation = .readCommitted, readOnly: Bool = false, file: StaticString = #fileID,
        line: UInt = #line, _ body: (Session) throws -> Answer
    ) throws -> Answer {
        let begin = Call("BEGIN ISOLATION LEVEL \(isolation.sql)\(readOnly ? " READ ONLY" : "")", file, line)
        let link = try link(begin)
        guard link.transactionStatus == .idle || link.transactionStatus == .unknown else {
            throw PostgresError(.misuse, "A transaction is open already. Use savepoint for a nested one.", call: begin)
        }
        _ = try query(begin, [], commits: false)
        let answer: Answer
        do {
            answer = try body(self)
        } catch {
            link.rollBack()
            throw error
        }
        let commit = Call("COMMIT", file, line)
        if link.transactionStatus == .idle {
            throw PostgresError(.misuse, "The body of a transaction ended it by itself.", call: commit)
        }
        if let cause = link.limits.exceeded(at: monotonicNow()) {
            link.rollBack()
            throw PostgresError(cause.code, "\(cause.sentence) The transaction was rolled back.", call: commit)
        }
        let answered = try query(commit, [], commits: !readOnly)
        // The server answers COMMIT with ROLLBACK when a statement before it has failed.
        guard answered.storage.commandStatus == "COMMIT" else {
            throw PostgresError(
                .aborted, "A statement of the transaction failed, so all of it was rolled back.", call: commit)
        }
        return answer
    }

    /// Runs `body` so that its effects alone are undone if it throws, while the transaction around it lives on.
    @discardableResult
    public func savepoint<Answer>(
        file: StaticString = #fileID, line: UInt = #line, _ body: (Session) throws -> Answer
    ) throws -> Answer {
        func run(_ sql: String) throws(PostgresError) {
            _ = try query(Call(sql, file, line), [], commits: false)
        }
        // One name serves all depths: each use refers to the newest.
        try run("SAVEPOINT nested")
        let answer: Answer
        do {
            answer = try body(self)
        } catch {
            try? run("ROLLBACK TO SAVEPOINT nested")
            try? run("RELEASE SAVEPOINT nested")
            throw error
        }
        try run("RELEASE SAVEPOINT nested")
        return answer
    }
}
