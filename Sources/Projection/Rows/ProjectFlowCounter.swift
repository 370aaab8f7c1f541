public import Assistance
public import CanonicalJSON
import Synchronization

/// Money of one pairing that a project was given, and that it spent, in a part of time.
public struct ProjectFlow: Hashable, Sendable {
    public struct Key: Hashable, Sendable {
        public var project: String
        /// The first day of the part of time; nil where time is not divided.
        public var time: CalendarDate?
        /// Empty where nobody can say.
        public var pairing: String
        public var instrument: Instrument
    }

    public let key: Key
    /// Less what it gave back; minor units, as `spent`.
    public var given: Int128 = 0
    public var spent: Int128 = 0
}

/// Adds up what projects were given and spent while the log is folded.
public final class ProjectFlowCounter: FoldObserver {
    private let time: @Sendable (CalendarDate) -> CalendarDate?
    private let isDivided: Bool
    private let counted = Mutex<[ProjectFlow.Key: ProjectFlow]>([:])

    /// - Parameter time: the first day of the part of time that a day is in; nil for a day that does not count.
    public init(isDivided: Bool, _ time: @escaping @Sendable (CalendarDate) -> CalendarDate?) {
        self.isDivided = isDivided
        self.time = time
    }

    public func observe(_: [ProjectedEvent], _ movements: [Movement]) {
        counted.withLock { counted in
            for movement in movements {
                guard let start = time(movement.row.effectiveOn) else { continue }
                let amount = Int128(movement.row.amount)
                for (account, change) in [(movement.source, -amount), (movement.target, amount)]
                where account.kind == .project || account.kind == .spent {
                    let key = ProjectFlow.Key(
                        project: account.owner, time: isDivided ? start : nil, pairing: movement.row.pairing ?? "",
                        instrument: account.instrument)
                    counted[key, default: ProjectFlow(key: key)].given += change
                    if account.kind == .spent { counted[key, default: ProjectFlow(key: key)].spent += change }
                }
            }
        }
    }

    /// What was counted so far, in no order.
    public var flows: [ProjectFlow] { counted.withLock { Array($0.values) } }
}
