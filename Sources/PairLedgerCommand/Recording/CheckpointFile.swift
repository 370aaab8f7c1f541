import TransparencyLog

/// Checkpoints in files.
enum CheckpointFile {
    static func read(_ path: String) throws -> SignedCheckpoint {
        do {
            return try SignedCheckpoint(String(decoding: try InputFile.bytes(path, limit: 1 << 20), as: UTF8.self))
        } catch let error as NoteError {
            throw CommandFailure(
                .usage, "\(path): \(error)", remedy: "a checkpoint is what pairledger log checkpoint prints")
        }
    }
}
