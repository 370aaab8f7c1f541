import ArgumentParser

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The log: every event, in order, as it was recorded.",
        subcommands: [
            LogShow.self, LogTail.self, LogKey.self, LogCheckpoint.self, LogProve.self, LogVerify.self, LogWitness.self,
        ])
}
