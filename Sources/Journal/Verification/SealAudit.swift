import TransparencyLog

/// Holds the leaves of a log, in order, against what was sealed: tiles and checkpoints.
struct SealAudit {
    private let folder: SealFolder?
    /// By their sizes, ascending: checkpoints of the folder and of the caller.
    private let checkpoints: [SignedCheckpoint]
    private var nextCheckpoint = 0
    private(set) var findings = LogFindings()
    /// The tree of what was sealed, and behind that of the entries.
    private var tree = TileWriter()
    /// The leaves of the tile that comes next.
    private var leaves: [Digest] = []
    /// The sizes at which the log was found to be as it was sealed.
    private(set) var confirmed: [Int64] = []

    init(folder: SealFolder?, checkpoints: [SignedCheckpoint]) {
        self.folder = folder
        self.checkpoints = checkpoints.sorted { $0.checkpoint.size < $1.checkpoint.size }
    }

    /// The root of the tree, once it is finished.
    var root: Digest { tree.root }
    private var size: Int64 { tree.size }

    /// The size of the first checkpoint that has an entry.
    private func firstSize(with position: Int64) -> Int64? {
        checkpoints.first { $0.checkpoint.size > position }?.checkpoint.size
    }

    private var sealedSize: Int64 { checkpoints.last?.checkpoint.size ?? 0 }

    /// Adds the next leaf; nil for one that is not there.
    mutating func append(_ leaf: Digest) throws(SealError) {
        leaves.append(leaf)
        if leaves.count == Tile.widthMax { try extend() }
    }

    /// To be called behind the last leaf.
    mutating func finish() throws(SealError) {
        try extend()
        guard nextCheckpoint < checkpoints.count else { return }
        let sealed = checkpoints[nextCheckpoint].checkpoint.size
        let count = sealedSize - size
        findings.add(
            LogFinding(
                .missing, at: size, sealed: sealed,
                "the log ends here, and a checkpoint of \(sealedSize.entries) was signed: "
                    + "\(count) \(count == 1 ? "entry is" : "entries are") gone"))
    }

    /// Takes the leaves of a tile into the tree. Where one is not as it was sealed, that is said once, and the tree goes on with the sealed
    /// one, so that everything behind it is judged by itself.
    private mutating func extend() throws(SealError) {
        compareRoots()
        for leaf in try compareTile() {
            for tile in tree.append(leaf) where tile.id.level > 0 && size <= sealedSize { try compare(tile) }
            compareRoots()
            try compareEdge()
        }
        leaves = []
    }

    private mutating func compareRoots() {
        while nextCheckpoint < checkpoints.count, checkpoints[nextCheckpoint].checkpoint.size == size {
            let checkpoint = checkpoints[nextCheckpoint].checkpoint
            if checkpoint.root == root {
                confirmed.append(size)
            } else {
                let before = confirmed.last.map { "; it is the same up to the checkpoint of \($0.entries)" } ?? ""
                findings.add(
                    LogFinding(
                        .checkpoint, sealed: size,
                        "the log is not the one that the checkpoint of \(size.entries) was signed for\(before)",
                        hashes: "its root is \(root.base64), not \(checkpoint.root.base64)"))
            }
            nextCheckpoint += 1
        }
    }

    /// Where the seals end, the tiles of the right edge are not full.
    private mutating func compareEdge() throws(SealError) {
        guard size == sealedSize, nextCheckpoint == checkpoints.count else { return }
        for tile in tree.partialTiles where tile.id.level > 0 { try compare(tile) }
    }

    /// Compares the leaves of a tile with those that were sealed, and finds out which of the two was changed.
    ///
    /// - Returns: the leaves that were sealed, and behind them those of the entries.
    private mutating func compareTile() throws(SealError) -> [Digest] {
        guard let folder, size < sealedSize, !leaves.isEmpty else { return leaves }
        let width = Int(min(Int64(leaves.count), sealedSize - size))
        let id = Tile.ID(level: 0, index: size / Int64(Tile.widthMax), width: width)
        guard let tile = try tile(id, of: folder) else { return leaves }
        let differing = (0..<width).filter { tile.hashes[$0] != leaves[$0] }
        guard let first = differing.first else { return leaves }
        guard isAsSealed(tile, in: folder) else {
            findings.add(
                LogFinding(
                    .tile, at: size + Int64(first), "tile \(id.index) of level 0 is not what it was when it was sealed")
            )
            return leaves
        }
        for offset in differing {
            let position = size + Int64(offset)
            let sealed = firstSize(with: position)
            findings.add(
                LogFinding(
                    .changed, at: position, sealed: sealed,
                    "it is not the entry that was sealed"
                        + (sealed.map { ", with the checkpoint of \($0.entries)" } ?? ""),
                    hashes: "its leaf hash is \(leaves[offset].base64), not \(tile.hashes[offset].base64)"))
        }
        return Array(tile.hashes.prefix(width)) + leaves.dropFirst(width)
    }

    /// Whether the tile above, which was made of it, still says so; of a tile at the edge, whether the edge comes to the root.
    private func isAsSealed(_ tile: Tile, in folder: SealFolder) -> Bool {
        if tile.id.width == Tile.widthMax, sealedSize >> Tile.height > tile.id.index {
            let above = TreeNode(level: Tile.height, index: tile.id.index)
            return (try? folder.tile(.init(of: above, size: sealedSize))?.hash(of: above)) == tile.root
        }
        return (try? folder.hash(above: 0..<sealedSize, size: sealedSize)) == checkpoints.last?.checkpoint.root
    }

    /// Compares a tile of hashes of tiles.
    private mutating func compare(_ tile: Tile) throws(SealError) {
        guard let folder, let sealed = try self.tile(tile.id, of: folder),
            Array(sealed.hashes.prefix(tile.id.width)) != tile.hashes
        else { return }
        // Entries that were changed have been named; what is left is the tile's own.
        guard findings.isEmpty else { return }
        findings.add(LogFinding(.tile, "tile \(tile.id.index) of level \(tile.id.level) was changed"))
    }

    private mutating func tile(_ id: Tile.ID, of folder: SealFolder) throws(SealError) -> Tile? {
        do throws(SealError) {
            if let tile = try folder.tile(id) { return tile }
            findings.add(LogFinding(.tile, "tile \(id.index) of level \(id.level) is missing"))
        } catch {
            guard case .damaged(let path, let reason) = error else { throw error }
            findings.add(LogFinding(.tile, "\(path): \(reason)"))
        }
        return nil
    }
}
