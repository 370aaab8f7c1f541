import PairLedgerTesting
import Testing
import TransparencyLog

@Suite("Proofs")
struct ProofTests {
    private static let tree = TreeOracle(size: 300)

    private func inclusion(_ positions: [Range<Int64>], size: Int) -> InclusionProof {
        let parts = InclusionProof.parts(positions: positions, size: Int64(size))
        return InclusionProof(positions: positions, size: Int64(size), hashes: parts.map { Self.tree.root($0) })
    }

    private func leaves(_ positions: [Range<Int64>]) -> [Digest] {
        positions.flatMap { $0.map { Self.tree.leaves[Int($0)] } }
    }

    @Test(
        "of one entry have the hashes of its audit path, and give the root, for every entry of every size to 40 and some larger"
    )
    func single() {
        for size in Array(1...40) + [63, 64, 65, 255, 256, 257, 300] {
            let root = Self.tree.root(0..<size)
            for leaf in size <= 40 ? Array(0..<size) : [0, 1, size / 2, size - 2, size - 1] {
                let proof = inclusion([Int64(leaf)..<Int64(leaf + 1)], size: size)
                let path = Self.tree.path(of: leaf, in: 0..<size)
                #expect(Set(proof.hashes) == Set(path) && proof.hashes.count == path.count)
                #expect(proof.root(leaves: [Self.tree.leaves[leaf]]) == root, "\(leaf) of \(size)")
                // For another entry, another place, or with another hash it proves nothing.
                #expect(proof.root(leaves: [Digest.emptyTree]) != root)
                let moved = InclusionProof(
                    positions: [Int64((leaf + 1) % size)..<Int64((leaf + 1) % size + 1)], size: Int64(size),
                    hashes: proof.hashes)
                if size > 1 { #expect(moved.root(leaves: [Self.tree.leaves[leaf]]) != root) }
                for index in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[index] = .emptyTree
                    let other = InclusionProof(positions: proof.positions, size: proof.size, hashes: hashes)
                    #expect(other.root(leaves: [Self.tree.leaves[leaf]]) != root)
                }
            }
        }
    }

    @Test("of any entries give the root, and nothing with one hash or leaf more or less")
    func many() {
        var random = SplitMix64(seed: 6962)
        for round in 0..<400 {
            let size = Int.random(in: 1...300, using: &random)
            let count = Int.random(in: 1...min(size, 12), using: &random)
            let positions = InclusionProof.normalised(
                (0..<count).map { _ in
                    let start = Int64.random(in: 0..<Int64(size), using: &random)
                    return start..<min(Int64(size), start + Int64.random(in: 1...5, using: &random))
                })
            let (proof, leaves, root) = (inclusion(positions, size: size), leaves(positions), Self.tree.root(0..<size))
            #expect(proof.root(leaves: leaves) == root, "round \(round)")
            #expect(proof.root(leaves: leaves.dropLast()) == nil)
            #expect(proof.root(leaves: leaves + [root]) == nil)
            for hashes in [proof.hashes + [root], Array(proof.hashes.dropLast())] where hashes != proof.hashes {
                let other = InclusionProof(positions: positions, size: Int64(size), hashes: hashes)
                #expect(other.root(leaves: leaves) == nil)
            }
        }
        let all = inclusion([0..<300], size: 300)
        #expect(all.hashes.isEmpty && all.root(leaves: Self.tree.leaves) == Self.tree.root(0..<300))
    }

    @Test("for positions that are not there, or not in order, are none")
    func impossible() {
        let leaf = Self.tree.leaves[0]
        for (positions, size) in [([0..<1], 0), ([5..<6], 5), ([], 5), ([3..<4, 1..<2], 5), ([1..<3, 2..<4], 5)]
            as [([Range<Int64>], Int64)]
        {
            let proof = InclusionProof(positions: positions, size: size, hashes: [leaf, leaf, leaf])
            #expect(proof.root(leaves: positions.flatMap { $0.map { _ in leaf } }) == nil)
        }
    }

    @Test("of consistency have the hashes of the standard, and hold for every two sizes to 40 and some larger")
    func consistency() {
        for size in Array(0...40) + [64, 65, 255, 256, 257, 300] {
            for old in size <= 40
                ? Array(0...size) : [0, 1, 2, 63, 64, size / 2, size - 1, size].filter({ $0 <= size })
            {
                let (oldRoot, root) = (Self.tree.root(0..<old), Self.tree.root(0..<size))
                let hashes = ConsistencyProof.parts(oldSize: Int64(old), size: Int64(size)).map { Self.tree.root($0) }
                #expect(hashes == (old == 0 || old == size ? [] : Self.tree.consistency(old, in: 0..<size)))
                let proof = ConsistencyProof(oldSize: Int64(old), size: Int64(size), hashes: hashes)
                #expect(proof.proves(oldRoot: oldRoot, root: root), "\(old) to \(size)")
                // Neither root may be another, and no hash.
                let other = Digest(of: [7])
                #expect(!proof.proves(oldRoot: other, root: root))
                // Every log grew out of the one without entries.
                if old > 0 { #expect(!proof.proves(oldRoot: oldRoot, root: other)) }
                for index in hashes.indices {
                    var changed = hashes
                    changed[index] = other
                    let wrong = ConsistencyProof(oldSize: Int64(old), size: Int64(size), hashes: changed)
                    #expect(!wrong.proves(oldRoot: oldRoot, root: root))
                }
                let longer = ConsistencyProof(oldSize: Int64(old), size: Int64(size), hashes: hashes + [other])
                #expect(!longer.proves(oldRoot: oldRoot, root: root))
                if let shorter = hashes.isEmpty ? nil : hashes.dropLast() {
                    let wrong = ConsistencyProof(oldSize: Int64(old), size: Int64(size), hashes: Array(shorter))
                    #expect(!wrong.proves(oldRoot: oldRoot, root: root))
                }
            }
        }
        let back = ConsistencyProof(oldSize: 5, size: 3, hashes: [])
        #expect(!back.proves(oldRoot: Self.tree.root(0..<5), root: Self.tree.root(0..<3)))
    }
}
