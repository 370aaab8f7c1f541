package import Glibc

/// What `/proc` tells about other processes.
///
/// A PostgreSQL process is known by its working directory: the postmaster and all its children have the data folder
/// as theirs and never leave it, whereas a process number alone may have been given to somebody else.
package enum ProcessTable {
    enum Relation: Equatable {
        /// The process works in that folder.
        case inside
        /// It is alive and works elsewhere, or is another user's.
        case elsewhere
        /// There is no such process, or it has ended and only waits to be collected by its parent.
        case gone
    }

    /// How process `id` relates to `folder`.
    static func relation(of id: pid_t, to folder: String) -> Relation {
        guard let wanted = FileIdentity(folder) else { return alive(id) ? .elsewhere : .gone }
        if let actual = FileIdentity("/proc/\(id)/cwd") { return actual == wanted ? .inside : .elsewhere }
        let number = errno
        if number == EACCES || number == EPERM { return .elsewhere }
        guard !isReadable, alive(id) else { return .gone }
        // Without /proc only the number speaks; it is believed, as pg_ctl does.
        return .inside
    }

    /// The processes that work in `folder`; nil when `/proc` cannot be read, so that nobody knows.
    package static func processes(workingIn folder: String) -> [pid_t]? {
        guard isReadable, let entries = FolderListing.names(in: "/proc") else { return nil }
        guard let wanted = FileIdentity(folder) else { return [] }
        return entries.compactMap { pid_t($0) }.filter { FileIdentity("/proc/\($0)/cwd") == wanted }
    }

    /// When process `id` began, in clock ticks since boot: with the number, a name that is never reused.
    package static func startTicks(of id: pid_t) -> UInt64? {
        guard let text = try? TextFile.read("/proc/\(id)/stat", limit: 4096) else { return nil }
        // The second field is the program's name in parentheses, which may contain anything.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? UInt64(fields[19]) : nil
    }

    private static var isReadable: Bool { FileIdentity("/proc/self/cwd") != nil }

    private static func alive(_ id: pid_t) -> Bool { kill(id, 0) == 0 || errno == EPERM }
}

/// The identity of a file, however its path is spelled.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let inode: ino_t

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        inode = status.st_ino
    }
}
