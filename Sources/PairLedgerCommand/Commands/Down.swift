import ArgumentParser
import Journal

struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "down",
        abstract: "Stop the private server. Nothing is lost; the next command starts it again.",
        discussion: """
            Example:
              pairledger down
            """)

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        guard try Database.configuration(options) == nil else {
            throw CommandFailure(
                .usage, "a database is configured, and only the private server is stopped from here",
                remedy: "unset PAIRLEDGER_DATABASE_URL and libpq's PG… variables to mean the private server")
        }
        try await EmbeddedServer().stop()
        Terminal.note("stopped", quiet: options.quiet)
    }
}
