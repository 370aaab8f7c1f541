public import Journal
public import Projection
import Synchronization

/// Notes what moves in some accounts while the log is folded, for their registers as of an earlier day or moment.
public final class RegisterCollector: FoldObserver {
    private struct State {
        var movements: [MovementRow] = []
        var events: [Int64: EventName] = [:]
    }

    private let beginnings: [String]
    private let state = Mutex(State())

    /// - Parameter beginnings: what the names of the accounts begin with.
    public init(_ beginnings: [String]) { self.beginnings = beginnings }

    public func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        let found = movements.map(\.row).filter { row in
            beginnings.contains { row.source.hasPrefix($0) || row.target.hasPrefix($0) }
        }
        guard !found.isEmpty else { return }
        let positions = Set(found.map(\.key.position))
        state.withLock { state in
            state.movements += found
            for event in events where positions.contains(event.record.position) {
                state.events[event.record.position] = EventName(type: event.record.type, stream: event.record.stream)
            }
        }
    }

    public var movements: [MovementRow] { state.withLock { $0.movements } }
    public var events: [Int64: EventName] { state.withLock { $0.events } }
}
