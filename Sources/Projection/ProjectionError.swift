public import Journal

/// Why a projection did not go on.
public enum ProjectionError: Error, Sendable {
    /// An event cannot be applied. Everything before it is in the rows; it and everything after it is not.
    case stoppedAt(position: Int64, projection: String, reason: String)
    /// The rows were made by a newer program.
    case newerVersion(projection: String, stored: Int, known: Int)
    /// The tables hold what no projection wrote.
    case damagedRows(projection: String, reason: String)
    /// Somebody else is rebuilding it at this moment.
    case rebuildRunning(projection: String)
    /// It has no rows yet.
    case neverRan(projection: String)
    case journal(JournalError)

    init(any error: any Error, projection: String) {
        switch error {
        case let error as ProjectionError: self = error
        case let error as StuckError:
            self = .stoppedAt(position: error.position, projection: projection, reason: error.reason)
        case let error as UnlikelyValueError: self = .damagedRows(projection: projection, reason: error.description)
        default: self = .journal(JournalError(any: error))
        }
    }
}

extension ProjectionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .stoppedAt(let position, let projection, let reason):
            "projection \(projection) stopped at position \(position): \(reason)"
        case .newerVersion(let projection, let stored, let known):
            "the rows of projection \(projection) are of version \(stored), and this program knows version \(known)"
        case .damagedRows(let projection, let reason): "projection \(projection): \(reason)"
        case .rebuildRunning(let projection): "projection \(projection) is being rebuilt already"
        case .neverRan(let projection): "projection \(projection) has no rows yet"
        case .journal(let error): error.description
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .stoppedAt(let position, let projection, _):
            "look at the event with `pairledger log show \(position)`; use a program that knows it and then "
                + "`pairledger projection resume \(projection)`, or do without it: `pairledger projection skip \(projection) "
                + "--position \(position) --reason …`"
        case .newerVersion: "use the newer pairledger"
        case .damagedRows(let projection, _):
            "make the rows anew from the log, which is not touched by this: pairledger projection rebuild \(projection)"
        case .rebuildRunning: "wait for the other one to end: pairledger projection list shows it"
        case .neverRan(let projection): "make them from the log: pairledger projection run \(projection) --once"
        case .journal(let error): error.remedy
        }
    }
}
