import Testing
import TransparencyLog

@Suite("A Merkle tree")
struct TreeTests {
    @Test("has the roots that are known of the classic leaves, for sizes 0 to 8")
    func classicRoots() throws {
        let leaves: [[UInt8]] = [
            [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
            Array(0x60...0x6f),
        ]
        let roots = [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ]
        var (range, writer) = (CompactRange(), TileWriter())
        for (size, root) in roots.enumerated() {
            #expect(range.root.description == root && writer.root.description == root, "size \(size)")
            #expect(range.size == size && writer.size == size)
            guard size < leaves.count else { break }
            range.append(Digest(leaf: leaves[size]))
            #expect(writer.append(Digest(leaf: leaves[size])).isEmpty)
        }
    }

    @Test("grown leaf by leaf has at each size the root of the definition, and goes on from any size")
    func grown() throws {
        let tree = TreeOracle(size: 600)
        var (range, writer) = (CompactRange(), TileWriter())
        for size in 0...tree.leaves.count {
            if size < 70 || size % 37 == 0 || 250...260 ~= size || 510...520 ~= size {
                let root = tree.root(0..<size)
                #expect(range.root == root && writer.root == root, "size \(size)")
                let copy = try #require(CompactRange(size: range.size, peaks: range.peaks))
                #expect(copy == range)
                var goneOn = try #require(TileWriter(size: writer.size, edge: writer.partialTiles))
                #expect(goneOn.root == root)
                if size < tree.leaves.count {
                    _ = goneOn.append(tree.leaves[size])
                    #expect(goneOn.root == tree.root(0..<size + 1), "size \(size) and one more")
                }
            }
            guard size < tree.leaves.count else { break }
            range.append(tree.leaves[size])
            for tile in writer.append(tree.leaves[size]) {
                #expect(
                    tile.id.width == 256
                        && tile.root == tree.root(Int64(tile.id.index) * 256..<Int64(tile.id.index + 1) * 256))
                #expect(Tile(tile.id, bytes: tile.bytes) == tile)
            }
        }
        #expect(CompactRange(size: 3, peaks: [.emptyTree]) == nil)
        #expect(TileWriter(size: 3, edge: []) == nil)
    }

    @Test("has its full tiles by the hashes of 256 below, for three levels of them")
    func tiles() throws {
        var writer = TileWriter()
        var tiles: [Tile.ID: Tile] = [:]
        let size: Int64 = 256 * 256 + 256 + 3
        let leaf = Digest.emptyTree
        var range = CompactRange()
        for _ in 0..<size {
            range.append(leaf)
            for tile in writer.append(leaf) { tiles[tile.id] = tile }
        }
        for tile in writer.partialTiles { tiles[tile.id] = tile }
        #expect(writer.root == range.root)
        #expect(
            Tile.ID.edge(size: size) == [
                .init(level: 0, index: 257, width: 3), .init(level: 1, index: 1, width: 1),
                .init(level: 2, index: 0, width: 1),
            ])
        #expect(tiles.count == 257 + 1 + 3)
        // Each subtree of the first leaves is in the tile in which it is looked for.
        for node in TreeNode.covering(0..<size) {
            let id = Tile.ID(of: node, size: size)
            let hash = try #require(tiles[id]?.hash(of: node), "\(node) in \(id)")
            #expect(range.peaks.contains(hash))
        }
        #expect(TreeNode.covering(0..<size).count == range.peaks.count)
        #expect(tiles[.init(level: 0, index: 257, width: 3)]?.hash(of: TreeNode(level: 2, index: 257 * 64)) == nil)
    }
}
