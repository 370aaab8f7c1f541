import ArgumentParser
import Journal
import TransparencyLog

struct LogProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove to somebody without the database that entries are in the log.",
        discussion: """
            The bundle has the entries byte for byte, the hashes that lead from them to the root of a checkpoint, and the signed \
            checkpoint. With --since it also proves that nothing was changed or taken away since the reader's own checkpoint; \
            with --since alone nothing but that. pairledger log verify checks it without a database, and so does the script \
            verify_proof.py. A report with a seal is proved with all entries of its checkpoint: with them and the words in its seal \
            anybody can work its figures out.

            Examples:
              pairledger log prove 4711 --output payment.proof
              pairledger log prove 100-120 transfer/SH-YN-2021-003 --output transfer.proof
              pairledger log prove position.json --output position.proof
              pairledger log prove --since monday.checkpoint --output growth.proof
            """)

    @Argument(
        help: ArgumentHelp(
            "Positions (4711 or 100-120), event identifiers, streams such as transfer/T1, files of reports with a seal, or all.",
            valueName: "entries"))
    var entries: [String] = []
    @Option(help: ArgumentHelp("The checkpoint of so many entries, instead of the last.", valueName: "entries"))
    var by: Int64?
    @Option(
        help: ArgumentHelp("A checkpoint that the reader has.", valueName: "file"), completion: .file())
    var since: String?
    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"),
        completion: .file())
    var output: String?
    @OptionGroup var seals: SealOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard !entries.isEmpty || since != nil else {
            throw ValidationError("what is to be proved? give entries, --since, or both")
        }
    }

    func run() async throws {
        let (reports, words) = try sealedReports()
        let name = try ledger.ledger ?? reports.first.map { try Parse.ledger($0.seal.ledger) } ?? ledger.name()
        let folder = try seals.folder(of: name)
        let earlier = try since.map { try CheckpointFile.read($0) }
        let text = try TextOutput(output)
        let database = try await Database.open(ledger.database)
        let journal = Journal(name, on: try await database.connectCurrent(.inspect, quiet: ledger.database.quiet))
        let provedBy = try size(of: reports, in: folder)
        var positions: [Range<Int64>] = reports.map { _ in 0..<(provedBy ?? 0) }
        for word in words { positions += try await find(word, in: journal, provedBy) }
        let bundle = try await Prover(journal, seals: folder).prove(
            positions, by: provedBy, since: earlier?.checkpoint.size)
        if let earlier, let consistency = bundle.consistency {
            let root = bundle.checkpoint.checkpoint.root
            guard consistency.proves(oldRoot: earlier.checkpoint.root, root: root) else {
                throw CommandFailure(
                    .no, "the checkpoint of \(earlier.checkpoint.size.entries) is of another history than this log's",
                    remedy: "keep it: it is the proof that somebody was shown another log")
            }
        }
        try text.write(String(decoding: bundle.bytes, as: UTF8.self))
        try text.finish()
        let (count, size) = (bundle.entries.count, bundle.checkpoint.checkpoint.size)
        let proved = "\(count) \(count == 1 ? "entry" : "entries") proved by the checkpoint of \(size.entries)"
        let growth = earlier.map { "the log only grew since the checkpoint of \($0.checkpoint.size.entries)" }
        Terminal.note(
            [count > 0 ? proved : nil, growth].compactMap { $0 }.joined(separator: "; "), quiet: ledger.database.quiet)
    }
}
