import ArgumentParser

struct SampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Invented ledgers, for practice, measurement and the test of rules.",
        subcommands: [SampleGenerate.self])
}
