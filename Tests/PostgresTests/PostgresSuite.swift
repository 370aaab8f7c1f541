import Postgres
import Testing

/// All tests of the client. They run one after another, since some measure threads, memory and time.
@Suite(.serialized)
enum PostgresSuite {}

func connect(
    _ overrides: [String: String] = [:], _ change: (inout ConnectionOptions) -> Void = { _ in }
) async throws -> Connection {
    var options = try await testServerOptions()
    options.overrides.merge(overrides) { $1 }
    change(&options)
    return try await Connection.open(options)
}

/// The ``PostgresError`` that `body` throws.
func failure(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async throws -> PostgresError {
    do {
        let answer = try await body()
        Issue.record("no error, but \(answer)", sourceLocation: sourceLocation)
    } catch let error as PostgresError {
        return error
    }
    throw NoError()
}

struct OwnError: Error, Equatable {
    let number: Int
}

/// Something succeeded that had to fail.
private struct NoError: Error {}
