import Postgres
public import TransparencyLog

/// Puts together what proves that entries are in a log, for somebody who has neither the database nor the seals.
public struct Prover: Sendable {
    private let journal: Journal
    private let folder: SealFolder

    public init(_ journal: Journal, seals folder: SealFolder) {
        self.journal = journal
        self.folder = folder
    }

    /// - Parameters:
    ///   - positions: of the entries, in any order.
    ///   - size: of the checkpoint to prove them by; nil for the last.
    ///   - earlier: the size of a checkpoint that the reader has, since which the log is to be proved to have grown only.
    /// - Throws: `.noCheckpoint`; `.notSealed` for an entry that the checkpoint does not have; `.changed` when an entry is not the one that
    ///   was sealed.
    public func prove(
        _ positions: [Range<Int64>], by size: Int64? = nil, since earlier: Int64? = nil
    ) async throws(SealError) -> ProofBundle {
        let signed: SignedCheckpoint
        if let size {
            signed = try folder.checkpoint(size: size)
        } else {
            guard let last = try folder.lastCheckpoint() else { throw .noCheckpoint(size: nil) }
            signed = last
        }
        let size = signed.checkpoint.size
        let ranges = InclusionProof.normalised(positions)
        if let last = ranges.last, last.upperBound > size {
            throw .notSealed(position: last.upperBound - 1, sealed: size)
        }
        if let earlier, earlier > size { throw .noCheckpoint(size: earlier) }
        var hashes: [Digest] = []
        for part in ranges.isEmpty ? [] : InclusionProof.parts(positions: ranges, size: size) {
            hashes.append(try folder.hash(above: part, size: size))
        }
        var consistency: ConsistencyProof?
        if let earlier {
            var hashes: [Digest] = []
            for part in ConsistencyProof.parts(oldSize: earlier, size: size) {
                hashes.append(try folder.hash(above: part, size: size))
            }
            consistency = ConsistencyProof(oldSize: earlier, size: size, hashes: hashes)
        }
        var entries: [[UInt8]] = []
        for range in ranges { entries += try await read(range) }
        let bundle = ProofBundle(
            inclusion: InclusionProof(positions: ranges, size: size, hashes: hashes), consistency: consistency,
            entries: entries, checkpoint: signed)
        try check(bundle)
        return bundle
    }

    private func read(_ range: Range<Int64>) async throws(SealError) -> [[UInt8]] {
        do {
            return try await journal.connection.run { [ledger = journal.ledger] session in
                var entries: [[UInt8]] = []
                let selection = LogSelection(from: range.lowerBound, limit: range.count)
                try Journal.forEachEntry(selection, of: ledger, on: session) { _, entry in
                    entries.append(entry.withUnsafeBytes { Array($0) })
                }
                return entries
            }
        } catch {
            throw SealError(any: error)
        }
    }

    /// Nothing is handed out that would not be believed.
    private func check(_ bundle: ProofBundle) throws(SealError) {
        let leaves = bundle.entries.map { Digest(leaf: $0) }
        let checkpoint = bundle.checkpoint.checkpoint
        if leaves.isEmpty || bundle.inclusion.root(leaves: leaves) == checkpoint.root { return }
        for (position, leaf) in zip(bundle.inclusion.positions.joined(), leaves) {
            let node = TreeNode(level: 0, index: position)
            if try folder.tile(.init(of: node, size: checkpoint.size))?.hash(of: node) != leaf {
                throw .changed(position: position, sealed: checkpoint.size)
            }
        }
        throw .damaged(
            path: folder.path,
            reason: "its tiles do not come to the root of the checkpoint of \(checkpoint.size.entries)")
    }
}
