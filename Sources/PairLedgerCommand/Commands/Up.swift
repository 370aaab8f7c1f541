import ArgumentParser

struct Up: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "up",
        abstract: "Make the database ready: start the private server, bring the schema up to date.",
        discussion: """
            Every command does this for the private server when it has to. For a configured database it is done here, once, as \
            somebody who may create roles and schemas there.

            Examples:
              pairledger up
              PAIRLEDGER_DATABASE_URL=postgresql://admin@db.example/pairledger pairledger up
            """)

    @OptionGroup var options: DatabaseOptions

    func run() async throws {
        let database = try await Database.open(options)
        let applied = try await database.prepare(quiet: options.quiet)
        Terminal.note(
            applied == 0 ? "ready; the schema was up to date" : "ready; \(applied) migrations applied",
            quiet: options.quiet)
    }
}
