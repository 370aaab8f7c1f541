import Glibc
import Journal
import Synchronization

/// The folder of a test cluster: a note of the process that made it, and the home of the server.
///
/// Everything here is synchronous, because it also has to work while the process exits.
struct TestClusterFolder: Sendable {
    private static let parent = "/tmp"
    private static let prefix = "pairledger-test-"

    let path: String
    let home: String

    private var data: String { "\(home)/data" }

    /// Makes a folder that is removed when this process ends.
    init(homeName: String) throws {
        Self.removeLeftovers
        Self.removeAtExit
        var template = Array("\(Self.parent)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestClusterError(action: "make a folder in /tmp", number: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        home = "\(path)/\(homeName)"
        Self.mine.withLock { [path] in _ = $0.insert(path) }
        // The server may run as another user, who has to pass through.
        guard chmod(path, 0o711) == 0 else { throw TestClusterError(action: "open \(path) up", number: errno) }
        let maker = "\(getpid()) \(ProcessTable.startTicks(of: getpid()) ?? 0)"
        for (name, text) in [("home", homeName), ("owner", maker)] {
            guard Self.write(text, to: "\(path)/.\(name)") else {
                throw TestClusterError(action: "write into \(path)", number: errno)
            }
        }
    }

    /// The folder that another process left at `path`.
    private init?(leftAt path: String) {
        guard let name = try? TextFile.read("\(path)/.home", limit: 4096) else { return nil }
        self.path = path
        home = "\(path)/\(name)"
    }

    /// Kills every process that works in the data folder, and waits until they are gone.
    func killServer() {
        noteSharedMemory()
        if let postmaster {
            // The postmaster first: it would start others in place of its children.
            kill(postmaster, SIGKILL)
        }
        for _ in 0..<500 {
            let rest = ProcessTable.processes(workingIn: data) ?? []
            if rest.isEmpty { return }
            for process in rest { kill(process, SIGKILL) }
            usleep(10_000)
        }
    }

    /// Ends the server and removes the folder.
    func remove() {
        if let postmaster {
            // An immediate shutdown is quick and, unlike a kill, gives the shared memory back.
            kill(postmaster, SIGQUIT)
            for _ in 0..<500 where ProcessTable.processes(workingIn: data) != [] { usleep(10_000) }
        }
        killServer()
        removeSharedMemory()
        FileTree.remove(path)
        Self.mine.withLock { _ = $0.remove(path) }
    }

    private var postmasterLines: [Substring] {
        let text = (try? TextFile.read("\(data)/postmaster.pid", limit: 8192)) ?? nil
        return (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The postmaster, if it is alive.
    private var postmaster: pid_t? {
        guard let id = postmasterLines.first.flatMap({ pid_t($0) }) else { return nil }
        return (ProcessTable.processes(workingIn: data) ?? []).contains(id) ? id : nil
    }

    private var segmentNote: String { "\(path)/.segments" }

    /// Notes the POSIX segments of a server about to be killed. It would clear them away at its next start, which a
    /// test cluster may never see.
    private func noteSharedMemory() {
        let known = (try? TextFile.read(segmentNote)) ?? nil
        var files = Set((known ?? "").split(separator: "\n").map(String.init))
        for process in ProcessTable.processes(workingIn: data) ?? [] {
            let maps = (try? TextFile.read("/proc/\(process)/maps")) ?? nil
            for word in (maps ?? "").split(whereSeparator: { $0 == " " || $0 == "\n" })
            where word.hasPrefix("/dev/shm/PostgreSQL.") { files.insert(String(word)) }
        }
        unlink(segmentNote)
        _ = Self.write(files.sorted().joined(separator: "\n"), to: segmentNote)
    }

    /// Removes the segments that a killed server leaves behind: the system has room for few of them.
    private func removeSharedMemory() {
        let note = (try? TextFile.read(segmentNote)) ?? nil
        for file in (note ?? "").split(separator: "\n") { unlink(String(file)) }
        let lines = postmasterLines
        guard lines.count >= 7, let id = lines[6].split(separator: " ").last.flatMap({ CInt($0) }) else { return }
        var segment = shmid_ds()
        guard shmctl(id, IPC_STAT, &segment) == 0, segment.shm_nattch == 0 else { return }
        shmctl(id, IPC_RMID, nil)
    }

    // MARK: What outlives a cluster

    private static let mine = Mutex<Set<String>>([])

    private static let removeAtExit: Void = {
        atexit {
            for path in TestClusterFolder.mine.withLock({ $0 }) { TestClusterFolder(leftAt: path)?.remove() }
        }
    }()

    /// Removes, once in a process, the folders of test runs that were killed.
    private static let removeLeftovers: Void = {
        for name in FolderListing.names(in: parent) ?? [] where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
                let note = try? TextFile.read("\(path)/.owner", limit: 64)
            else { continue }
            let numbers = note.split(separator: " ")
            guard numbers.count == 2, let id = pid_t(numbers[0]), let ticks = UInt64(numbers[1]) else { continue }
            if ProcessTable.startTicks(of: id) != ticks { TestClusterFolder(leftAt: path)?.remove() }
        }
    }()

    private static func write(_ text: String, to path: String) -> Bool {
        guard let file = fopen(path, "wx") else { return false }
        let written = fputs(text, file) >= 0
        return fclose(file) == 0 && written
    }
}
