import Glibc
import Testing

@testable import Journal

/// The programs that come with PostgreSQL.
enum PostgresProgram {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs one to its end.
    ///
    /// - Parameter owner: the user to run it as; by default the one who runs the tests.
    static func run(_ name: String, _ arguments: [String], as owner: SystemAccount? = nil) async throws {
        let user = try #require(SystemAccount.withID(geteuid()))
        let installation = try await PostgresInstallation.find(clusterMajor: nil, owner: user, host: .current())
        let outcome = try await OwnerProgram(
            path: "\(installation.folder)/\(name)", arguments: arguments, owner: owner ?? user, host: .current()
        ).run(limit: .seconds(120))
        guard outcome.succeeded else {
            throw Failure(description: "\(name): \(outcome.status)\n\(outcome.output)")
        }
    }
}
