import Accountability
import ArgumentParser
import Journal
import TransparencyLog

struct LogCheckpoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Seal the log: sign what it holds, and print the checkpoint.",
        discussion: """
            Entries that were recorded since the last time are read, their hashes join the tree, and its root is signed. What was \
            signed before is kept outside the database; when the log has fewer entries now, or others, nothing is signed. Hand \
            checkpoints out, the more the better: whoever has one can prove later that history was rewritten.

            Examples:
              pairledger log checkpoint
              pairledger log checkpoint --output monday.checkpoint
              pairledger log checkpoint --every 60
              pairledger log checkpoint --merge cosigned.checkpoint
              pairledger log checkpoint --list
            """)

    @Flag(help: "List the checkpoints there are instead.") var list = false
    @Option(
        help: ArgumentHelp("Go on, and seal what is new every so many seconds, until stopped.", valueName: "seconds"))
    var every: Int?
    @Option(
        help: ArgumentHelp("Take over the signatures of witnesses from their copy of a checkpoint.", valueName: "file"),
        completion: .file())
    var merge: String?
    @OptionGroup var signing: SigningOptions
    @OptionGroup var seals: SealOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        try LogSealing.check(every, of: "--every")
        guard [list, every != nil, merge != nil].filter({ $0 }).count <= 1 else {
            throw ValidationError("--list, --every and --merge are three different things; give one of them")
        }
    }

    func run() async throws {
        let name = try ledger.name()
        let folder = try seals.folder(of: name)
        if list { return try output.write(try Report.checkpoints(in: folder, ledger: "\(name)")) }
        if let merge { return try take(merge, into: folder) }
        let key = try signing.readLogKey(seals, name)
        let sealing = try await LogSealing(ledger, in: Database.open(ledger.database), into: folder, key: key)
        guard let every else {
            let text = try TextOutput(output.output)
            try text.write("\(try await sealing.seal())")
            return try text.finish()
        }
        let work = Task { try await sealing.seal(every: every) }
        let signals = StopSignals { work.cancel() }
        defer { signals.ignore() }
        do {
            try await work.value
        } catch is CancellationError {
            Terminal.note("stopped", quiet: ledger.database.quiet)
        }
    }

    /// Takes over signatures of witnesses.
    private func take(_ file: String, into folder: SealFolder) throws {
        let copy = try CheckpointFile.read(file)
        var own = try folder.checkpoint(size: copy.checkpoint.size)
        let before = own.note.signatures.count
        do {
            try own.merge(copy)
        } catch {
            throw CommandFailure(.no, "\(file): \(error)", remedy: "compare them: somebody signed another history")
        }
        try folder.replace(own)
        let count = own.note.signatures.count - before
        Terminal.note("\(count) \(count == 1 ? "signature" : "signatures") taken over", quiet: ledger.database.quiet)
    }
}

extension Report {
    fileprivate static func checkpoints(in folder: SealFolder, ledger: String) throws -> Report {
        let rows = try folder.sizes().map { size in
            let signed = try folder.checkpoint(size: size)
            return Report.Row([
                .count(size), .text(signed.checkpoint.root.base64),
                .text(signed.note.signatures.map { "\($0.name)" }.joined(separator: ", ")),
            ])
        }
        return Report(
            name: "checkpoints", title: "Checkpoints",
            facts: [
                .init(key: "ledger", label: "Ledger", value: .text(ledger)),
                .init(key: "folder", label: "Folder", value: .text(folder.path)),
            ],
            sections: [
                .init(
                    key: "checkpoints", title: "Checkpoints",
                    columns: [
                        .init(key: "entries", label: "Entries", kind: .count),
                        .init(key: "root", label: "Root", kind: .text),
                        .init(key: "signed_by", label: "Signed by", kind: .text),
                    ], rows: rows)
            ])
    }
}
