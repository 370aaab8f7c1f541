/// That a tree is an earlier one to which leaves were only added (RFC 6962, section 2.1.2).
public struct ConsistencyProof: Hashable, Sendable {
    public let oldSize: Int64
    public let size: Int64
    public let hashes: [Digest]

    public init(oldSize: Int64, size: Int64, hashes: [Digest]) {
        self.oldSize = oldSize
        self.size = size
        self.hashes = hashes
    }

    /// The parts of the tree whose hashes a proof consists of, in the order of RFC 6962.
    ///
    /// - Parameter oldSize: at most `size`.
    public static func parts(oldSize: Int64, size: Int64) -> [Range<Int64>] {
        guard 0 < oldSize, oldSize < size else { return [] }
        return parts(oldSize, in: 0..<size, isWhole: true)
    }

    /// - Parameter isWhole: whether the old tree is the one whose root the verifier has.
    private static func parts(_ end: Int64, in part: Range<Int64>, isWhole: Bool) -> [Range<Int64>] {
        if end == part.upperBound { return isWhole ? [] : [part] }
        let half = middle(of: part)
        if end <= half {
            return parts(end, in: part.lowerBound..<half, isWhole: isWhole) + [half..<part.upperBound]
        }
        return parts(end, in: half..<part.upperBound, isWhole: false) + [part.lowerBound..<half]
    }

    /// Whether it proves that the tree with the one root grew into that with the other (RFC 9162, section 2.1.4.2).
    public func proves(oldRoot: Digest, root: Digest) -> Bool {
        guard 0...size ~= oldSize else { return false }
        if oldSize == size { return hashes.isEmpty && oldRoot == root }
        if oldSize == 0 { return hashes.isEmpty && oldRoot == .emptyTree }
        var path = hashes[...]
        // A tree that was full is the first part itself.
        if oldSize.nonzeroBitCount == 1 { path.insert(oldRoot, at: path.startIndex) }
        guard let first = path.popFirst() else { return false }
        var (node, last) = (oldSize - 1, size - 1)
        while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
        var (old, new) = (first, first)
        for hash in path {
            guard last > 0 else { return false }
            if node & 1 == 1 || node == last {
                old = Digest(left: hash, right: old)
                new = Digest(left: hash, right: new)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                new = Digest(left: new, right: hash)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        return last == 0 && old == oldRoot && new == root
    }
}
