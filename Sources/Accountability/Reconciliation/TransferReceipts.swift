public import Assistance
public import CanonicalJSON
import Journal
public import Projection
import Synchronization

/// A transfer with what the other side said of it.
public struct TransferReceipts: Hashable, Sendable {
    /// One confirmation of the recipient.
    public struct Part: Hashable, Sendable {
        public let position: Int64
        public let date: CalendarDate
        /// In minor units of CNY.
        public let amount: Int64
        /// The recipient expects no more.
        public let closes: Bool
    }

    public let transfer: Identifier
    /// The donor, or the tier above.
    public let from: RegionCode
    public let to: RegionCode
    public let agreement: Identifier?
    public let sentOn: CalendarDate
    /// In minor units of CNY.
    public let sent: Int64
    /// Where the sending stands in the log.
    public let position: Int64
    /// What is not taken back, in the order of the log.
    public internal(set) var parts: [Part] = []
    /// What the recipient did not take, by the positions of the events.
    var rejections: [Int64: Int64] = [:]
    /// The sending was taken back.
    public internal(set) var isReversed = false

    public var received: Int64 { parts.reduce(0) { $0 + $1.amount } }
    public var rejected: Int64 { rejections.values.reduce(0, +) }
    /// What was sent and neither confirmed nor rejected.
    public var outstanding: Int64 { sent - received - rejected }

    /// How the two sides stand to each other.
    public enum State: String, CaseIterable, Sendable {
        /// More was confirmed than sent.
        case over
        /// Nothing was confirmed in time.
        case missing
        /// Less was confirmed than sent, and no more is expected or the time is over.
        case short
        /// All was confirmed, but not in time.
        case late
        /// Not all is confirmed, and there is time yet.
        case underWay = "under-way"
        /// All was confirmed in several parts.
        case split
        /// All was confirmed at once.
        case oneToOne = "one-to-one"
        /// The recipient took nothing.
        case rejected
    }

    /// - Parameters:
    ///   - day: on which somebody looks.
    ///   - days: how many may lie between sending and receipt: `receipt_days` of the policy's rule R04.
    public func state(on day: CalendarDate, within days: Int64) -> State {
        let isOver = sentOn.days(until: day) > days
        if outstanding < 0 { return .over }
        if outstanding > 0 {
            if parts.isEmpty, rejections.isEmpty { return isOver ? .missing : .underWay }
            return isOver || parts.contains(where: \.closes) ? .short : .underWay
        }
        guard let last = parts.map(\.date).max() else { return .rejected }
        if sentOn.days(until: last) > days { return .late }
        return parts.count > 1 ? .split : .oneToOne
    }
}

/// Notes transfers and receipts while the log is folded.
public final class ReceiptCollector: FoldObserver {
    private struct State {
        var transfers: [Identifier: TransferReceipts] = [:]
        var policy = Books()
    }

    private let state = Mutex(State())

    public init() {}

    /// In the order of their days; those taken back are not among them.
    public var transfers: [TransferReceipts] {
        state.withLock { state in
            state.transfers.values.filter { !$0.isReversed }.sorted {
                ($0.sentOn, $0.transfer) < ($1.sentOn, $1.transfer)
            }
        }
    }

    /// How many days may lie between sending and receipt, as the policy has it on a day.
    public func receiptDays(on day: CalendarDate) -> Int64 {
        guard let rule = Identifier("R04").flatMap(PolicyRule.with), let parameter = rule.parameter("receipt_days")
        else {
            return 0
        }
        return state.withLock { state in
            (state.policy.policies[rule.id] ?? Policy()).value(of: parameter, on: day).value
        }
    }

    public func observe(_ events: [ProjectedEvent], _: [Movement]) {
        state.withLock { state in
            for event in events { ReceiptCollector.take(event, &state) }
        }
    }

    private static func take(_ event: ProjectedEvent, _ state: inout State) {
        let record = event.record
        let stream = record.stream
        guard stream.hasPrefix("transfer/") || stream == "policy/R04", let name = StreamName(stream),
            let meaning = try? event.meaning()
        else { return }
        func part(_ amount: Money) -> Int64 { amount.minorUnits }
        switch meaning {
        case .fundsTransferred(let sent):
            state.transfers[name.identifier] = TransferReceipts(
                transfer: name.identifier, from: sent.from, to: sent.to, agreement: sent.agreement,
                sentOn: record.effectiveOn, sent: part(sent.amount), position: record.position)
        case .fundsForwarded(let sent):
            state.transfers[name.identifier] = TransferReceipts(
                transfer: name.identifier, from: sent.from, to: sent.to, agreement: nil, sentOn: record.effectiveOn,
                sent: part(sent.amount), position: record.position)
        case .fundsReceived(let received):
            state.transfers[name.identifier]?.parts.append(
                .init(
                    position: record.position, date: record.effectiveOn, amount: part(received.amount),
                    closes: received.closes))
        case .fundsRejected(let rejected):
            state.transfers[name.identifier]?.rejections[record.position] = part(rejected.amount)
        case .entryReversed(let reversed):
            state.transfers[name.identifier]?.parts.removeAll { $0.position == reversed.position }
            state.transfers[name.identifier]?.rejections[reversed.position] = nil
            if state.transfers[name.identifier]?.position == reversed.position {
                state.transfers[name.identifier]?.isReversed = true
            }
        case .policySet: state.policy.replay(meaning, of: name, on: record.effectiveOn, by: record.actor)
        default: break
        }
    }
}
