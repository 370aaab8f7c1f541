import Assistance
import Glibc
import TransparencyLog

/// A file that is evidence: it is read once, piece by piece, and stays where it is.
struct DocumentFile {
    let path: String
    let digest: DocumentDigest
    let bytes: Int64

    /// The last part of its path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// - Throws: `CommandFailure` when it is missing, empty, no file, or cannot be read to its end.
    init(_ path: String) throws {
        // Without waiting, as a named pipe would keep whoever opens it until somebody writes.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw DocumentFile.unreadable(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DocumentFile.unreadable(path, errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let what = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no file with content of its own"
            throw CommandFailure(.usage, "\(path) is \(what)", remedy: "name the document itself")
        }
        let (digest, bytes) = try DocumentFile.digest(descriptor, path)
        guard bytes > 0 else {
            throw CommandFailure(
                .usage, "\(path) is empty, and evidence of nothing", remedy: "check that it was copied whole")
        }
        guard let digest = DocumentDigest(digest.description) else { preconditionFailure("a digest has 64 digits") }
        self.path = path
        self.digest = digest
        self.bytes = bytes
    }

    /// A piece is large enough that reading costs little beside the digest, and small enough for any machine.
    private static let pieceSize = 256 * 1024

    private static func digest(_ descriptor: Int32, _ path: String) throws -> (Digest, Int64) {
        var function = Digest.Function()
        var bytes: Int64 = 0
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = read(descriptor, piece.baseAddress, piece.count)
            if count == 0 { return (function.digest(), bytes) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw unreadable(path, errno) }
            function.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
            bytes += Int64(count)
        }
    }

    private static func unreadable(_ path: String, _ error: Int32) -> CommandFailure {
        CommandFailure(
            .usage, "\(path) cannot be read: \(String(cString: strerror(error)))",
            remedy: "check the name, and that you may read it")
    }

    /// What is recorded of it.
    func described(
        title: String? = nil, kind: DocumentKind = .other, mediaType: MediaType? = nil
    ) -> DocumentDescription {
        DocumentDescription(
            digest: digest, bytes: bytes, mediaType: mediaType ?? MediaType(ofFileNamed: name), title: title ?? name,
            kind: kind)
    }
}
