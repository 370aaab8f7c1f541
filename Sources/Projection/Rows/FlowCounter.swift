public import Assistance
public import CanonicalJSON
import Synchronization

/// Money that moved from one kind of account to another in a part of time, added up.
public struct Flow: Hashable, Sendable {
    public struct Key: Hashable, Sendable {
        /// The first day of the part of time; nil where time is not divided.
        public var time: CalendarDate?
        public var source: Side
        public var target: Side
        /// Empty where nobody can say.
        public var pairing: String
        public var fiscalYear: Int32
        public var instrument: Instrument
        public var currency: String
        public var isPromised: Bool
    }

    /// What of an account is told apart.
    public struct Side: Hashable, Sendable {
        public var kind: Account.Kind
        /// The region that holds the money, or where its project is, by its GB/T 2260 code; empty before that, as the others.
        public var place: String
        public var scope: String
        public var purpose: String
    }

    public let key: Key
    /// Minor units.
    public var amount: Int64
}

/// Adds up the money that moves while the log is folded.
public final class FlowCounter: FoldObserver {
    private let time: @Sendable (CalendarDate) -> CalendarDate?
    private let isDivided: Bool
    private let amounts = Mutex<[Flow.Key: Int64]>([:])

    /// - Parameter time: the first day of the part of time that a day is in; nil for a day that does not count.
    public init(isDivided: Bool, _ time: @escaping @Sendable (CalendarDate) -> CalendarDate?) {
        self.isDivided = isDivided
        self.time = time
    }

    public func observe(_: [ProjectedEvent], _ movements: [Movement]) {
        amounts.withLock { amounts in
            for movement in movements {
                guard let start = time(movement.row.effectiveOn) else { continue }
                let key = Flow.Key(
                    time: isDivided ? start : nil, source: .init(movement.source), target: .init(movement.target),
                    pairing: movement.row.pairing ?? "", fiscalYear: movement.row.fiscalYear,
                    instrument: movement.target.instrument, currency: movement.row.currency,
                    isPromised: movement.row.agreement != nil)
                amounts[key, default: 0] += movement.row.amount
            }
        }
    }

    /// What was counted so far, in no order.
    public var flows: [Flow] { amounts.withLock { $0.map(Flow.init) } }
}

extension Flow.Side {
    fileprivate init(_ account: AccountRow) {
        self.init(kind: account.kind, place: account.place, scope: account.scope, purpose: account.purpose)
    }
}
