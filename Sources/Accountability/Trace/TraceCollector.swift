public import Assistance
public import CanonicalJSON
import Journal
public import Projection
import Synchronization

/// Notes all money that moves while the log is folded, for a trace as of an earlier day or moment.
public final class TraceCollector: FoldObserver {
    /// A movement whose texts are numbers, since most of them come again and again: a million must fit into memory.
    private struct Passage {
        let position: Int64
        let amount: Int64
        let ordinal: Int32
        let on: CalendarDate
        let since: CalendarDate?
        let fiscalYear: Int32
        let source: Int32
        let target: Int32
        let currency: Int32
        let pairing: Int32
        let agreement: Int32
        let transfer: Int32
    }

    private struct State {
        var passages: [Passage] = []
        var texts: [String] = []
        var numbers: [String: Int32] = [:]
        var turns: [Int64: MoneyTrail.Turn] = [:]
        var attachments: [TraceDetails.Attachment] = []
        var payments: Set<Int64> = []
        var lastOn: CalendarDate?

        mutating func number(_ text: String?) -> Int32 {
            guard let text else { return -1 }
            if let number = numbers[text] { return number }
            let number = Int32(texts.count)
            texts.append(text)
            numbers[text] = number
            return number
        }

        func text(_ number: Int32) -> String? { number < 0 ? nil : texts[Int(number)] }
    }

    private let payment: String
    private let state = Mutex(State())

    /// - Parameter payment: the identifier of the payment whose events are to be found.
    public init(payment: String) { self.payment = payment }

    public func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        state.withLock { state in
            for event in events {
                guard let meaning = try? event.meaning() else { continue }
                if let turn = MoneyTrail.Turn(meaning) { state.turns[event.record.position] = turn }
                if let attachment = TraceDetails.Attachment(meaning) { state.attachments.append(attachment) }
                if case .fundsSpent(let spent) = meaning, spent.payment.description == payment {
                    state.payments.insert(event.record.position)
                }
            }
            for row in movements.map(\.row) {
                state.lastOn = max(state.lastOn ?? row.effectiveOn, row.effectiveOn)
                state.passages.append(
                    Passage(
                        position: row.key.position, amount: row.amount, ordinal: row.key.ordinal, on: row.effectiveOn,
                        since: row.since, fiscalYear: row.fiscalYear, source: state.number(row.source),
                        target: state.number(row.target), currency: state.number(row.currency),
                        pairing: state.number(row.pairing), agreement: state.number(row.agreement),
                        transfer: state.number(row.transfer)))
            }
        }
    }

    public var turns: [Int64: MoneyTrail.Turn] { state.withLock { $0.turns } }
    public var attachments: [TraceDetails.Attachment] { state.withLock { $0.attachments } }
    /// The positions of the events by which the payment was made.
    public var payments: Set<Int64> { state.withLock { $0.payments } }
    /// The last day on which money moved.
    public var lastOn: CalendarDate? { state.withLock { $0.lastOn } }

    /// The movements out of some accounts or into them, or at some positions.
    public func movements(of accounts: Set<String>, at positions: Set<Int64> = []) -> [MovementRow] {
        state.withLock { state in
            let wanted = Set(accounts.compactMap { state.numbers[$0] })
            return rows(state) {
                wanted.contains($0.source) || wanted.contains($0.target) || positions.contains($0.position)
            }
        }
    }

    /// All that a trace of money of some origins needs: what of these origins moved, and what moved in accounts that money left before any had
    /// come, since whose that is only shows when it comes.
    public func movements(of origins: Trace.Origins) -> [MovementRow] {
        state.withLock { state in
            let agreements = Set(origins.agreements.compactMap { state.numbers[$0] })
            let transfers = Set(origins.transfers.compactMap { state.numbers[$0] })
            let donors = Set(state.numbers.filter { $0.key.hasPrefix("donor:") }.values)
            let transits = Set(
                origins.transfers.flatMap { Account.names(.transit, $0) }.compactMap { state.numbers[$0] })
            let indebted = Set(
                state.passages.filter {
                    $0.pairing < 0 && $0.agreement < 0 && $0.transfer < 0 && !donors.contains($0.source)
                }.map(\.source))
            return rows(state) {
                agreements.contains($0.agreement)
                    || $0.agreement < 0 && (transfers.contains($0.transfer) || transits.contains($0.target))
                    || $0.pairing < 0 || indebted.contains($0.source) || indebted.contains($0.target)
            }
        }
    }

    private func rows(_ state: State, _ isWanted: (Passage) -> Bool) -> [MovementRow] {
        state.passages.filter(isWanted).map { passage in
            var row = MovementRow()
            row.key = .init(passage.position, passage.ordinal)
            row.effectiveOn = passage.on
            row.source = state.text(passage.source) ?? ""
            row.target = state.text(passage.target) ?? ""
            row.currency = state.text(passage.currency) ?? ""
            row.amount = passage.amount
            row.pairing = state.text(passage.pairing)
            row.agreement = state.text(passage.agreement)
            row.transfer = state.text(passage.transfer)
            row.fiscalYear = passage.fiscalYear
            row.since = passage.since
            return row
        }
    }
}

extension Account {
    /// The names of the accounts of a kind and owner, one for every instrument.
    public static func names(_ kind: Kind, _ owner: String) -> [String] {
        Instrument.allCases.map { "\(kind.rawValue):\(owner)" + ($0 == .fiscal ? "" : "/\($0.rawValue)") }
    }
}
