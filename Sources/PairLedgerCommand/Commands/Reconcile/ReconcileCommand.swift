import ArgumentParser

struct ReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile", abstract: "Hold the ledger against what banks and recipients say.",
        subcommands: [
            ReconcileBank.self, ReconcileReceipts.self, ReconcileAccept.self, ReconcileReject.self,
            ReconcileUndo.self,
        ])
}
