import Interchange
import Testing

/// A file that is read as a whole, or tells of its problems.
protocol ProblemFile {
    func problems(sourceLocation: SourceLocation) throws -> [InputProblem]
}

extension ProblemFile {
    /// That there is one problem, at this line, in a sentence with these words.
    func expectProblem(
        _ code: InputProblem.Code, line: Int? = nil, _ words: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let problems = try problems(sourceLocation: sourceLocation)
        let problem = try #require(problems.first, sourceLocation: sourceLocation)
        #expect(problems.count == 1 && problem.code == code, "\(problems)", sourceLocation: sourceLocation)
        if let line { #expect(problem.line == line, "\(problem)", sourceLocation: sourceLocation) }
        for word in words {
            #expect(problem.message.contains(word), "\(problem)", sourceLocation: sourceLocation)
        }
        #expect(problem.remedy != nil, sourceLocation: sourceLocation)
    }
}
