import FoundationEssentials
import Glibc
import Journal
import TransparencyLog

/// What the words of the command line mean that say what is to be proved.
extension LogProve {
    /// The words that are files of reports, with their seals, and the others.
    func sealedReports() throws -> (reports: [(file: String, seal: ReportSeal)], words: [String]) {
        var reports: [(file: String, seal: ReportSeal)] = []
        var words: [String] = []
        for word in entries {
            if word == "all" || LogProve.range(word) != nil || UUID(uuidString: word) != nil || !LogProve.isFile(word) {
                words.append(word)
                continue
            }
            do {
                let text = String(decoding: try InputFile.bytes(word), as: UTF8.self)
                reports.append((word, try ReportSeal(of: text)))
            } catch let error as NoteError {
                // A stream may have the name of some file.
                guard word.contains("/") else { throw CommandFailure(.usage, "\(word): \(error)") }
                words.append(word)
            }
        }
        return (reports, words)
    }

    /// The size of the checkpoint to prove by: that of the reports, which must be this log's, else the one that was asked for, else the last.
    func size(of reports: [(file: String, seal: ReportSeal)], in folder: SealFolder) throws -> Int64? {
        var size = by
        for (file, seal) in reports {
            let checkpoint = seal.checkpoint.checkpoint
            guard size == nil || size == checkpoint.size else {
                throw CommandFailure(
                    .usage, "\(file) is sealed with the checkpoint of \(checkpoint.size.entries), not of \(size ?? 0)",
                    remedy: "a bundle proves by one checkpoint; make another for each")
            }
            guard try folder.checkpoint(size: checkpoint.size).checkpoint == checkpoint else {
                throw CommandFailure(
                    .no, "the checkpoint of \(checkpoint.size.entries) in \(file) is not the one of this log",
                    remedy: "is it the right ledger (--ledger)? if so, keep the file: somebody signed another history")
            }
            size = checkpoint.size
        }
        return try size ?? folder.lastCheckpoint()?.checkpoint.size
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// A position, or a range of them.
    private static func range(_ word: String) -> Range<Int64>? {
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last,
            last < .max
        else { return nil }
        return first..<last + 1
    }

    /// The positions that a word of the command line means.
    ///
    /// - Parameter size: of the checkpoint to prove by; nil when there is none.
    func find(_ word: String, in journal: Journal, _ size: Int64?) async throws -> [Range<Int64>] {
        if word == "all" { return [0..<max(0, size ?? 0)] }
        if let range = LogProve.range(word) { return [range] }
        let selection: LogSelection
        if let id = UUID(uuidString: word) {
            selection = LogSelection(ids: [id])
        } else if word.contains("/") {
            selection = LogSelection(streams: [word])
        } else {
            throw CommandFailure(
                .usage, "\"\(word)\" is no position, range, event identifier, stream or file",
                remedy: "such as 4711, 100-120, transfer/SH-YN-2021-003, or all")
        }
        let found = try await journal.read(selection).map { $0.position..<$0.position + 1 }
        guard !found.isEmpty else {
            throw CommandFailure(.usage, "there is no event of \(word) in ledger \(journal.ledger)")
        }
        return found
    }
}
