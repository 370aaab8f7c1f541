import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Record what files hold.",
        subcommands: [
            CSV.self,
            Camt053.self,
            IATI.self,
            OCDS.self,
            NDJSON.self,
        ])
}
