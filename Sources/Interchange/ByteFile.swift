internal import Glibc

/// A file that is read chunk by chunk and closed when nobody holds it any more.
final class ByteFile {
    private let path: String
    private let descriptor: Int32
    private let chunkSize: Int
    /// So far.
    private(set) var bytesRead: Int64 = 0

    /// - Parameter path: `-` for standard input.
    /// - Throws: ``InputProblem/Code/unreadable``.
    init(path: String, chunkSize: Int = 1 << 16) throws(InputProblem) {
        self.path = path
        self.chunkSize = chunkSize
        descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.problem(path, errno, "cannot be opened") }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// How many bytes the file has; nil where that is not known, as of a pipe.
    var size: Int64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int64(status.st_size)
    }

    /// The next bytes; empty at the end of the file.
    func nextChunk() throws(InputProblem) -> [UInt8] {
        var chunk = [UInt8](repeating: 0, count: chunkSize)
        while true {
            let count = read(descriptor, &chunk, chunkSize)
            if count >= 0 {
                chunk.removeSubrange(count...)
                bytesRead += Int64(count)
                return chunk
            }
            guard errno == EINTR else { throw Self.problem(path, errno, "cannot be read") }
        }
    }

    private static func problem(_ path: String, _ code: Int32, _ what: String) -> InputProblem {
        let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return InputProblem(
            .unreadable, file: path, message: "the file \(what): \(reason)",
            remedy: "check the path, and that the file may be read")
    }
}
