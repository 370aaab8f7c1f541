import Glibc

/// A file that a command reads as a whole; `-` is standard input.
enum InputFile {
    /// - Parameters:
    ///   - limit: how many bytes it may have.
    ///   - mayLack: whether nil is the answer when there is none.
    static func read(_ path: String, limit: Int, mayLack: Bool = false) throws -> [UInt8]? {
        let file = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if mayLack, errno == ENOENT || errno == ENAMETOOLONG { return nil }
            throw CommandFailure(.usage, "\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { if file != STDIN_FILENO { close(file) } }
        var bytes: [UInt8] = []
        while true {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, initialized in
                count = Glibc.read(file, buffer.baseAddress, buffer.count)
                initialized = max(count, 0)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.usage, "\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { return bytes }
            bytes += chunk
            guard bytes.count <= limit else {
                throw CommandFailure(.usage, "\(path) is larger than \(limit) bytes, which no such file is")
            }
        }
    }

    /// - Throws: `CommandFailure` when there is none.
    static func bytes(_ path: String, limit: Int = 1 << 30) throws -> [UInt8] { try read(path, limit: limit) ?? [] }
}
