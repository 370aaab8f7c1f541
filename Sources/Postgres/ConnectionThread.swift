import Synchronization

/// The executor of one connection: a thread of its own, so that waiting for the server blocks nobody else.
///
/// The thread ends when the executor is released; work that was handed over before is finished first.
final class ConnectionThread: SerialExecutor {
    private let queue = WorkQueue()

    /// - Throws: ``PostgresError/Code/connectFailed`` when the system has no thread left.
    init() throws(PostgresError) {
        let queue = queue
        try DetachedThread.start { queue.work() }
    }

    deinit {
        queue.stop()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // The closure keeps the executor alive until its last job has returned to it.
        queue.add { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func perform(_ body: @escaping @Sendable () -> Void) {
        queue.add(body)
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }
}
