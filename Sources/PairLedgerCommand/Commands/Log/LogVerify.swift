import Accountability
import ArgumentParser
import Interchange
import Journal
import TransparencyLog

struct LogVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verify a proof, an export, or the whole database.",
        discussion: """
            A file is a proof bundle, or an export of the log with an entry a line; neither needs a database. Without a file the \
            whole database is gone through: entries, their hashes and columns, versions, order, balances, and the tiles and \
            checkpoints of the seals. What is wrong is named with its position and the checkpoint that has it, and the exit status \
            is 1. The keys that count come from you, never from what is verified; so may checkpoints that you were given before.

            Examples:
              pairledger log verify payment.proof --trust audit.example/main+1a2b3c4d+AR…
              pairledger log verify payment.proof --trust keys.txt --since monday.checkpoint
              pairledger log verify main.ndjson --trust keys.txt --since monday.checkpoint
              pairledger log verify --trust keys.txt
            """)

    @Argument(
        help: ArgumentHelp("A proof bundle, or an export; - for standard input.", valueName: "file"),
        completion: .file())
    var file: String?
    @Option(
        help: ArgumentHelp("A checkpoint that you have; may be given again.", valueName: "file"), completion: .file())
    var since: [String] = []
    @Flag(help: "Verify the database without any seals.") var unsealed = false
    @OptionGroup var trust: TrustOptions
    @OptionGroup var seals: SealOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard !unsealed || file == nil && since.isEmpty && trust.trust.isEmpty else {
            throw ValidationError("--unsealed is for a database of which nothing was ever signed")
        }
    }

    func run() async throws {
        let known = try since.map { try CheckpointFile.read($0) }
        guard let file else { return try await verifyDatabase(known) }
        try verify(file, known)
    }

    // MARK: A file

    /// Reads a bundle whole, and an export line by line, however long it is.
    private func verify(_ file: String, _ known: [SignedCheckpoint]) throws {
        var bundle: [UInt8]?
        var export = try LogVerification.Lines(
            LogVerification(trusting: known.isEmpty ? try trust.keys() : try trust.someKeys(), known: known))
        do {
            try LineFile.forEachLine(of: file) { number, line in
                let bytes = line.withUnsafeBytes { Array($0) }
                if number == 1, ProofBundle.mayBegin(bytes) { bundle = [] }
                guard bundle != nil else { return try export.take(bytes) }
                bundle?.append(contentsOf: bytes + [UInt8(ascii: "\n")])
                guard bundle?.count ?? 0 <= LogVerify.bundleMax else {
                    throw InputProblem(.tooLong, file: file, line: number, message: "a bundle of more than a gibibyte")
                }
            }
        } catch let problem as InputProblem {
            throw CommandFailure(.usage, verbatim: problem.description)
        }
        if let bundle { return try verify(bundle, from: file, known) }
        let shown = try output.openForReport()
        try finish(try export.verdict(), shown, isSealed: !known.isEmpty)
    }

    private static let bundleMax = 1 << 30

    private func verify(_ bytes: [UInt8], from file: String, _ known: [SignedCheckpoint]) throws {
        let keys = try trust.someKeys()
        guard known.count <= 1 else { throw CommandFailure(.usage, "a bundle is held against one checkpoint of yours") }
        let shown = try output.openForReport()
        let report: Report
        do throws(NoteError) {
            let bundle = try ProofBundle(bytes)
            report = try .proof(bundle, try bundle.verify(with: keys, since: known.first), since: known.first)
        } catch {
            throw CommandFailure(.no, "\(file) proves nothing: \(error)")
        }
        try shown.write(report)
        try shown.finish()
    }

    // MARK: The database

    private func verifyDatabase(_ known: [SignedCheckpoint]) async throws {
        let name = try ledger.name()
        let folder = try seals.folder(of: name)
        if !unsealed, try folder.lastCheckpoint() == nil {
            throw CommandFailure(
                .usage, "there are no seals of ledger \(name) in \(folder.path)",
                remedy: "name their folder with --seals, or verify the database by itself with --unsealed")
        }
        let verification =
            unsealed
            ? LogVerification(trusting: [])
            : LogVerification(trusting: try trust.someKeys(), seals: folder, known: known)
        let shown = try output.openForReport()
        let database = try await Database.open(ledger.database)
        let quiet = ledger.database.quiet
        let journal = Journal(name, on: try await database.connectCurrent(.inspect, quiet: quiet))
        let progress = Progress(goal: try await journal.nextPosition(), quiet: quiet)
        let verdict = try await verification.verify(journal) { done, _ in progress.show(done) }
        progress.end()
        try finish(verdict, shown, isSealed: !unsealed)
    }

    private func finish(_ verdict: LogVerification.Verdict, _ shown: Output, isSealed: Bool) throws {
        try shown.write(Report.verdict(verdict, isSealed: isSealed))
        try shown.finish()
        guard verdict.findingCount == 0 else {
            throw CommandFailure(
                .no,
                "\(verdict.findingCount) \(verdict.findingCount == 1 ? "thing is" : "things are") wrong with the log",
                remedy: "keep database and seals as they are, and find out who could change them")
        }
    }
}
