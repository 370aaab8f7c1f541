import ArgumentParser
import Assistance

/// What all commands that put something on record have in common.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who says so, such as the recipient county's finance bureau (default: $PAIRLEDGER_ACTOR, else user@host).",
            valueName: "name"))
    var actor: String?

    @Option(
        help: ArgumentHelp(
            "Makes a repeated request the same one: it answers as the first time and records nothing new.",
            valueName: "id"))
    var requestId: String?

    @Flag(help: "Show what would be recorded, and record nothing.")
    var dryRun = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    /// Puts one request on record and shows what became of it.
    func record(_ request: any Request) async throws {
        let key = requestId.map { "request/\($0)" } ?? request.identity
        do {
            let recorder = try await Recorder.open(ledger, actor: actor)
            let outcomes = try await recorder.record([.init(request: request, key: key)], dryRun: dryRun)
            for note in outcomes.flatMap(\.notes) { Terminal.note(note, quiet: ledger.database.quiet) }
            try output.write(try outcomes.report(dryRun: dryRun))
        } catch let refused as Recorder.Refusals {
            throw refused.refusals.first.map { CommandFailure($0.refusal) } ?? CommandFailure(.refused, "refused")
        }
    }
}
