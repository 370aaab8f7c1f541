import Glibc

/// The lock that programs take in turn to create, start or stop the server; the system releases it when its holder
/// dies.
struct StartLock: ~Copyable {
    private let file: CInt

    private init(file: CInt) { self.file = file }

    deinit { close(file) }

    /// How long another program may create, start or recover the server.
    static let patience: Duration = .seconds(180)

    /// Waits for the lock at `path`; a new lock file is given to `owner`.
    static func take(_ path: String, owner: SystemAccount) async throws(EmbeddedServerError) -> StartLock {
        let lock = StartLock(file: try openFile(path, owner: owner))
        var wait = Backoff(deadline: patience)
        while flock(lock.file, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .system("lock", path, errno) }
            guard try await wait.pause() else {
                throw EmbeddedServerError(
                    .lockTimeout, "another pairledger has held \(path) for \(patience.components.seconds) seconds",
                    remedy: "see what it waits for (fuser '\(path)' names it), end it, and run the command again")
            }
        }
        return lock
    }

    private static func openFile(_ path: String, owner: SystemAccount) throws(EmbeddedServerError) -> CInt {
        let flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC
        let created = open(path, flags | O_CREAT | O_EXCL, 0o600)
        if created >= 0 {
            if owner.userID != geteuid(), fchown(created, owner.userID, owner.groupID) != 0 {
                let number = errno
                close(created)
                throw .system("give away", path, number)
            }
            return created
        }
        guard errno == EEXIST else { throw .system("create", path, errno) }
        let opened = open(path, flags)
        guard opened >= 0 else { throw .system("open", path, errno) }
        return opened
    }
}
