import Glibc

extension EmbeddedServer {
    /// The longest path of a Unix socket on Linux, in bytes (`sun_path` of `sockaddr_un`, without its last NUL).
    private static let longestSocketPath = 107

    /// Where the socket may be, best first: in the home unless its path cannot serve, else in a short folder whose name
    /// is derived from the user and the home.
    ///
    /// A path cannot serve if it is too long, or contains a comma, which separates hosts in libpq's `host`.
    func socketFolders(owner: SystemAccount) -> [String] {
        var folders = ["\(home)/run"]
        let name = "pairledger-\(owner.userID)-\(Self.fingerprint(resolvedHome))"
        if owner.userID == host.userID, let runtime = host.absolutePath("XDG_RUNTIME_DIR"),
            let status = try? FileTree.status(runtime), status.st_uid == owner.userID
        {
            folders.append("\(runtime)/\(name)")
        }
        folders.append("/tmp/\(name)")
        return folders.filter {
            let address = ServerAddress(socketDirectory: $0, port: ServerConfiguration.port)
            return address.socketPath.utf8.count <= Self.longestSocketPath && !$0.contains(",")
        }
    }

    /// Where the socket is going to be, as far as can be told before the server runs.
    var plannedSocketFolder: String {
        (try? owner()).flatMap { socketFolders(owner: $0).first } ?? "\(home)/run"
    }

    /// Makes the folder for the socket, or checks the one that is there, and returns its path.
    func prepareSocketFolder(owner: SystemAccount) throws(EmbeddedServerError) -> String {
        let folder = socketFolders(owner: owner).first ?? "\(home)/run"
        do throws(EmbeddedServerError) {
            try makePrivateFolder(folder, owner: owner)
        } catch  where error.code == .homeUnusable {
            throw EmbeddedServerError(.socketFolderUnsafe, error.problem, remedy: error.remedy)
        }
        return folder
    }

    private var resolvedHome: String {
        guard let resolved = realpath(home, nil) else { return home }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// FNV-1a, 64 bits, in hexadecimal: the same for the same path in every process, unlike `Hasher`.
    private static func fingerprint(_ path: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Whether something accepts connections at `address`.
    static func accepts(_ address: ServerAddress) -> Bool {
        let path = Array(address.socketPath.utf8)
        guard path.count <= longestSocketPath else { return false }
        let socket = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
