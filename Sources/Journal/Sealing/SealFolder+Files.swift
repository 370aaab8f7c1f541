import Glibc

extension SealFolder {
    /// The bytes of a file; nil when it is not there.
    func read(_ name: String, limit: Int = 1 << 20) throws(SealError) -> [UInt8]? {
        let full = "\(path)/\(name)"
        let file = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system(full)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, initialized in
                count = Glibc.read(file, buffer.baseAddress, buffer.count)
                initialized = max(count, 0)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(full) }
            if count == 0 { return bytes }
            bytes += chunk
        }
        throw .damaged(path: full, reason: "it is larger than \(limit) bytes")
    }

    /// Writes a file whole or not at all.
    ///
    /// - Parameters:
    ///   - replacing: false for what must not be there yet with other content.
    ///   - isDurable: false for what ``flush(_:)`` makes durable together with others.
    func write(
        _ bytes: [UInt8], to name: String, replacing: Bool, isDurable: Bool = true
    ) throws(SealError) {
        let full = "\(path)/\(name)"
        if let found = try read(name) {
            if found == bytes { return }
            guard replacing else { throw .damaged(path: full, reason: "it is there already, with other content") }
        }
        let folder = String(full[..<(full.lastIndex(of: "/") ?? full.startIndex)])
        try makeFolder(folder)
        let draft = "\(full).new-\(getpid())"
        unlink(draft)
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .system(draft) }
        do throws(SealError) {
            try fill(file, with: bytes, draft, isDurable: isDurable)
            guard rename(draft, full) == 0 else { throw .system(full) }
        } catch {
            unlink(draft)
            throw error
        }
        if isDurable { try flush(folder) }
    }

    /// Makes files durable that were written without that: together, for the first of them then does most of the work for all.
    func flush(_ names: [String]) throws(SealError) {
        var folders: Set<String> = []
        for name in names {
            let full = "\(path)/\(name)"
            let file = open(full, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard file >= 0 else { throw .system(full) }
            defer { close(file) }
            guard fsync(file) == 0 else { throw .system(full) }
            folders.insert(String(full[..<(full.lastIndex(of: "/") ?? full.startIndex)]))
        }
        for folder in folders.sorted() { try flush(folder) }
    }

    private func fill(_ file: CInt, with bytes: [UInt8], _ path: String, isDurable: Bool) throws(SealError) {
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .system(path) }
            rest = rest.dropFirst(count)
        }
        guard !isDurable || fsync(file) == 0 else { throw .system(path) }
    }

    /// Makes a folder and those above it.
    private func makeFolder(_ folder: String) throws(SealError) {
        if mkdir(folder, 0o755) == 0 {
            return try flush(String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]))
        }
        if errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
            throw .system(folder)
        }
        try makeFolder(String(folder[..<slash]))
        guard mkdir(folder, 0o755) == 0 || errno == EEXIST else { throw .system(folder) }
        try flush(String(folder[..<slash]))
    }

    private func flush(_ folder: String) throws(SealError) {
        let file = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw .system(folder) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw .system(folder) }
    }

    /// The names in a folder; none when it is not there.
    func names(in name: String) throws(SealError) -> [String] {
        let full = "\(path)/\(name)"
        guard let folder = opendir(full) else {
            if errno == ENOENT || errno == ENOTDIR { return [] }
            throw .system(full)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), !name.contains(".new-") { names.append(name) }
        }
        return names.sorted()
    }

    /// Keeps other programs from sealing into the folder for as long as the answer lives.
    public func lock() throws(SealError) -> SealLock {
        try makeFolder(path)
        let full = "\(path)/.lock"
        let file = open(full, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .system(full) }
        let lock = SealLock(file: file)
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { throw .busy(folder: path) }
        return lock
    }
}

/// Ends when the program does, however it ends.
public final class SealLock: Sendable {
    private let file: CInt

    init(file: CInt) { self.file = file }

    deinit { close(file) }
}

extension SealError {
    /// What the system said of a file.
    fileprivate static func system(_ path: String) -> SealError {
        .file(path: path, reason: String(cString: strerror(errno)))
    }
}
