import Glibc

/// Where a result goes: standard output, or a file that is put in place as a whole or not at all.
final class TextOutput {
    private let path: String?
    private let file: (descriptor: Int32, path: String, isTemporary: Bool)?
    private var isFinished = false

    /// Opens the file, so that what cannot be written is known before anything is done.
    ///
    /// - Parameter path: nil for standard output.
    init(_ path: String?) throws {
        self.path = path
        guard let path else {
            file = nil
            return
        }
        // A device or a pipe is written to; a file in its place would break whoever uses it next.
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let opened = isSpecial ? path : "\(path).\(getpid()).tmp"
        // Exclusively: a link that somebody laid under this name must not lead elsewhere.
        let flags = isSpecial ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
        let descriptor = open(opened, flags | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw TextOutput.failure(path, errno) }
        file = (descriptor, opened, !isSpecial)
    }

    deinit {
        guard let file, !isFinished else { return }
        close(file.descriptor)
        if file.isTemporary { unlink(file.path) }
    }

    /// Writes text as it is.
    func write(_ text: String) throws {
        guard let file else {
            try Terminal.out(text)
            return
        }
        let error = Terminal.write(text, to: file.descriptor)
        guard error == 0 else { throw TextOutput.failure(path ?? file.path, error) }
    }

    /// Where it goes.
    var descriptor: Int32 { file?.descriptor ?? STDOUT_FILENO }

    /// Puts the file in its place.
    func finish() throws {
        guard let file, !isFinished else { return }
        isFinished = true
        let path = path ?? file.path
        let isClosed = close(file.descriptor) == 0
        guard isClosed, !file.isTemporary || rename(file.path, path) == 0 else {
            let failure = TextOutput.failure(path, errno)
            if file.isTemporary { unlink(file.path) }
            throw failure
        }
    }

    private static func failure(_ path: String, _ error: Int32) -> CommandFailure {
        CommandFailure(
            .usage, "\(path) cannot be written: \(String(cString: strerror(error)))",
            remedy: "name another file with --output")
    }
}
