import Glibc

/// Small text files, written so that a reader sees either the old text or the new one.
package enum TextFile {
    /// The text of `path`; nil when there is no such file.
    ///
    /// - Parameter limit: how many bytes to read at most.
    package static func read(_ path: String, limit: Int = 1 << 20) throws(EmbeddedServerError) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system("read", path, errno)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(limit - bytes.count, 65_536)
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
                count = Glibc.read(file, buffer.baseAddress, wanted)
                initialized = max(count, 0)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system("read", path, errno) }
            if count == 0 { break }
            bytes += chunk
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces `path` by `text`, readable by `owner` alone, and flushes it to disk.
    static func write(_ text: String, to path: String, owner: SystemAccount) throws(EmbeddedServerError) {
        let draft = "\(path).new-\(getpid())"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system("create", draft, errno) }
        do throws(EmbeddedServerError) {
            try fill(file, with: text, path: draft, owner: owner)
            guard rename(draft, path) == 0 else { throw .system("replace", path, errno) }
        } catch {
            unlink(draft)
            throw error
        }
        try FileTree.flush(FileTree.parent(of: path))
    }

    private static func fill(
        _ file: CInt, with text: String, path: String, owner: SystemAccount
    ) throws(EmbeddedServerError) {
        defer { close(file) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system("write", path, errno) }
            rest = rest.dropFirst(count)
        }
        if owner.userID != geteuid() {
            guard fchown(file, owner.userID, owner.groupID) == 0 else { throw .system("give away", path, errno) }
        }
        guard fsync(file) == 0 else { throw .system("flush", path, errno) }
    }
}
