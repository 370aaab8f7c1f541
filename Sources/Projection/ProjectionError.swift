public import Journal

/// Why a projection did not go on.
public enum ProjectionError: Error, Sendable {
    /// An event cannot be applied. Everything before it is stored; it and everything after it is not.
    case stoppedAt(position: Int64, projection: String, reason: String)
    /// The rows were made by a newer program.
    case newerVersion(projection: String, stored: Int, known: Int)
    /// The tables hold what no projection wrote.
    case damagedRows(projection: String, reason: String)
    case journal(JournalError)
}

extension ProjectionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .stoppedAt(let position, let projection, let reason):
            "projection \(projection) stopped at position \(position): \(reason)"
        case .newerVersion(let projection, let stored, let known):
            "the rows of projection \(projection) are of version \(stored), and this program knows version \(known)"
        case .damagedRows(let projection, let reason): "projection \(projection): \(reason)"
        case .journal(let error): error.description
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .stoppedAt(let position, _, _):
            "nothing is skipped: look at the event with `pairledger log show \(position)`, then use a program that knows it"
        case .newerVersion: "use the newer pairledger"
        case .damagedRows: "put the row back as it was; the log itself is not touched by this"
        case .journal(let error): error.remedy
        }
    }
}
