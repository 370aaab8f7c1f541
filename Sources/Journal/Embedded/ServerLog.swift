import Glibc

/// The file that the server writes its messages to.
struct ServerLog: Sendable {
    let path: String

    /// At a start, a log longer than this is put aside as `postgresql.log.1`.
    private static let longest = 16 << 20

    /// Opens the log for appending and tells where its next line begins, in bytes.
    ///
    /// The caller closes the descriptor.
    func open(owner: SystemAccount) throws(EmbeddedServerError) -> (file: CInt, offset: Int) {
        if let status = try FileTree.status(path), Int(status.st_size) > Self.longest { rename(path, "\(path).1") }
        let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC
        var file = Glibc.open(path, flags | O_CREAT | O_EXCL, 0o600)
        let isNew = file >= 0
        if !isNew, errno == EEXIST { file = Glibc.open(path, flags) }
        guard file >= 0 else { throw .system("open the log", path, errno) }
        var status = stat()
        guard fstat(file, &status) == 0, !isNew || fchown(file, owner.userID, owner.groupID) == 0 else {
            let number = errno
            close(file)
            throw .system("give away the log", path, number)
        }
        return (file, Int(status.st_size))
    }

    /// The last lines written since `offset`, at most twelve, oldest first.
    func tail(since offset: Int) -> [String] {
        let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        let end = Int(lseek(file, 0, SEEK_END))
        let begin = max(offset, end - 16_384)
        guard end > begin else { return [] }
        let bytes = [UInt8](unsafeUninitializedCapacity: end - begin) { buffer, initialized in
            initialized = max(pread(file, buffer.baseAddress, end - begin, off_t(begin)), 0)
        }
        return Self.lastLines(String(decoding: bytes, as: UTF8.self))
    }

    /// The last lines of `text` that are not blank, at most twelve.
    static func lastLines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains { !$0.isWhitespace } }.suffix(12)
    }
}
