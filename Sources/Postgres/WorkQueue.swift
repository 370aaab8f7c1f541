import Glibc

/// Hands closures to the one thread that waits in ``work()``.
@safe
final class WorkQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    // Both are guarded by the mutex.
    private var waiting: [@Sendable () -> Void] = []
    private var isStopped = false

    init() {
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition.initialize(to: pthread_cond_t())
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    func add(_ body: @escaping @Sendable () -> Void) {
        unsafe pthread_mutex_lock(mutex)
        waiting.append(body)
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    func stop() {
        unsafe pthread_mutex_lock(mutex)
        isStopped = true
        unsafe pthread_cond_signal(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Runs what is added, in order, until the queue is stopped and empty.
    func work() {
        while var batch = next() {
            while let body = batch.popLast() { body() }
        }
    }

    /// All that waits, last first; nil at the end.
    private func next() -> [@Sendable () -> Void]? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while waiting.isEmpty {
            if isStopped { return nil }
            unsafe pthread_cond_wait(condition, mutex)
        }
        let batch = waiting
        waiting = []
        return batch.reversed()
    }
}
