import ArgumentParser

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what files hold.", subcommands: [CSV.self, Camt053.self, NDJSON.self])
}
