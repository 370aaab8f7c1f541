import Glibc
import TransparencyLog

/// Signing keys in files that nobody else may read.
enum KeyFile {
    static func read(_ path: String) throws -> SigningKey {
        guard let bytes = try InputFile.read(path, limit: 4096, mayLack: true) else {
            throw CommandFailure(
                .usage, "there is no signing key in \(path)", remedy: "make one: pairledger log key create NAME")
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & 0o077 != 0 {
            throw CommandFailure(
                .refused, "others may read the signing key in \(path)",
                remedy: "chmod 600 '\(path)'; better, make a new one")
        }
        do {
            return try SigningKey(String(decoding: bytes, as: UTF8.self).trimmingLineFeed)
        } catch {
            throw CommandFailure(.usage, "\(path): \(error)")
        }
    }

    /// Writes a new file, and makes it durable before the key is used.
    static func create(_ key: SigningKey, at path: String) throws {
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST {
                throw CommandFailure(
                    .refused, "there is a key in \(path) already",
                    remedy: "a log keeps its key: name another file with --key, or another ledger")
            }
            throw CommandFailure(.usage, "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        guard Terminal.write(key.secretText + "\n", to: file) == 0, fsync(file) == 0 else {
            throw CommandFailure(.usage, "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }

    private static func makeFolder(_ folder: String) throws {
        if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
            throw CommandFailure(.usage, "\(folder) cannot be made: \(String(cString: strerror(errno)))")
        }
        try makeFolder(String(folder[..<slash]))
        try makeFolder(folder)
    }
}

extension String {
    /// Without the line feed that ends a file.
    fileprivate var trimmingLineFeed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
