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

    /// Asks several questions at once, for the time of one way to the server and back; the answers are in the order of the questions, and each is
    /// read while the server works on those behind it.
    ///
    /// - Throws: the ``PostgresError`` of the question that the server refused; what a question's reading throws.
    public func ask<each Answer>(
        _ questions: repeat Question<each Answer>, file: StaticString = #fileID, line: UInt = #line
    ) throws -> (repeat each Answer) {
        let asked = (repeat Asked(each questions))
        var steps: [PipelineStep] = []
        var takers: [(Rows) -> Void] = []
        repeat steps.append((each asked).step)
        repeat takers.append((each asked).take)
        let outcomes = try pipeline(steps, file: file, line: line) { step, rows in takers[step](rows) }
        // Those beside the one that failed are aborted.
        let failures = outcomes.compactMap { outcome -> PostgresError? in
            if case .failure(let error) = outcome { error } else { nil }
        }
        if let failure = failures.first(where: { $0.code != .aborted }) ?? failures.first { throw failure }
        return (repeat try (each asked).answer.get())
    }
}

/// A question on its way, and its answer when it has come.
private final class Asked<Answer> {
    private let question: Question<Answer>
    private(set) var answer: Result<Answer, any Error> = .failure(
        PostgresError(.misuse, "There are more questions than answers."))

    init(_ question: Question<Answer>) { self.question = question }

    var step: PipelineStep { .query(question.sql, question.parameters) }

    func take(_ rows: Rows) { answer = Result { try question.read(rows) } }
}
