import Interchange
import Journal
import TransparencyLog

/// A file of the entries of a log that was found to be whole and sound by itself.
struct EntryCopy {
    let file: String
    /// The ledger that the entries name.
    let ledger: String
    /// How many there are.
    let entries: Int64
    let root: Digest
    /// The sizes of the checkpoints that it was held against.
    let confirmed: [Int64]

    /// Goes through the file: positions, versions and times follow one another, money goes nowhere that it may not, and the tree of the
    /// entries is that of the checkpoints.
    ///
    /// Memory grows with the number of things and accounts, not with that of entries.
    ///
    /// - Throws: `CommandFailure` that names all that is wrong with it.
    init(_ file: String, heldAgainst verification: LogVerification) throws {
        var lines = try EntryCopy.open(file)
        var work = try LogVerification.Lines(verification)
        while let line = try EntryCopy.next(&lines) { try work.take(line) }
        let verdict = try work.verdict()
        guard verdict.findingCount == 0 else { throw EntryCopy.failure(verdict, in: file) }
        self.file = file
        ledger = verdict.ledger
        entries = verdict.entries
        root = verdict.root
        confirmed = verdict.confirmed
    }

    /// In words.
    var summary: String {
        let sealed = confirmed.last.map { "as the checkpoint of \($0.entries) says" }
        return "\(file): \(entries.entries) of ledger \(ledger), root \(root.base64), "
            + (sealed ?? "held against no checkpoint")
    }

    static func open(_ file: String) throws -> EntryFile {
        do {
            return try EntryFile(path: file)
        } catch {
            throw CommandFailure(.usage, verbatim: error.description)
        }
    }

    static func next(_ lines: inout EntryFile) throws -> [UInt8]? {
        do {
            return try lines.next()
        } catch {
            throw CommandFailure(error.code == .unreadable ? .usage : .refused, verbatim: error.description)
        }
    }

    private static func failure(_ verdict: LogVerification.Verdict, in file: String) -> CommandFailure {
        let problems = verdict.findings.map { finding in
            InputProblem(
                file: file, line: finding.position.map { Int($0) + 1 } ?? 0,
                message: finding.description + (finding.hashes.map { ": \($0)" } ?? ""))
        }
        let more = verdict.findingCount - problems.count
        let count = "\(verdict.findingCount) error\(verdict.findingCount == 1 ? "" : "s")"
        return CommandFailure(
            .refused,
            verbatim: problems.map(\.description).joined(separator: "\n") + (more > 0 ? "\n(and \(more) more)" : "")
                + "\npairledger: error: \(file) is not a whole copy of a log: \(count); nothing of it was recorded"
                + "\n  get another copy; one that is held against a checkpoint is known to be what was recorded")
    }
}
