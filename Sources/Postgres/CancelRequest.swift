import CPostgres
import Synchronization

/// What libpq needs to ask a server to cancel. It outlives the connection if a request is still under way.
@safe
final class CancelKey: @unchecked Sendable {
    private let key: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let key = unsafe PQgetCancel(connection) else { return nil }
        unsafe self.key = unsafe key
    }

    deinit {
        unsafe PQfreeCancel(key)
    }

    /// Returns once the server has passed the request on to the backend, however long that takes.
    func send() {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
            unsafe _ = PQcancel(key, text.baseAddress, 256)
        }
    }
}

/// One request to cancel, sent from a thread of its own since libpq 15 can only block for it.
final class CancelRequest: Sendable {
    private let done = Atomic(false)

    var isDone: Bool { done.load(ordering: .acquiring) }

    init(_ key: CancelKey, _ wake: WakeSignal) throws(PostgresError) {
        try DetachedThread.start { [self] in
            key.send()
            done.store(true, ordering: .releasing)
            wake.send()
        }
    }
}
