import Dispatch

/// Lets a synchronous body wait for a task, which only a connection's own thread may do.
final class Completion: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    func signal() { semaphore.signal() }
    func wait() { semaphore.wait() }
}
