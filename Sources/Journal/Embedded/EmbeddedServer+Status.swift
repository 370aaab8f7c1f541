extension EmbeddedServer {
    /// What the server is doing now. Changes nothing.
    public func status() async -> EmbeddedStatus {
        do throws(EmbeddedServerError) {
            switch try data.state() {
            case .absent:
                return .notCreated
            case .stopped, .stale:
                return .stopped(majorVersion: try data.majorVersion())
            case .busy(let file):
                return .starting(processID: file.processID)
            case .ready(let file):
                return .running(try await running(file))
            }
        } catch {
            return .inaccessible(reason: error.description)
        }
    }

    private func running(_ file: PostmasterFile) async throws(EmbeddedServerError) -> EmbeddedStatus.Running {
        let major = try data.majorVersion()
        let owner = try owner()
        let installation = try? await PostgresInstallation.find(clusterMajor: major, owner: owner, host: host)
        return EmbeddedStatus.Running(
            processID: file.processID, since: file.startedAt ?? 0,
            version: installation?.version ?? String(major),
            socketDirectory: file.socketFolder ?? plannedSocketFolder,
            dataDirectory: data.path, sizeInBytes: FileTree.size(of: data.path), logFile: log.path)
    }
}
