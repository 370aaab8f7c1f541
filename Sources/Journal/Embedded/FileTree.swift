import Glibc

/// Folders and what is in them; symbolic links are never followed.
package enum FileTree {
    /// The status of `path` itself; nil when there is nothing.
    static func status(_ path: String) throws(EmbeddedServerError) -> stat? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system("look at", path, errno)
        }
        return status
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes the folder `path`, unless something is there already, with `mode` exactly; a new one is given to `owner`.
    ///
    /// Another program that makes the same folder at the same time sees it complete or not at all.
    static func makeFolder(_ path: String, mode: mode_t, owner: SystemAccount?) throws(EmbeddedServerError) {
        guard try status(path) == nil else { return }
        let draft = "\(parent(of: path))/.pairledger-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        guard mkdir(draft, 0o700) == 0 else { throw .system("create the folder", path, errno) }
        do throws(EmbeddedServerError) {
            try hand(draft, mode: mode, to: owner)
            if rename(draft, path) == 0 { return }
            // Somebody else was quicker, and has put something in already.
            guard errno == ENOTEMPTY || errno == EEXIST else { throw .system("create the folder", path, errno) }
            rmdir(draft)
        } catch {
            rmdir(draft)
            throw error
        }
    }

    private static func hand(_ folder: String, mode: mode_t, to owner: SystemAccount?) throws(EmbeddedServerError) {
        // By descriptor, so that nobody can slip another file under the name meanwhile.
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw .system("open the folder", folder, errno) }
        defer { close(file) }
        guard fchmod(file, mode) == 0 else { throw .system("set the permissions of", folder, errno) }
        if let owner, owner.userID != geteuid() {
            guard fchown(file, owner.userID, owner.groupID) == 0 else { throw .system("give away", folder, errno) }
        }
    }

    /// Flushes a folder's entries to disk.
    static func flush(_ path: String) throws(EmbeddedServerError) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .system("open the folder", path, errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw .system("flush the folder", path, errno) }
    }

    /// Removes `path` and everything in it, as far as it can.
    package static func remove(_ path: String) {
        if unlink(path) == 0 || errno == ENOENT { return }
        for name in FolderListing.names(in: path) ?? [] where isFolder(path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    /// The disk space that `path` and everything in it take, in bytes.
    static func size(of path: String) -> Int {
        var status = stat()
        guard lstat(path, &status) == 0 else { return 0 }
        var total = Int(status.st_blocks) * 512
        guard status.st_mode & S_IFMT == S_IFDIR else { return total }
        for name in FolderListing.names(in: path) ?? [] { total += size(of: "\(path)/\(name)") }
        return total
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
