/// How long to wait before looking again at a log in which there was nothing new: a moment at first, in the end half a second.
public struct Pauses: Sendable {
    private static let steps = [10, 20, 50, 100, 200, 500].map(Duration.milliseconds)
    private var step = 0

    public init() {}

    /// Waits; longer than the time before, until there is a ``reset()``.
    ///
    /// - Throws: `CancellationError`, at once when the task is cancelled.
    public mutating func wait() async throws {
        defer { step = min(step + 1, Pauses.steps.count - 1) }
        try await Task.sleep(for: Pauses.steps[step])
    }

    /// To be called when there was something.
    public mutating func reset() { step = 0 }
}
