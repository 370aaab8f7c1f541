/// Pauses that grow from 2 to 100 milliseconds, until a deadline.
struct Backoff {
    private let start = ContinuousClock.now
    private let deadline: Duration
    private var step: Duration = .milliseconds(2)

    init(deadline: Duration) { self.deadline = deadline }

    var elapsed: Duration { start.duration(to: .now) }

    /// Pauses; false, at once, when the deadline has passed.
    mutating func pause() async throws(EmbeddedServerError) -> Bool {
        guard elapsed < deadline else { return false }
        do {
            try await Task.sleep(for: step)
        } catch {
            throw .cancelled
        }
        step = min(step * 1.5, .milliseconds(100))
        return true
    }
}
