/// A Merkle tree (RFC 6962) of which leaves were only ever added: the hashes of the largest subtrees that are full, a few dozen at most.
public struct CompactRange: Hashable, Sendable {
    /// How many leaves it has.
    public private(set) var size: Int64 = 0
    /// The hashes of its largest full subtrees, from left to right.
    public private(set) var peaks: [Digest] = []

    /// Has no leaves.
    public init() {}

    /// - Returns: nil when a tree of this size has another number of peaks.
    public init?(size: Int64, peaks: [Digest]) {
        guard size >= 0, size.nonzeroBitCount == peaks.count else { return nil }
        self.size = size
        self.peaks = peaks
    }

    /// Adds a leaf, by its hash.
    public mutating func append(_ leaf: Digest) {
        var hash = leaf
        for _ in 0..<size.trailingOneBitCount { hash = Digest(left: peaks.removeLast(), right: hash) }
        peaks.append(hash)
        size += 1
    }

    /// The root of the tree.
    public var root: Digest { peaks.foldedRight() }
}

extension Int64 {
    fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
