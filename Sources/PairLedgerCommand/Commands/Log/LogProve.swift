import ArgumentParser
import FoundationEssentials
import Journal
import TransparencyLog

struct LogProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove", abstract: "Prove to somebody without the database that entries are in the log.",
        discussion: """
            The bundle has the entries byte for byte, the hashes that lead from them to the root of a checkpoint, and the signed \
            checkpoint. With --since it also proves that nothing was changed or taken away since the reader's own checkpoint; \
            with --since alone nothing but that. pairledger log verify checks it without a database, and so does the script \
            verify_proof.py.

            Examples:
              pairledger log prove 4711 --output payment.proof
              pairledger log prove 100-120 transfer/SH-YN-2021-003 --output transfer.proof
              pairledger log prove --since monday.checkpoint --output growth.proof
            """)

    @Argument(
        help: ArgumentHelp(
            "Positions (4711 or 100-120), event identifiers, streams such as transfer/T1, or all.", valueName: "entries"
        ))
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
        let name = try ledger.name()
        let folder = try seals.folder(of: name)
        let earlier = try since.map { try CheckpointFile.read($0) }
        let text = try TextOutput(output)
        let database = try await Database.open(ledger.database)
        let journal = Journal(name, on: try await database.connectCurrent(.inspect, quiet: ledger.database.quiet))
        var positions: [Range<Int64>] = []
        for entry in entries { positions += try await find(entry, in: journal, folder) }
        let bundle = try await Prover(journal, seals: folder).prove(
            positions, by: by, since: earlier?.checkpoint.size)
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

    /// The positions that a word of the command line means.
    private func find(_ word: String, in journal: Journal, _ folder: SealFolder) async throws -> [Range<Int64>] {
        if word == "all" {
            let size: Int64?
            if let by { size = by } else { size = try folder.lastCheckpoint()?.checkpoint.size }
            return size.map { [0..<$0] } ?? []
        }
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        if 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last,
            last < .max
        {
            return [first..<last + 1]
        }
        let selection: LogSelection
        if let id = UUID(uuidString: word) {
            selection = LogSelection(ids: [id])
        } else if word.contains("/") {
            selection = LogSelection(streams: [word])
        } else {
            throw CommandFailure(
                .usage, "\"\(word)\" is no position, range, event identifier or stream",
                remedy: "such as 4711, 100-120, transfer/SH-YN-2021-003, or all")
        }
        let found = try await journal.read(selection).map { $0.position..<$0.position + 1 }
        guard !found.isEmpty else {
            throw CommandFailure(.usage, "there is no event of \(word) in ledger \(journal.ledger)")
        }
        return found
    }
}
