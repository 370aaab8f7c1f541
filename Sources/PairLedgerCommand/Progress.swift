import Glibc

/// How far long work has come, on a terminal: figure, share, rate and the time it will still take.
struct Progress: Sendable {
    private let goal: Int64
    private let isShown: Bool
    private let start = ContinuousClock.now

    init(goal: Int64, quiet: Bool) {
        self.goal = goal
        isShown = !quiet && isatty(STDERR_FILENO) == 1
    }

    func show(_ done: Int64) {
        guard isShown, goal > 0 else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let rate = seconds > 0 ? Double(done) / seconds : 0
        let left = rate > 0 ? Int(Double(goal - done) / rate) : 0
        Terminal.write(
            "\r\(done) of \(goal) events (\(done * 100 / goal) %), \(Int(rate)) a second, \(left) s left\u{1B}[K",
            to: STDERR_FILENO)
    }

    /// The same of a file whose rows nobody has counted, by its bytes, which are the goal.
    func show(rows: Int64, bytes: Int64) {
        guard isShown else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let rate = seconds > 0 ? Int(Double(rows) / seconds) : 0
        guard goal > 0, bytes > 0 else { return show("\(rows) rows, \(rate) a second") }
        let left = Int(seconds * Double(max(0, goal - bytes)) / Double(bytes))
        show("\(rows) rows (\(min(100, bytes * 100 / goal)) %), \(rate) a second, \(left) s left")
    }

    /// Says what is being done, where it cannot be counted.
    func show(_ step: String) {
        if isShown { Terminal.write("\r\(step)\u{1B}[K", to: STDERR_FILENO) }
    }

    func end() {
        if isShown { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }
}
