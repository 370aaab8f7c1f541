import Foundation
import TransparencyLog

import struct Crypto.SHA256

/// A Merkle tree exactly as RFC 6962, section 2.1, writes it down, and as slow.
struct TreeOracle {
    let leaves: [Digest]

    /// So many leaves, each of other bytes.
    init(size: Int) { leaves = (0..<size).map { Digest(leaf: Array("entry \($0)".utf8)) } }

    func root(_ part: Range<Int>) -> Digest {
        switch part.count {
        case 0: return sha256([])
        case 1: return leaves[part.lowerBound]
        default:
            let half = part.lowerBound + split(part.count)
            return sha256([1] + root(part.lowerBound..<half).bytes + root(half..<part.upperBound).bytes)
        }
    }

    /// Section 2.1.1: the audit path of a leaf, from the leaf up.
    func path(of leaf: Int, in part: Range<Int>) -> [Digest] {
        guard part.count > 1 else { return [] }
        let half = part.lowerBound + split(part.count)
        return leaf < half
            ? path(of: leaf, in: part.lowerBound..<half) + [root(half..<part.upperBound)]
            : path(of: leaf, in: half..<part.upperBound) + [root(part.lowerBound..<half)]
    }

    /// Section 2.1.2.
    func consistency(_ old: Int, in part: Range<Int>, isWhole: Bool = true) -> [Digest] {
        if old == part.upperBound { return isWhole ? [] : [root(part)] }
        let half = part.lowerBound + split(part.count)
        return old <= half
            ? consistency(old, in: part.lowerBound..<half, isWhole: isWhole) + [root(half..<part.upperBound)]
            : consistency(old, in: half..<part.upperBound, isWhole: false) + [root(part.lowerBound..<half)]
    }

    /// The largest power of two that is less than a number.
    private func split(_ count: Int) -> Int {
        var half = 1
        while half * 2 < count { half *= 2 }
        return half
    }

    private func sha256(_ bytes: [UInt8]) -> Digest {
        Digest(bytes: Array(SHA256.hash(data: bytes))) ?? .emptyTree
    }

    func root(_ part: Range<Int64>) -> Digest { root(Int(part.lowerBound)..<Int(part.upperBound)) }
}
