public import ArgumentParser
import Glibc

/// The command `pairledger`.
///
/// All commands below it say their names: to derive them from the types takes a third of the time of a short command.
public struct PairLedger: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "pairledger",
        abstract: "An event-sourced ledger for paired assistance (对口支援, 东西部协作).",
        discussion: """
            Follows every yuan from donor to outcome. Without a configured database it keeps a private PostgreSQL of its own.

            To begin:
              pairledger programme establish aid-xinjiang \\
                --name "Paired assistance to Xinjiang" --from 2010-03-30
              pairledger pairing form JS-KZ --programme aid-xinjiang \\
                --donor 320000 --recipient 653000 --from 2010-03-30
              pairledger commit JS-KZ-2014 --pairing JS-KZ --fiscal-year 2014 \\
                --amount 41759万元 --on 2014-02-20
              pairledger report position --unit wan

            Exit status:
              0  fine
              1  the answer is no: a check found something
              2  wrong usage
              3  refused by the ledger's rules
              4  the database is out of reach
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Server", subcommands: [Up.self, Down.self, Status.self]),
            CommandGroup(
                name: "Recording",
                subcommands: [
                    ProgrammeCommand.self, PairingCommand.self, Commit.self, AgreementCommand.self, Transfer.self,
                    Receive.self, Reject.self, Forward.self, ProjectCommand.self, Allocate.self, Spend.self,
                    Return.self, Reverse.self, OutcomeCommand.self, EvidenceCommand.self, ClaimCommand.self,
                    CooperationCommand.self, ImportCommand.self,
                ]),
            CommandGroup(
                name: "Overseeing",
                subcommands: [
                    Check.self, FindingCommand.self, ReconcileCommand.self, AuditCommand.self, PolicyCommand.self,
                ]),
            CommandGroup(
                name: "Looking",
                subcommands: [
                    Show.self, ReportCommand.self, TraceCommand.self, Diff.self, LogCommand.self, ExportCommand.self,
                    RegionCommand.self,
                ]),
            CommandGroup(
                name: "Keeping",
                subcommands: [LedgerCommand.self, ProjectionCommand.self, RolesCommand.self, SampleCommand.self]),
        ])

    public init() {}

    /// Runs the command line of the process and ends the process with the exit status that the help names.
    public static func execute() async -> Never {
        EarlyConnection.begin(CommandLine.arguments.dropFirst())
        do {
            var command = try parse()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            end(EXIT_SUCCESS)
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let code = exitCode(for: error)
        switch code {
        case .validationFailure:
            let message = fullMessage(for: error)
            let prefix = "Error: "
            Terminal.note(message.hasPrefix(prefix) ? "pairledger: error: " + message.dropFirst(prefix.count) : message)
            end(CommandFailure.Status.usage.rawValue)
        case _ where error is ExitCode: end(code.rawValue)
        case .success:
            // Help, or the version.
            do {
                try Terminal.out(fullMessage(for: error) + "\n")
                end(EXIT_SUCCESS)
            } catch {
                end(with: error)
            }
        default:
            let failure = CommandFailure(any: error)
            Terminal.note(failure.text)
            end(failure.status.rawValue)
        }
    }

    /// Ends the process without the cleaning up that libraries do at its end, which takes some milliseconds, and would pull OpenSSL away
    /// from under a connection that is being made.
    private static func end(_ status: Int32) -> Never { _exit(status) }

    /// Parses the words of the command line, by the command that they name alone: to look at all that there are takes the library as long as
    /// it takes to ask the database. What that command does not understand is parsed once more from the root, whose answer is the one to
    /// show: its errors, help and version know the names of all commands on the way.
    private static func parse() throws -> any ParsableCommand {
        var command: any ParsableCommand.Type = self
        var words = CommandLine.arguments.dropFirst()
        while let word = words.first,
            let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == word })
        {
            (command, words) = (next, words.dropFirst())
        }
        if command.configuration.subcommands.isEmpty, let parsed = try? command.parseAsRoot(Array(words)),
            type(of: parsed) == command
        {
            return parsed
        }
        return try parseAsRoot()
    }
}
