import Glibc
import Synchronization

/// A request from any thread that the call in progress give way.
final class Interruption: Sendable {
    private let requested = Atomic(false)
    private let wake: WakeSignal

    init(_ wake: WakeSignal) {
        self.wake = wake
    }

    var isRequested: Bool { requested.load(ordering: .acquiring) }

    func request() {
        requested.store(true, ordering: .releasing)
        wake.send()
    }
}

/// A pair of sockets that ends a `poll` from another thread.
final class WakeSignal: Sendable {
    /// Becomes readable.
    let descriptor: Int32
    private let writeEnd: Int32

    /// - Throws: ``PostgresError/Code/connectFailed`` when the process has no descriptor left.
    init() throws(PostgresError) {
        var ends: (Int32, Int32) = (-1, -1)
        let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let status = unsafe withUnsafeMutableBytes(of: &ends) {
            unsafe socketpair(AF_UNIX, Int32(kind), 0, $0.assumingMemoryBound(to: Int32.self).baseAddress)
        }
        (descriptor, writeEnd) = ends
        guard status == 0 else {
            throw PostgresError(.connectFailed, "No file descriptor is left for a connection (error \(errno)).")
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    func send() {
        // A full socket is as good as a written one.
        var byte: UInt8 = 1
        _ = unsafe write(writeEnd, &byte, 1)
    }

    func drain() {
        unsafe withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { bytes in
            while unsafe read(descriptor, bytes.baseAddress, 256) == 256 {}
        }
    }
}

/// Nanoseconds of a clock that never jumps.
func monotonicNow() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
