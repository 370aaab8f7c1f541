import Crypto

extension Digest {
    /// The root of a tree without leaves: the digest of nothing (RFC 6962, section 2.1).
    public static let emptyTree = Digest(of: [])

    /// The hash of the node above two others: SHA-256 over a one byte and both (RFC 6962, section 2.1).
    public init(left: Digest, right: Digest) {
        var function = SHA256()
        Swift.withUnsafeBytes(of: UInt8(1)) { function.update(bufferPointer: $0) }
        left.withUnsafeBytes { function.update(bufferPointer: $0) }
        right.withUnsafeBytes { function.update(bufferPointer: $0) }
        self.init(function.finalize())
    }
}

/// A subtree of a Merkle tree that has all its leaves: the 2^`level` leaves from `index` · 2^`level` on.
public struct TreeNode: Hashable, Sendable {
    public let level: Int
    public let index: Int64

    public init(level: Int, index: Int64) {
        self.level = level
        self.index = index
    }

    /// The fewest such subtrees that together have these leaves, from left to right.
    ///
    /// - Parameter leaves: as they stand in one subtree of a tree by RFC 6962, such as the first leaves of it.
    public static func covering(_ leaves: Range<Int64>) -> [TreeNode] {
        var nodes: [TreeNode] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            // As large as its place allows, and as there are leaves.
            let aligned = start == 0 ? 62 : start.trailingZeroBitCount
            let fitting = 63 - (leaves.upperBound - start).leadingZeroBitCount
            let level = min(aligned, fitting)
            nodes.append(TreeNode(level: level, index: start >> level))
            start += 1 << level
        }
        return nodes
    }
}

/// Splits leaves as RFC 6962 does: the largest power of two that is less than their number go to the left.
func middle(of leaves: Range<Int64>) -> Int64 {
    let count = leaves.upperBound - leaves.lowerBound
    return leaves.lowerBound + 1 << (63 - (count - 1).leadingZeroBitCount)
}

extension [Digest] {
    /// The hash above subtrees of falling size that stand beside one another.
    ///
    /// Of none it is that of the tree without leaves.
    public func foldedRight() -> Digest {
        guard var hash = last else { return .emptyTree }
        for left in dropLast().reversed() { hash = Digest(left: left, right: hash) }
        return hash
    }
}
