import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the ledger for other programs.",
        subcommands: [
            JournalFile.self,
            NDJSON.self,
            IATI.self,
            Fiscal.self,
        ])
}
