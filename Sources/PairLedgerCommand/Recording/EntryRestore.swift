import Interchange
import Journal
import Postgres
import TransparencyLog

/// Rebuilds a ledger of a copy of its log. What is there already must be the beginning of the copy, so that a restore that was
/// interrupted is simply repeated.
struct EntryRestore {
    private let copy: EntryCopy
    /// Reads the log, as one who may read it.
    private let reader: Journal
    /// Puts entries back, as an administrator.
    private let writer: Journal
    private let progress: Progress

    /// More entries in one call make it no faster; more bytes only take memory.
    private static let batch = (entries: 1_000, bytes: 4 << 20)

    /// - Throws: `CommandFailure` when the file is of another ledger than is meant.
    init(_ copy: EntryCopy, into ledger: LedgerOptions) async throws {
        let name = try ledger.name()
        guard copy.ledger == name.description else {
            throw CommandFailure(
                .refused, "\(copy.file) holds the log of ledger \(copy.ledger), not of \(name)",
                remedy: "a log comes back under its own name: create that ledger, and say --ledger \(copy.ledger)")
        }
        let database = try await Database.open(ledger.database)
        let quiet = ledger.database.quiet
        self.copy = copy
        reader = Journal(name, on: try await database.connectCurrent(.inspect, quiet: quiet))
        writer = Journal(name, on: try await database.connect(.administer))
        progress = Progress(goal: copy.entries, quiet: quiet)
    }

    /// - Returns: how many entries were there before.
    func run() async throws -> Int64 {
        let recorded = try await reader.nextPosition()
        guard recorded <= copy.entries else {
            throw otherLedger("it has \(recorded.entries), and the file \(copy.entries)")
        }
        var lines = try EntryCopy.open(copy.file)
        try await compare(&lines, upTo: recorded)
        try await send(&lines, from: recorded)
        progress.end()
        // What is there now, by the entries themselves.
        var tree = CompactRange()
        while tree.size < copy.entries {
            for leaf in try await leaves(from: tree.size, upTo: copy.entries) { tree.append(leaf) }
        }
        guard tree.root == copy.root else {
            throw CommandFailure(
                .no, "the ledger's root is \(tree.root.base64) now, and that of \(copy.file) was \(copy.root.base64)",
                remedy: "the file was changed meanwhile: restore another copy into an empty database")
        }
        return recorded
    }

    /// Holds the first lines against the entries that are on record.
    private func compare(_ lines: inout EntryFile, upTo recorded: Int64) async throws {
        var position: Int64 = 0
        while position < recorded {
            for leaf in try await leaves(from: position, upTo: recorded) {
                guard let line = try EntryCopy.next(&lines) else { return }
                let own = Digest(leaf: line)
                guard own == leaf else {
                    let problem = InputProblem(
                        file: copy.file, line: lines.line,
                        message: "this is not the entry that ledger \(copy.ledger) has at position \(position): "
                            + "its leaf hash is \(own.base64), and that one's is \(leaf.base64)")
                    throw CommandFailure(
                        .refused, verbatim: problem.description + "\n" + otherLedger("its entries are others").text)
                }
                position += 1
            }
        }
    }

    private func send(_ lines: inout EntryFile, from recorded: Int64) async throws {
        var position = recorded
        var batch: [[UInt8]] = []
        var bytes = 0
        do {
            while let line = try EntryCopy.next(&lines) {
                batch.append(line)
                bytes += line.count
                guard batch.count == EntryRestore.batch.entries || bytes > EntryRestore.batch.bytes else { continue }
                position = try await writer.restore(batch, at: position)
                progress.show(position)
                (batch, bytes) = ([], 0)
            }
            if !batch.isEmpty { position = try await writer.restore(batch, at: position) }
            try await writer.flush()
        } catch let error as JournalError {
            progress.end()
            if case .database(let cause) = error, cause.sqlState == .insufficientPrivilege {
                throw CommandFailure(
                    .refused, "this login may not put a log back, as that gives an empty ledger any history",
                    remedy: "connect as an administrator of the database, who may act as pairledger_owner")
            }
            let failure = CommandFailure(error)
            throw CommandFailure(
                failure.status,
                verbatim: failure.text
                    + "\npairledger: \(copy.file): the entries before position \(position) are back; when the cause is removed, repeat the import"
            )
        }
    }

    /// The leaf hashes of some entries on record, made of the entries.
    private func leaves(from position: Int64, upTo end: Int64) async throws -> [Digest] {
        try await reader.connection.run { [ledger = reader.ledger] session in
            var leaves: [Digest] = []
            let selection = LogSelection(from: position, limit: Int(min(10_000, end - position)))
            try Journal.forEachLeaf(selection, of: ledger, on: session) { leaves.append($1) }
            return leaves
        }
    }

    private func otherLedger(_ reason: String) -> CommandFailure {
        CommandFailure(
            .refused, "ledger \(copy.ledger) is not empty, and not the beginning of \(copy.file): \(reason)",
            remedy: "restore into a database where that ledger is empty, such as one of a new PAIRLEDGER_HOME")
    }
}
