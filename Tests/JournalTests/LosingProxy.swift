import Foundation
import Glibc
import PairLedgerTesting
import Postgres
import Synchronization

/// Stands on a socket of its own between one client and the server, and can lose what the server answers.
final class LosingProxy: Sendable {
    struct Failure: Error {
        let step: String
        let number: CInt
    }

    private let folder: String
    private let losing = Atomic<Bool>(false)
    private let sockets = Mutex<[CInt]>([])

    init(to server: String) throws {
        var template = Array("/tmp/pairledger-proxy-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(step: "mkdtemp", number: errno) }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.with("\(folder)/.s.PGSQL.5432", { bind(listener, $0, $1) }) == 0, listen(listener, 1) == 0 else {
            throw Failure(step: "listen", number: errno)
        }
        Thread.detachNewThread { [self] in
            let client = accept(listener, nil, nil)
            let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            _ = Self.with(server) { connect(upstream, $0, $1) }
            close(listener)
            sockets.withLock { $0 = [client, upstream] }
            Thread.detachNewThread { [self] in pump(from: upstream, to: client, canLose: true) }
            pump(from: client, to: upstream, canLose: false)
        }
    }

    deinit {
        cut()
        sockets.withLock { for socket in $0 { close(socket) } }
        unlink("\(folder)/.s.PGSQL.5432")
        rmdir(folder)
    }

    /// The same options with the proxy in the server's place.
    func options(_ options: ConnectionOptions) -> ConnectionOptions {
        var options = options
        options.overrides["host"] = folder
        return options
    }

    /// From now on the client hears nothing more, though the server goes on hearing the client.
    func loseAnswers() { losing.store(true, ordering: .sequentiallyConsistent) }

    /// Breaks the connection on both sides.
    func cut() {
        sockets.withLock { for socket in $0 { shutdown(socket, Int32(SHUT_RDWR)) } }
    }

    private func pump(from source: CInt, to target: CInt, canLose: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count > 0 else { return }
            if canLose && losing.load(ordering: .sequentiallyConsistent) { continue }
            var rest = buffer[..<count]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard written > 0 else { return }
                rest = rest.dropFirst(written)
            }
        }
    }

    private static func with(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
