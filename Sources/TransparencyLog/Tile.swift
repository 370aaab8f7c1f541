/// Up to 256 hashes that stand beside one another at a level of a Merkle tree that is a multiple of eight (C2SP `tlog-tiles`).
public struct Tile: Hashable, Sendable {
    /// Where a tile stands.
    public struct ID: Hashable, Sendable {
        /// In tiles: the hashes are those of subtrees of 256^`level` leaves.
        public let level: Int
        /// From the left.
        public let index: Int64
        /// How many hashes there are; 256 in all but the last of a level.
        public let width: Int

        public init(level: Int, index: Int64, width: Int = Tile.widthMax) {
            self.level = level
            self.index = index
            self.width = width
        }
    }

    public static let widthMax = 256
    /// How many levels of the tree it spans.
    public static let height = 8

    public let id: ID
    public let hashes: [Digest]

    /// - Returns: nil when there are not as many hashes as the tile is wide.
    public init?(_ id: ID, _ hashes: [Digest]) {
        guard hashes.count == id.width, 1...Tile.widthMax ~= id.width, id.level >= 0, id.index >= 0 else { return nil }
        self.id = id
        self.hashes = hashes
    }

    /// - Parameter bytes: the hashes without anything between them.
    public init?(_ id: ID, bytes: [UInt8]) {
        guard bytes.count == id.width * Digest.size else { return nil }
        let hashes = (0..<id.width).compactMap {
            Digest(bytes: bytes[$0 * Digest.size..<($0 + 1) * Digest.size])
        }
        self.init(id, hashes)
    }

    /// The hashes without anything between them.
    public var bytes: [UInt8] { hashes.flatMap(\.bytes) }

    /// The hash above all of them, of a tile that is full.
    public var root: Digest { hash(from: 0, level: Tile.height) }

    /// The hash of a subtree that lies in the tile; nil when it does not, or not wholly.
    public func hash(of node: TreeNode) -> Digest? {
        guard node.level / Tile.height == id.level else { return nil }
        let level = node.level % Tile.height
        let start = node.index << level - id.index * Int64(Tile.widthMax)
        guard start >= 0, start + 1 << level <= Int64(id.width) else { return nil }
        return hash(from: Int(start), level: level)
    }

    private func hash(from start: Int, level: Int) -> Digest {
        if level == 0 { return hashes[start] }
        let half = 1 << (level - 1)
        return Digest(
            left: hash(from: start, level: level - 1), right: hash(from: start + half, level: level - 1))
    }
}

extension Tile.ID {
    /// The tile in which a subtree lies, in a tree of so many leaves.
    public init(of node: TreeNode, size: Int64) {
        let level = node.level / Tile.height
        let index = (node.index << (node.level % Tile.height)) / Int64(Tile.widthMax)
        let hashes = size >> (level * Tile.height)
        self.init(
            level: level, index: index, width: Int(min(Int64(Tile.widthMax), hashes - index * Int64(Tile.widthMax))))
    }

    /// The tiles at the right edge of a tree that are not full, from the leaves up.
    public static func edge(size: Int64) -> [Tile.ID] {
        var edge: [Tile.ID] = []
        var (level, hashes) = (0, size)
        while hashes > 0 {
            let width = Int(hashes % Int64(Tile.widthMax))
            if width > 0 { edge.append(.init(level: level, index: hashes / Int64(Tile.widthMax), width: width)) }
            hashes /= Int64(Tile.widthMax)
            level += 1
        }
        return edge
    }
}
