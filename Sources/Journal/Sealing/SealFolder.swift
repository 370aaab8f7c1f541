import Glibc
public import TransparencyLog

/// The seals of one log, in a folder outside the database: tiles laid out as C2SP `tlog-tiles` has them, every checkpoint that was
/// signed, and the last of them once more as `checkpoint`.
///
/// ```text
/// checkpoint                    the last
/// checkpoints/00000000002120    each, by the number of entries
/// tile/0/x001/234               256 hashes
/// tile/0/x001/235.p/17          the first 17 of a tile that is not full
/// ```
///
/// Nothing is ever changed but `checkpoint`; a part of a tile goes when more of it is there. The folder may be published as it is: it
/// says nothing of what the entries hold.
public struct SealFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    // MARK: Checkpoints

    /// The last checkpoint; nil when there is none.
    public func lastCheckpoint() throws(SealError) -> SignedCheckpoint? {
        // A crash may have come between the two files.
        let named = try checkpoint(in: "checkpoint")
        guard let size = try sizes().last, size > named?.checkpoint.size ?? -1 else { return named }
        return try checkpoint(size: size)
    }

    /// The checkpoint of so many entries.
    public func checkpoint(size: Int64) throws(SealError) -> SignedCheckpoint {
        guard let found = try checkpoint(in: SealFolder.name(size)) else { throw .noCheckpoint(size: size) }
        guard found.checkpoint.size == size else {
            throw .damaged(
                path: "\(path)/\(SealFolder.name(size))", reason: "it is of \(found.checkpoint.size.entries)")
        }
        return found
    }

    /// The sizes of all checkpoints, ascending.
    public func sizes() throws(SealError) -> [Int64] {
        // Whatever else lies there is none.
        try names(in: "checkpoints").compactMap { name in
            Int64(name).flatMap { SealFolder.name($0) == "checkpoints/\(name)" ? $0 : nil }
        }.sorted()
    }

    private func checkpoint(in name: String) throws(SealError) -> SignedCheckpoint? {
        guard let bytes = try read(name) else { return nil }
        do throws(NoteError) {
            return try SignedCheckpoint(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .damaged(path: "\(path)/\(name)", reason: error.description)
        }
    }

    /// Stores a checkpoint behind the others.
    public func store(_ checkpoint: SignedCheckpoint) throws(SealError) {
        let bytes = Array(checkpoint.description.utf8)
        try write(bytes, to: SealFolder.name(checkpoint.checkpoint.size), replacing: false)
        try write(bytes, to: "checkpoint", replacing: true)
    }

    /// Stores a checkpoint with more signatures in the place of the same with fewer.
    public func replace(_ checkpoint: SignedCheckpoint) throws(SealError) {
        let bytes = Array(checkpoint.description.utf8)
        try write(bytes, to: SealFolder.name(checkpoint.checkpoint.size), replacing: true)
        if try lastCheckpoint()?.checkpoint == checkpoint.checkpoint {
            try write(bytes, to: "checkpoint", replacing: true)
        }
    }

    private static func name(_ size: Int64) -> String {
        let digits = String(size)
        return "checkpoints/" + String(repeating: "0", count: max(0, 14 - digits.count)) + digits
    }

    // MARK: Tiles

    /// A tile, of the hashes that were asked for or more of the same; nil when it is not there.
    public func tile(_ id: Tile.ID) throws(SealError) -> Tile? {
        let base = SealFolder.name(id)
        while true {
            if let bytes = try read(base) { return try tile(.init(level: id.level, index: id.index), bytes, base) }
            let widths = try names(in: base + ".p").compactMap { Int($0) }.filter { id.width...Tile.widthMax ~= $0 }
            guard let width = widths.max() else { return nil }
            let name = "\(base).p/\(width)"
            if let bytes = try read(name) {
                return try tile(.init(level: id.level, index: id.index, width: width), bytes, name)
            }
            // A sealer has just put more of it in its place.
        }
    }

    private func tile(_ id: Tile.ID, _ bytes: [UInt8], _ name: String) throws(SealError) -> Tile {
        guard let tile = Tile(id, bytes: bytes) else {
            throw .damaged(
                path: "\(path)/\(name)", reason: "it has \(bytes.count) bytes, not \(id.width * Digest.size)")
        }
        return tile
    }

    /// Stores tiles, and makes them durable.
    func store(_ tiles: [Tile]) throws(SealError) {
        for tile in tiles {
            try write(tile.bytes, to: SealFolder.fileName(tile.id), replacing: true, isDurable: false)
        }
        try flush(tiles.map { SealFolder.fileName($0.id) })
    }

    private static func fileName(_ id: Tile.ID) -> String {
        id.width == Tile.widthMax ? name(id) : "\(name(id)).p/\(id.width)"
    }

    /// Removes parts of tiles of which more is there.
    func removeParts(of tiles: [Tile]) throws(SealError) {
        for tile in tiles {
            let folder = SealFolder.name(tile.id) + ".p"
            let names = try names(in: folder)
            for name in names where Int(name).map({ $0 < tile.id.width }) ?? false {
                unlink("\(path)/\(folder)/\(name)")
            }
            if tile.id.width == Tile.widthMax, !names.isEmpty { rmdir("\(path)/\(folder)") }
        }
    }

    /// `tile/0/x001/x234/067`: groups of three digits, all but the last marked.
    private static func name(_ id: Tile.ID) -> String {
        var groups: [String] = []
        var rest = id.index
        repeat {
            let digits = String(rest % 1000)
            let group = String(repeating: "0", count: 3 - digits.count) + digits
            groups.append(groups.isEmpty ? group : "x" + group)
            rest /= 1000
        } while rest > 0
        return "tile/\(id.level)/" + groups.reversed().joined(separator: "/")
    }

    // MARK: Hashes

    /// The hash above leaves, which stand in one subtree of the tree of a checkpoint.
    public func hash(above leaves: Range<Int64>, size: Int64) throws(SealError) -> Digest {
        var hashes: [Digest] = []
        for node in TreeNode.covering(leaves) {
            let id = Tile.ID(of: node, size: size)
            guard let hash = try tile(id)?.hash(of: node) else {
                throw .damaged(path: "\(path)/\(SealFolder.name(id))", reason: "it is missing")
            }
            hashes.append(hash)
        }
        return hashes.foldedRight()
    }
}
