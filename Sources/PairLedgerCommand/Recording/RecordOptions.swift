import ArgumentParser
import Assistance
import Journal

/// What all commands that put something on record have in common.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who says so, such as the recipient county's finance bureau (default: $PAIRLEDGER_ACTOR, else user@host).",
            valueName: "name"))
    var actor: String?

    @Option(
        help: ArgumentHelp(
            "Makes a repeated request the same one: it answers as the first time and records nothing new. What names itself (a transfer, a payment) is known by that already.",
            valueName: "id"))
    var requestId: String?

    @Option(
        name: .customLong("evidence"),
        help: ArgumentHelp(
            "A document that proves it: its SHA-256 is recorded with it, and the file stays where it is. May be given again for others.",
            valueName: "file"),
        completion: .file())
    var evidence: [String] = []

    @Flag(help: "Show what would be recorded, and record nothing.")
    var dryRun = false

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try actor.map { try Parse.mustBeText($0, "--actor") }
        try requestId.map { try Parse.mustBeText($0, "--request-id") }
    }

    /// Puts one request on record and shows what became of it.
    func record(_ request: any Request) async throws { try await record([request]) }

    /// Puts requests on record, all of them or none, and shows what became of them.
    func record(_ requests: [any Request]) async throws {
        let documents = try evidence.map { try DocumentFile($0).described() }
        // What names itself is known by that, so that one payment is never two however its requests are called.
        let submissions = requests.map { request in
            Recorder.Submission(
                request: WithEvidence(request, documents), key: request.identity ?? requestId.map { "request/\($0)" })
        }
        let shown = try output.openForReport()
        let outcomes: [Recorder.Outcome]
        do {
            let recorder = try await Recorder.open(ledger, actor: actor)
            outcomes = try await recorder.record(submissions, dryRun: dryRun)
        } catch let refused as Recorder.Refusals {
            throw CommandFailure(refused)
        } catch JournalError.inDoubt(let error) {
            throw CommandFailure(.inDoubt(error), isRepeatable: submissions.allSatisfy { $0.key != nil })
        }
        for note in outcomes.flatMap(\.notes) { Terminal.note(note, quiet: ledger.database.quiet) }
        do {
            try shown.write(outcomes.report(dryRun: dryRun))
            try shown.finish()
        } catch let failure as CommandFailure where !dryRun {
            throw CommandFailure(
                .no, verbatim: failure.text + "\npairledger: it was recorded all the same; do not repeat it")
        }
    }
}

extension CommandFailure {
    /// All that was refused, a refusal after the other.
    init(_ refused: Recorder.Refusals) {
        self.init(
            .refused, verbatim: refused.refusals.map { CommandFailure($0.refusal).text }.joined(separator: "\n"))
    }
}
