import ArgumentParser
import Testing

@testable import PairLedgerCommand

@Suite("The commands of the program")
struct CommandNameTests {
    @Test("say their names, which take long to be derived from their types")
    func names() {
        var commands: [any ParsableCommand.Type] = [PairLedger.self]
        var count = 0
        while let command = commands.popLast() {
            count += 1
            #expect(command.configuration.commandName != nil, "\(command)")
            commands += command.configuration.subcommands
        }
        #expect(count > 100)
    }
}
