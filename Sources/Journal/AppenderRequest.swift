/// One caller's events, on their way to the database.
struct AppendRequest: Sendable {
    typealias Outcome = Result<[Receipt], JournalError>

    let events: [PreparedEvent]
    let size: AppendSize
    let caller: CheckedContinuation<Outcome, Never>

    init(_ events: [PreparedEvent], _ caller: CheckedContinuation<Outcome, Never>) {
        self.events = events
        size = events.reduce(AppendSize()) { $0 + $1.size }
        self.caller = caller
    }
}
