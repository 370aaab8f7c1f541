import Postgres
public import TransparencyLog

/// Signs what a log holds.
///
/// It reads the entries and makes their leaves itself, goes on from the tree that it signed last, which it keeps outside the database,
/// and refuses to sign when the log has fewer entries than that one had, or others. Only what is durable is signed, and on a server
/// with synchronous standbys only what they have as well.
public struct Sealer: Sendable {
    private let journal: Journal
    private let folder: SealFolder
    private let key: SigningKey

    /// - Parameters:
    ///   - journal: with a login that may read the log.
    ///   - key: of kind `.note`; its name becomes the origin of the checkpoints.
    public init(_ journal: Journal, into folder: SealFolder, key: SigningKey) {
        self.journal = journal
        self.folder = folder
        self.key = key
    }

    /// What came of it.
    public struct Outcome: Sendable {
        public let checkpoint: SignedCheckpoint
        /// How many entries the checkpoint before had; the same as this one's when nothing was recorded since.
        public let before: Int64
    }

    /// Signs the log as it is now, unless nothing was recorded since the last time.
    ///
    /// - Parameter progress: is called with the number of entries in the tree, and of how many.
    /// - Throws: `.shrank` and `.changed` when history is not the one that was signed; nothing is signed then.
    public func seal(progress: @Sendable (Int64, Int64) -> Void = { _, _ in }) async throws(SealError) -> Outcome {
        let lock = try folder.lock()
        defer { withExtendedLifetime(lock) {} }
        let last = try folder.lastCheckpoint()
        if let last {
            do throws(NoteError) {
                _ = try last.verify(with: [key.verifier])
            } catch {
                throw .otherKey(origin: "\(last.checkpoint.origin)", reason: error.description)
            }
        }
        let size = last?.checkpoint.size ?? 0
        var writer = try writer(after: last?.checkpoint)
        let recorded = try await durableSize()
        guard recorded >= size else { throw .shrank(sealed: size, recorded: recorded) }
        try await compareSome(of: size)
        if let last, recorded == size { return Outcome(checkpoint: last, before: size) }

        var position = size
        progress(position, recorded)
        while position < recorded {
            let end = min(recorded, position + Sealer.pageSize)
            let (grown, full) = try await extend(writer, with: position..<end)
            writer = grown
            try folder.store(full)
            try folder.removeParts(of: full)
            position = end
            progress(position, recorded)
        }
        let parts = writer.partialTiles
        // What a checkpoint stands on is safe before it is.
        try folder.store(parts)
        let checkpoint = SignedCheckpoint(
            Checkpoint(origin: key.name, size: recorded, root: writer.root), signedWith: key)
        try folder.store(checkpoint)
        try folder.removeParts(of: parts)
        return Outcome(checkpoint: checkpoint, before: size)
    }

    private static let pageSize: Int64 = 10_000

    /// The tree that was signed last, from its tiles, which must come to its root.
    private func writer(after checkpoint: Checkpoint?) throws(SealError) -> TileWriter {
        guard let checkpoint else { return TileWriter() }
        var edge: [Tile] = []
        for id in Tile.ID.edge(size: checkpoint.size) {
            guard let tile = try folder.tile(id), let part = Tile(id, Array(tile.hashes.prefix(id.width))) else {
                throw .damaged(path: folder.path, reason: "tile \(id.index) of level \(id.level) is missing")
            }
            edge.append(part)
        }
        guard let writer = TileWriter(size: checkpoint.size, edge: edge), writer.root == checkpoint.root else {
            throw .damaged(
                path: folder.path,
                reason: "its tiles do not come to the root of the checkpoint of \(checkpoint.size.entries)")
        }
        return writer
    }

    /// How many entries there are that no crash can take away any more, nor the loss of this server where it waits for a standby.
    private func durableSize() async throws(SealError) -> Int64 {
        do {
            return try await journal.connection.run { [ledger = journal.ledger] session in
                let recorded = try Journal.nextPosition(of: ledger, on: session)
                // What a standby has came from a disk.
                if try !session.query("SELECT pg_is_in_recovery()").only().bool(0) {
                    try session.flushEverywhere(ledger)
                }
                return recorded
            }
        } catch {
            throw SealError(any: error)
        }
    }

    private func extend(
        _ writer: TileWriter, with positions: Range<Int64>
    ) async throws(SealError) -> (TileWriter, [Tile]) {
        do {
            return try await journal.connection.run { [ledger = journal.ledger] session in
                var (writer, full): (TileWriter, [Tile]) = (writer, [])
                let selection = LogSelection(from: positions.lowerBound, limit: positions.count)
                try Journal.forEachLeaf(selection, of: ledger, on: session) { full += writer.append($1) }
                return (writer, full)
            }
        } catch {
            throw SealError(any: error)
        }
    }

    // MARK: The past

    /// Compares the end of what was signed, and some of the rest, with the entries: whoever restored an old copy and wrote on, or
    /// rewrites history here and there, is found out, at the latest after some times.
    private func compareSome(of size: Int64) async throws(SealError) {
        guard size > 0 else { return }
        var tiles: Set<Int64> = [(size - 1) / Int64(Tile.widthMax)]
        for _ in 0..<2 { tiles.insert(Int64.random(in: 0..<size) / Int64(Tile.widthMax)) }
        for index in tiles.sorted() {
            let positions = index * Int64(Tile.widthMax)..<min(size, (index + 1) * Int64(Tile.widthMax))
            let id = Tile.ID(level: 0, index: index, width: positions.count)
            guard let tile = try folder.tile(id) else {
                throw .damaged(path: folder.path, reason: "tile \(index) of level 0 is missing")
            }
            if let position = try await firstChange(in: positions, from: tile) {
                throw .changed(position: position, sealed: size)
            }
        }
    }

    private func firstChange(in positions: Range<Int64>, from tile: Tile) async throws(SealError) -> Int64? {
        do {
            return try await journal.connection.run { [ledger = journal.ledger] session in
                var first: Int64?
                let selection = LogSelection(from: positions.lowerBound, limit: positions.count)
                try Journal.forEachLeaf(selection, of: ledger, on: session) { position, leaf in
                    if leaf != tile.hashes[Int(position - positions.lowerBound)], first == nil { first = position }
                }
                return first
            }
        } catch {
            // An entry that is not even one is not the one that was signed.
            if case .damagedEntry(let position, _) = JournalError(any: error) {
                throw .changed(position: position, sealed: positions.upperBound)
            }
            throw SealError(any: error)
        }
    }
}
