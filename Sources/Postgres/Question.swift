/// A statement that only asks, and what to make of the rows that answer it.
public struct Question<Answer>: Sendable {
    let sql: String
    let parameters: [Parameter]
    let read: @Sendable (Rows) throws -> Answer

    public init(_ sql: String, _ parameters: [Parameter] = [], _ read: @escaping @Sendable (Rows) throws -> Answer) {
        self.sql = sql
        self.parameters = parameters
        self.read = read
    }
}

extension Session {
    /// Asks a question.
    ///
    /// - Throws: ``PostgresError``; what the question's reading throws.
    public func ask<Answer>(
        _ question: Question<Answer>, file: StaticString = #fileID, line: UInt = #line
    ) throws -> Answer {
        try question.read(query(question.sql, question.parameters, file: file, line: line))
    }

    /// Asks several questions at once, for the time of one way to the server and back; the answers are in the order of the questions.
    ///
    /// - Throws: the ``PostgresError`` of the question that the server refused; what a question's reading throws.
    public func ask<each Answer>(
        _ questions: repeat Question<each Answer>, file: StaticString = #fileID, line: UInt = #line
    ) throws -> (repeat each Answer) {
        var steps: [PipelineStep] = []
        repeat steps.append(.query((each questions).sql, (each questions).parameters))
        let outcomes = try pipeline(steps, file: file, line: line)
        // Those beside the one that failed are aborted.
        let failures = outcomes.compactMap { outcome -> PostgresError? in
            if case .failure(let error) = outcome { error } else { nil }
        }
        if let failure = failures.first(where: { $0.code != .aborted }) ?? failures.first { throw failure }
        var rows = outcomes.compactMap { try? $0.get() }.makeIterator()
        func next<One>(_ question: Question<One>) throws -> One {
            guard let answer = rows.next() else {
                throw PostgresError(.misuse, "There are more questions than answers.")
            }
            return try question.read(answer)
        }
        return (repeat try next(each questions))
    }
}
