/// Looks on while the log is folded.
public protocol FoldObserver: AnyObject, Sendable {
    /// Sees events that follow one another and are within the horizon, and the money that they moved, in the order of their positions.
    func observe(_ events: [ProjectedEvent], _ movements: [Movement])
}
