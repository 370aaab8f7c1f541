/// Why a log was not sealed, or what was sealed cannot be read.
public enum SealError: Error, Sendable, CustomStringConvertible {
    /// A file of the seals could not be read or written.
    case file(path: String, reason: String)
    /// A file of the seals is not what it was when it was written.
    case damaged(path: String, reason: String)
    /// Another program is sealing into the same folder.
    case busy(folder: String)
    /// The last checkpoint was signed by another key.
    case otherKey(origin: String, reason: String)
    /// The log has fewer entries than were sealed.
    case shrank(sealed: Int64, recorded: Int64)
    /// An entry is not the one that was sealed.
    case changed(position: Int64, sealed: Int64)
    /// The checkpoint does not have the entry yet.
    case notSealed(position: Int64, sealed: Int64)
    /// The server did not wait until its standby has everything.
    case notReplicated(reason: String)
    /// There is no checkpoint yet, or none of this size.
    case noCheckpoint(size: Int64?)
    case journal(JournalError)

    public var description: String {
        switch self {
        case .file(let path, let reason): "\(path): \(reason)"
        case .damaged(let path, let reason): "\(path) is damaged: \(reason)"
        case .busy(let folder): "another program is sealing into \(folder)"
        case .otherKey(let origin, let reason): "the last checkpoint, of \(origin), is not this key's: \(reason)"
        case .shrank(let sealed, let recorded):
            "the log has \(recorded.entries), and \(sealed) were sealed: entries are gone"
        case .changed(let position, let sealed):
            "entry \(position) is not the one of the checkpoint of \(sealed.entries): history was rewritten"
        case .notSealed(let position, let sealed):
            "entry \(position) is not in the checkpoint, which has \(sealed.entries)"
        case .notReplicated(let reason): "nothing was signed, as the standby may not have all of it: \(reason)"
        case .noCheckpoint(nil): "the log was not sealed yet"
        case .noCheckpoint(let size?): "there is no checkpoint of \(size.entries)"
        case .journal(let error): error.description
        }
    }

    /// What somebody can do about it.
    public var remedy: String? {
        switch self {
        case .file: nil
        case .damaged: "put the folder of seals back from a copy; pairledger log verify says what else is wrong"
        case .busy: "wait until that one is done"
        case .otherKey: "use the key that signed it, or another folder of seals for a new log"
        case .shrank, .changed:
            "nothing was signed; keep the database as it is and find out who changed it: pairledger log verify"
        case .notSealed: "if it is recorded, seal it: pairledger log checkpoint"
        case .notReplicated: "see that the standby runs and follows, and seal again"
        case .noCheckpoint(nil): "seal it: pairledger log checkpoint"
        case .noCheckpoint: "pairledger log checkpoint --list shows those there are"
        case .journal(let error): error.remedy
        }
    }

    init(any error: any Error) {
        switch error {
        case let error as SealError: self = error
        default: self = .journal(JournalError(any: error))
        }
    }
}
