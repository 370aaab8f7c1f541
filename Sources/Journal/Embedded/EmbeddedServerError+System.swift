import Glibc

extension EmbeddedServerError {
    /// The error for a system call that failed with `number` while doing `action` to `path`.
    static func system(_ action: String, _ path: String, _ number: CInt) -> EmbeddedServerError {
        let reason = String(cString: strerror(number))
        let remedy =
            switch number {
            case EACCES, EPERM, EROFS:
                "run pairledger as a user who may write there, or set PAIRLEDGER_HOME to a folder of your own"
            case ENOSPC, EDQUOT:
                "free some space there, or set PAIRLEDGER_HOME to a folder on another disk"
            case ENOTDIR, EEXIST, ELOOP:
                "move that file out of the way, or set PAIRLEDGER_HOME to another folder"
            default:
                "look at that path, or set PAIRLEDGER_HOME to another folder"
            }
        let code: Code = number == EACCES || number == EPERM ? .notPermitted : .system
        return EmbeddedServerError(code, "cannot \(action) \(path) (\(reason))", remedy: remedy)
    }

    static let cancelled = EmbeddedServerError(
        .cancelled, "the wait for the embedded server was cancelled", remedy: "run the command again")
}
