import ArgumentParser

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "What auditors do with the ledger: choose what they examine.",
        subcommands: [AuditSample.self])
}
