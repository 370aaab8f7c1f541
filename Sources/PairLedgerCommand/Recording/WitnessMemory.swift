import Journal
import TransparencyLog

/// The last checkpoint of each log that a witness has cosigned, in a folder for each.
struct WitnessMemory {
    private let folder: SealFolder

    init(_ folder: SealFolder) { self.folder = folder }

    func lock() throws -> SealLock { try folder.lock() }

    func last(of origin: KeyName) throws -> SignedCheckpoint? { try logs(origin).lastCheckpoint() }

    func remember(_ checkpoint: SignedCheckpoint) throws { try logs(checkpoint.checkpoint.origin).store(checkpoint) }

    func path(of origin: KeyName) -> String { "\(logs(origin).path)/checkpoint" }

    /// Named by the digest of the origin, which may hold any character.
    private func logs(_ origin: KeyName) -> SealFolder {
        SealFolder("\(folder.path)/\(Digest(of: Array(origin.description.utf8)).description.prefix(32))")
    }
}
