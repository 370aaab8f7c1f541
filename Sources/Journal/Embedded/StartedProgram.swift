import Glibc
import Synchronization

/// What is known of a program that was started and left to itself.
final class StartedProgram: Sendable {
    private struct State {
        var processID: pid_t?
        var end: String?
    }

    private let state = Mutex(State())

    /// Its number, once it runs.
    var processID: pid_t? { state.withLock { $0.processID } }
    /// How it ended, if it did, or why it could not be started.
    var end: String? { state.withLock { $0.end } }

    func began(_ id: pid_t) { state.withLock { $0.processID = id } }
    func ended(_ how: String) { state.withLock { $0.end = how } }
}
