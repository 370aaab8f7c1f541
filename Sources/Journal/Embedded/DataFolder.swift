import Glibc

/// The cluster's data folder, and what can be told of the server from it.
struct DataFolder: Sendable {
    let path: String

    enum State: Equatable {
        case absent
        case stopped
        /// A server that is ours is alive, but does not accept connections yet, or no longer.
        case busy(PostmasterFile)
        case ready(PostmasterFile)
        /// `postmaster.pid` is there, but the server that wrote it is not.
        case stale(PostmasterFile?)
    }

    var postmasterFile: String { "\(path)/postmaster.pid" }

    /// What `postmaster.pid` says, whether it is true or not.
    var postmaster: PostmasterFile? {
        (try? TextFile.read(postmasterFile, limit: 8192)).flatMap { PostmasterFile($0) }
    }

    /// What there is now. Costs a few system calls.
    func state() throws(EmbeddedServerError) -> State {
        guard let text = try TextFile.read(postmasterFile, limit: 8192) else {
            return try FileTree.status(path) == nil ? .absent : .stopped
        }
        guard let file = PostmasterFile(text) else { return .stale(nil) }
        guard ProcessTable.relation(of: file.processID, to: path) == .inside else { return .stale(file) }
        return file.isReady ? .ready(file) : .busy(file)
    }

    /// The major version that made the cluster.
    func majorVersion() throws(EmbeddedServerError) -> Int {
        let text = try TextFile.read("\(path)/PG_VERSION", limit: 64) ?? ""
        guard let version = Int(text.prefix { $0.isNumber }) else {
            throw EmbeddedServerError(
                .homeUnusable, "\(path) is not a PostgreSQL data folder",
                remedy: "move it out of the way, or set PAIRLEDGER_HOME to another folder")
        }
        return version
    }
}
