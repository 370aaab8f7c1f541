import ArgumentParser
import CanonicalJSON
import Journal
import Postgres
import Projection
import TransparencyLog

extension ExportCommand {
    struct NDJSON: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ndjson", abstract: "Write the log itself: its entries as they are recorded, one a line.",
            discussion: """
                A backup that needs no program to be read: each line is an entry, byte for byte, and with a zero byte before it hashes to \
                the entry's leaf. `pairledger import ndjson` rebuilds the ledger of it, bit for bit; with the checkpoint that --checkpoint \
                writes beside it, it can be checked without the database that it came from.

                All that happened is in the entries. Not in them are the checkpoints, tiles and keys of the seals, which lie in a folder of \
                their own (copy that as well), the read models, which are drawn from the log again, the logins of the database, and \
                documents, of which the log has the digests.

                Examples:
                  pairledger export ndjson --output main.ndjson
                  pairledger export ndjson --output main.ndjson --checkpoint main.checkpoint
                  pairledger export ndjson --known-at 4711 --output main.ndjson
                """)

        @Option(
            name: .shortAndLong,
            help: ArgumentHelp("Write to a file instead of standard output.", valueName: "file"), completion: .file())
        var output: String?
        @Option(
            help: ArgumentHelp(
                "Write the newest checkpoint that was signed for these entries to a file.", valueName: "file"),
            completion: .file())
        var checkpoint: String?
        @Option(
            help: ArgumentHelp(
                "Only up to this position, or what the ledger knew at this instant, such as 2026-01-05T08:30:00Z.",
                valueName: "position|instant"),
            transform: Parse.knownAt)
        var knownAt: Horizon.KnownAt?
        @OptionGroup var seals: SealOptions
        @OptionGroup var ledger: LedgerOptions

        func run() async throws {
            let name = try ledger.name()
            let quiet = ledger.database.quiet
            let text = try TextOutput(output)
            let seal = try checkpoint.map { try TextOutput($0) }
            let database = try await Database.open(ledger.database)
            let journal = Journal(name, on: try await database.connectCurrent(.inspect, quiet: quiet))
            try await journal.mustSeeEntries()
            let size = try await size(of: journal)
            let signed = try seal.map { _ in try newestCheckpoint(of: name, within: size) }

            let progress = Progress(goal: size, quiet: quiet || output == nil)
            var tree = CompactRange()
            while tree.size < size {
                // A page ends where the checkpoint was signed, so that its root can be compared.
                let ends = [tree.size + NDJSON.pageSize, size, signed?.checkpoint.size ?? size]
                let page = try await NDJSON.page(
                    tree.size..<(ends.filter { $0 > tree.size }.min() ?? size), journal, tree)
                tree = page.tree
                try text.write(String(decoding: page.lines, as: UTF8.self))
                if let signed, signed.checkpoint.size == tree.size, signed.checkpoint.root != tree.root {
                    throw NDJSON.otherHistory(signed.checkpoint, tree.root)
                }
                progress.show(tree.size)
            }
            progress.end()
            try text.finish()
            if let signed { try seal?.write("\(signed)") }
            try seal?.finish()
            Terminal.note(
                "\(size.entries) of ledger \(name), root \(tree.root.base64)"
                    + (signed.map { "; the checkpoint is of \($0.checkpoint.size.entries)" } ?? ""), quiet: quiet)
        }

        private static let pageSize: Int64 = 1_000

        /// The entries at these positions as lines, and the tree with them.
        private static func page(
            _ positions: Range<Int64>, _ journal: Journal, _ tree: CompactRange
        ) async throws -> (lines: [UInt8], tree: CompactRange) {
            try await journal.connection.run { [ledger = journal.ledger] session in
                var (lines, tree): ([UInt8], CompactRange) = ([], tree)
                let selection = LogSelection(from: positions.lowerBound, limit: positions.count)
                try Journal.forEachEntry(selection, of: ledger, on: session) { _, entry in
                    entry.withUnsafeBytes {
                        tree.append(Digest(leaf: $0))
                        lines += $0
                    }
                    lines.append(UInt8(ascii: "\n"))
                }
                return (lines, tree)
            }
        }

        /// How many entries are asked for. Time never goes back along a log, so that those of a moment are its beginning.
        private func size(of journal: Journal) async throws -> Int64 {
            let recorded = try await journal.nextPosition()
            let horizon = Horizon(knownAt: knownAt)
            var known = 0..<horizon.end(recorded: recorded)
            guard case .instant = knownAt else { return known.upperBound }
            while !known.isEmpty {
                let middle = known.lowerBound + Int64(known.count / 2)
                guard let event = try await journal.read(LogSelection(from: middle, limit: 1)).first else { break }
                known = horizon.reaches(event) ? middle + 1..<known.upperBound : known.lowerBound..<middle
            }
            return known.lowerBound
        }

        private func newestCheckpoint(of name: LedgerName, within size: Int64) throws -> SignedCheckpoint {
            let folder = try seals.folder(of: name)
            guard let newest = try folder.sizes().filter({ $0 <= size }).max() else {
                throw CommandFailure(
                    .usage, "no checkpoint of these \(size.entries) was signed that is in \(folder.path)",
                    remedy:
                        "sign one with pairledger log checkpoint, name the folder with --seals, or leave --checkpoint out"
                )
            }
            return try folder.checkpoint(size: newest)
        }

        private static func otherHistory(_ checkpoint: Checkpoint, _ root: Digest) -> CommandFailure {
            CommandFailure(
                .no,
                "the first \(checkpoint.size.entries) are not those of the checkpoint: their root is \(root.base64), not \(checkpoint.root.base64)",
                remedy: "keep database and seals as they are, and find out what was changed: pairledger log verify")
        }
    }
}
