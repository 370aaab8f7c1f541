import CanonicalJSON
import Postgres
public import TransparencyLog

/// Holds a ledger's log against itself, against its balances, and against what was sealed.
public struct LogVerification: Sendable {
    private let keys: [VerifierKey]
    private let folder: SealFolder?
    private let known: [SignedCheckpoint]

    /// - Parameters:
    ///   - keys: that the caller trusts; never taken from what is verified.
    ///   - folder: the seals; nil to do without.
    ///   - known: checkpoints that the caller has seen before, wherever they came from.
    public init(trusting keys: [VerifierKey], seals folder: SealFolder? = nil, known: [SignedCheckpoint] = []) {
        self.keys = keys
        self.folder = folder
        self.known = known
    }

    /// What was found.
    public struct Verdict: Sendable {
        public let ledger: String
        /// How many entries there are.
        public let entries: Int64
        /// The root of their tree, as far as they are what was sealed.
        public let root: Digest
        /// The sizes of the checkpoints that are of this history and signed by a key that is trusted.
        public let confirmed: [Int64]
        /// The sizes of all checkpoints that were looked at.
        public let checkpoints: [Int64]
        public let findings: [LogFinding]
        /// How many there are; more than `findings` when not all are named.
        public let findingCount: Int
    }

    // MARK: The database

    /// Goes through the whole log in a database, and its balances.
    ///
    /// - Parameter progress: is called with the number of entries gone through, and of how many.
    public func verify(
        _ journal: Journal, progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws(SealError) -> Verdict {
        do {
            var work = try Work(of: journal.ledger.description, self)
            let head = try await LogHead.read(of: journal)
            var page = try await EntryColumnsPage.read(from: 0, to: head.last, of: journal)
            while !page.isEmpty {
                let current = page
                async let next = EntryColumnsPage.read(from: current.end, to: head.last, of: journal)
                work = try await Self.extend(work, with: current)
                page = try await next
                progress(work.entries.next, head.nextPosition)
            }
            work.check(head)
            return try work.verdict()
        } catch {
            throw SealError(any: error)
        }
    }

    @concurrent private static func extend(_ work: Work, with page: EntryColumnsPage) async throws -> Work {
        var work = work
        for (position, entry, columns) in page.entries() {
            guard try work.skip(to: position) else { break }
            try work.take(entry, columns)
        }
        return work
    }

    // MARK: Lines

    /// Entries that come one by one, as an export has them.
    public struct Lines {
        private var work: Work

        public init(_ verification: LogVerification) throws(SealError) { work = try Work(of: nil, verification) }

        /// Takes the next line, without its line feed.
        public mutating func take(_ entry: [UInt8]) throws(SealError) { try work.take(entry, nil) }

        public consuming func verdict() throws(SealError) -> Verdict { try work.verdict() }
    }

    // MARK: Work

    /// What has been gone through so far.
    fileprivate struct Work: Sendable {
        var entries: EntryAudit
        var seals: SealAudit
        private var signatures = LogFindings()
        private let checkpoints: [Int64]

        init(of ledger: String?, _ verification: LogVerification) throws(SealError) {
            entries = EntryAudit(of: ledger)
            var signed: [SignedCheckpoint] = []
            if let folder = verification.folder {
                for size in try folder.sizes() {
                    do throws(SealError) {
                        signed.append(try folder.checkpoint(size: size))
                    } catch {
                        guard case .damaged(let path, let reason) = error else { throw error }
                        signatures.add(LogFinding(.checkpoint, sealed: size, "\(path): \(reason)"))
                    }
                }
                if let last = try folder.lastCheckpoint(), !signed.contains(where: { $0.checkpoint == last.checkpoint })
                {
                    signed.append(last)
                }
            }
            for known in verification.known where !signed.contains(where: { $0.checkpoint == known.checkpoint }) {
                signed.append(known)
            }
            var trusted: [SignedCheckpoint] = []
            for checkpoint in signed {
                do throws(NoteError) {
                    _ = try checkpoint.verify(with: verification.keys)
                    trusted.append(checkpoint)
                } catch {
                    let size = checkpoint.checkpoint.size
                    signatures.add(LogFinding(.signature, sealed: size, "the checkpoint of \(size.entries): \(error)"))
                }
            }
            checkpoints = signed.map(\.checkpoint.size).sorted()
            seals = SealAudit(folder: verification.folder, checkpoints: Self.ofOneLog(trusted, &signatures))
        }

        /// A checkpoint of another log says nothing of this one, even if its key is trusted as well. Which log it is the first one says: that of
        /// the folder, if there is any.
        private static func ofOneLog(
            _ checkpoints: [SignedCheckpoint], _ findings: inout LogFindings
        ) -> [SignedCheckpoint] {
            checkpoints.filter { signed in
                let (checkpoint, origin) = (signed.checkpoint, checkpoints[0].checkpoint.origin)
                if checkpoint.origin == origin { return true }
                findings.add(
                    LogFinding(
                        .checkpoint, sealed: checkpoint.size,
                        "the checkpoint of \(checkpoint.size.entries) is of another log, \(checkpoint.origin), not of \(origin)"
                    ))
                return false
            }
        }

        /// - Returns: false when so much is missing that what is behind it says nothing any more.
        mutating func skip(to position: Int64) throws(SealError) -> Bool {
            let first = entries.next
            entries.skip(to: position)
            guard position - first <= 100_000 else { return false }
            // What is not there has no leaf of any entry.
            for _ in first..<max(first, position) { try seals.append(.emptyTree) }
            return true
        }

        mutating func take(_ entry: [UInt8], _ columns: EntryAudit.Columns?) throws(SealError) {
            try seals.append(entries.take(entry, columns))
        }

        mutating func check(_ head: LogHead) {
            for finding in head.findings(beside: entries) { entries.add(finding) }
        }

        consuming func verdict() throws(SealError) -> Verdict {
            try seals.finish()
            let all = [signatures, entries.findings, seals.findings]
            let findings = all.flatMap(\.first).sorted { ($0.position ?? .max) < ($1.position ?? .max) }
            return Verdict(
                ledger: entries.ledger ?? "", entries: entries.next, root: seals.root, confirmed: seals.confirmed,
                checkpoints: checkpoints, findings: Array(findings.prefix(LogFindings.named)),
                findingCount: all.reduce(0) { $0 + $1.count })
        }
    }
}
