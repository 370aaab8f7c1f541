/// Entries with what proves that a log has them: a text that can be verified without the log, and without this program.
///
/// ```text
/// pairledger-proof/v1
/// entries 4711-4713
/// <hash of the inclusion proof, base64>
/// …
/// since 4000
/// <hash of the consistency proof, base64>
/// …
///
/// <entry 4711: a line of canonical JSON>
/// …
///
/// <the signed checkpoint>
/// ```
///
/// An `entries` line names a position or, with both ends, a range; there may be several, ascending. The part from `since` on is there when the
/// bundle also proves that the log only grew since it had so many entries; then there may be no entries at all. Every line ends with a line feed.
public struct ProofBundle: Hashable, Sendable {
    public let inclusion: InclusionProof
    public let consistency: ConsistencyProof?
    /// The bytes of the entries, without line feeds, in the order of their positions.
    public let entries: [[UInt8]]
    public let checkpoint: SignedCheckpoint

    public init(
        inclusion: InclusionProof, consistency: ConsistencyProof?, entries: [[UInt8]], checkpoint: SignedCheckpoint
    ) {
        self.inclusion = inclusion
        self.consistency = consistency
        self.entries = entries
        self.checkpoint = checkpoint
    }

    private static let heading = "pairledger-proof/v1"
    private static let lineFeed = UInt8(ascii: "\n")

    /// The text, as bytes.
    public var bytes: [UInt8] {
        var head = ProofBundle.heading + "\n"
        for range in inclusion.positions {
            head += "entries \(range.lowerBound)" + (range.count > 1 ? "-\(range.upperBound - 1)" : "") + "\n"
        }
        for hash in inclusion.hashes { head += hash.base64 + "\n" }
        if let consistency {
            head += "since \(consistency.oldSize)\n"
            for hash in consistency.hashes { head += hash.base64 + "\n" }
        }
        var bytes = Array((head + "\n").utf8)
        for entry in entries {
            bytes += entry
            bytes.append(ProofBundle.lineFeed)
        }
        bytes.append(ProofBundle.lineFeed)
        bytes += Array(checkpoint.description.utf8)
        return bytes
    }

    /// Whether a file may be a bundle, by its first bytes.
    public static func mayBegin(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: Array(heading.utf8)) }

    /// - Throws: `NoteError` for anything that is not a bundle, or not in this one form. Nothing is verified.
    public init(_ bytes: [UInt8]) throws(NoteError) {
        // An empty line ends the head; the next ends the entries, of which none is empty, and there may be none.
        guard let headEnd = ProofBundle.emptyLine(in: bytes, from: 0),
            let entriesEnd = ProofBundle.emptyLine(in: bytes, from: headEnd + 1)
        else { throw NoteError("this is not a proof bundle: its parts stand apart by empty lines") }
        let head = String(decoding: bytes[..<headEnd], as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard head.first == ProofBundle.heading[...] else {
            throw NoteError("this is not a proof bundle: its first line is not \(ProofBundle.heading)")
        }
        checkpoint = try SignedCheckpoint(String(decoding: bytes[(entriesEnd + 2)...], as: UTF8.self))
        let size = checkpoint.checkpoint.size
        var lines = head.dropFirst()
        var positions: [Range<Int64>] = []
        while let range = lines.first.flatMap(ProofBundle.range) {
            positions.append(range)
            lines.removeFirst()
        }
        // So that nothing behind this adds up positions that no log can have.
        guard InclusionProof.normalised(positions) == positions, positions.last?.upperBound ?? 0 <= size else {
            throw NoteError("the positions are not ascending, or not those of a log of \(size) entries")
        }
        let hashes = try ProofBundle.hashes(&lines)
        inclusion = InclusionProof(positions: positions, size: size, hashes: hashes)
        if let since = lines.first, since.hasPrefix("since "), let oldSize = Int64(since.dropFirst(6)) {
            lines.removeFirst()
            consistency = ConsistencyProof(oldSize: oldSize, size: size, hashes: try ProofBundle.hashes(&lines))
        } else {
            consistency = nil
        }
        entries =
            entriesEnd == headEnd + 1
            ? []
            : bytes[(headEnd + 2)..<entriesEnd].split(
                separator: ProofBundle.lineFeed, omittingEmptySubsequences: false
            ).map(Array.init)
        guard self.bytes == bytes else { throw NoteError("a proof bundle in another form than its own") }
    }

    /// Where the line feed stands that an empty line follows.
    private static func emptyLine(in bytes: [UInt8], from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        return (start..<bytes.count - 1).first { bytes[$0] == lineFeed && bytes[$0 + 1] == lineFeed }
    }

    private static func range(_ line: Substring) -> Range<Int64>? {
        guard line.hasPrefix("entries ") else { return nil }
        let ends = line.dropFirst(8).split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard 1...2 ~= ends.count, let first = ends[0], let last = ends[ends.count - 1], 0 <= first, first <= last,
            last < .max
        else { return nil }
        return first..<last + 1
    }

    private static func hashes(_ lines: inout ArraySlice<Substring>) throws(NoteError) -> [Digest] {
        var hashes: [Digest] = []
        while let line = lines.first, !line.hasPrefix("since ") {
            guard let hash = Digest(base64: line) else { throw NoteError("\"\(line)\" is not a hash in base64") }
            hashes.append(hash)
            lines.removeFirst()
        }
        return hashes
    }

    /// Holds everything against the keys that the caller trusts and, if there is one, the earlier checkpoint that the caller has.
    ///
    /// - Throws: `NoteError` saying what does not hold.
    public func verify(
        with keys: [VerifierKey], since earlier: SignedCheckpoint? = nil
    ) throws(NoteError) -> SignedCheckpoint.Trust {
        let trust = try checkpoint.verify(with: keys)
        let (size, root) = (checkpoint.checkpoint.size, checkpoint.checkpoint.root)
        let count = inclusion.positions.reduce(0) { $0 + $1.count }
        guard count == entries.count else {
            throw NoteError("the bundle names \(count) entries and has \(entries.count)")
        }
        if entries.isEmpty {
            guard inclusion.hashes.isEmpty, consistency != nil else {
                throw NoteError("the bundle proves nothing at all")
            }
        } else if let found = inclusion.root(leaves: entries.lazy.map { Digest(leaf: $0) }) {
            try check(found, is: root)
        } else {
            throw NoteError("the hashes are not a proof for these positions in a log of \(size) entries")
        }
        guard let earlier else {
            guard !entries.isEmpty else {
                throw NoteError("the bundle proves growth alone, for whoever has the earlier checkpoint")
            }
            return trust
        }
        _ = try earlier.verify(with: keys)
        guard earlier.checkpoint.origin == checkpoint.checkpoint.origin else {
            throw NoteError("the earlier checkpoint is of another log, \(earlier.checkpoint.origin)")
        }
        guard let consistency, consistency.oldSize == earlier.checkpoint.size else {
            throw NoteError(
                "the bundle does not prove anything since the checkpoint of \(earlier.checkpoint.size) entries")
        }
        guard consistency.proves(oldRoot: earlier.checkpoint.root, root: root) else {
            throw NoteError(
                "the log of this bundle is not the one of the earlier checkpoint with entries added: history was rewritten"
            )
        }
        return trust
    }

    private func check(_ found: Digest, is root: Digest) throws(NoteError) {
        guard found == root else {
            throw NoteError(
                "the entries are not those of the checkpoint: with them its root would be \(found.base64), not \(root.base64)"
            )
        }
    }
}
