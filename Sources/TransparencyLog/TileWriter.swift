/// Makes the tiles of a Merkle tree to which leaves are added.
public struct TileWriter: Sendable {
    /// How many leaves the tree has.
    public private(set) var size: Int64
    /// The tiles of the right edge, by their levels; where a level is full there is nothing.
    private var edge: [[Digest]]

    /// Begins with no leaves.
    public init() {
        size = 0
        edge = []
    }

    /// Goes on behind a tree of which the tiles of the right edge are known.
    ///
    /// - Returns: nil when they are not those of a tree of this size.
    public init?(size: Int64, edge: [Tile]) {
        guard edge.map(\.id) == Tile.ID.edge(size: size) else { return nil }
        self.size = size
        self.edge = []
        for tile in edge {
            while self.edge.count < tile.id.level { self.edge.append([]) }
            self.edge.append(tile.hashes)
        }
    }

    /// Adds a leaf, by its hash.
    ///
    /// - Returns: the tiles that have become full by that.
    public mutating func append(_ leaf: Digest) -> [Tile] {
        var full: [Tile] = []
        var hash = leaf
        var (level, index) = (0, size)
        size += 1
        while true {
            if edge.count == level { edge.append([]) }
            edge[level].append(hash)
            guard edge[level].count == Tile.widthMax else { return full }
            index /= Int64(Tile.widthMax)
            guard let tile = Tile(.init(level: level, index: index), edge[level]) else { return full }
            full.append(tile)
            edge[level] = []
            hash = tile.root
            level += 1
        }
    }

    /// The tiles at the right edge that are not full.
    public var partialTiles: [Tile] {
        Tile.ID.edge(size: size).compactMap { Tile($0, edge[$0.level]) }
    }

    /// The root of the tree.
    public var root: Digest {
        // Right to left, so from the leaves up.
        var right: Digest?
        for hashes in edge where !hashes.isEmpty {
            let left = TreeNode.covering(0..<Int64(hashes.count)).map { node in
                TileWriter.hash(hashes[Int(node.index << node.level)..<Int((node.index + 1) << node.level)])
            }
            right = (left + (right.map { [$0] } ?? [])).foldedRight()
        }
        return right ?? .emptyTree
    }

    /// Of 2^n hashes.
    private static func hash(_ hashes: ArraySlice<Digest>) -> Digest {
        guard hashes.count > 1 else { return hashes[hashes.startIndex] }
        let middle = hashes.startIndex + hashes.count / 2
        return Digest(left: hash(hashes[..<middle]), right: hash(hashes[middle...]))
    }
}
