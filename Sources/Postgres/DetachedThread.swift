import Glibc

/// A thread that nobody joins. It takes no signals, so they stay with the threads that expect them.
enum DetachedThread {
    /// - Throws: ``PostgresError/Code/connectFailed`` when the system has no thread left.
    static func start(_ body: @escaping @Sendable () -> Void) throws(PostgresError) {
        final class Start {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        unsafe pthread_attr_setstacksize(&attributes, 4 << 20)

        var all = sigset_t()
        var former = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &former)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &former, nil) }

        let start = unsafe Unmanaged.passRetained(Start(body))
        var thread = pthread_t()
        let status = unsafe pthread_create(
            &thread, &attributes,
            { argument in
                if let argument = unsafe argument {
                    let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                    start.body()
                }
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            unsafe start.release()
            throw PostgresError(.connectFailed, "No thread could be started for a connection (error \(status)).")
        }
    }

    /// Names the calling thread, for `top -H` and debuggers; Linux keeps 15 bytes.
    static func nameCurrent(_ name: String) {
        let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        _ = unsafe write(file, name, name.utf8.count)
        close(file)
    }
}
