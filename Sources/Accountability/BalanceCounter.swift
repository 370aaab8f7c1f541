import Assistance
import CanonicalJSON
public import Projection
import Synchronization

/// Adds up what moves in every account while the log is folded: before a period, and in it.
public final class BalanceCounter: FoldObserver {
    struct Counted: Sendable {
        var lines: [Account: AccountBalances.Line] = [:]
        /// Of all accounts, whatever the filter lets through.
        var sum: Int128 = 0
    }

    private let period: Period
    private let filter: ReportFilter
    private let state = Mutex(Counted())

    public init(_ request: ReportRequest) {
        period = request.period
        filter = request.filter
    }

    public func observe(_: [ProjectedEvent], _ movements: [Movement]) {
        state.withLock { counted in
            for movement in movements {
                for (row, amount) in [(movement.source, -movement.row.amount), (movement.target, movement.row.amount)] {
                    counted.sum += Int128(amount)
                    guard let account = Account(row.key.account),
                        filter.has(
                            pairing: movement.row.pairing ?? "", movement.pairing, place: row.place,
                            instrument: row.instrument, purpose: row.purpose)
                    else { continue }
                    if period.contains(movement.row.effectiveOn) {
                        counted.lines[account, default: .init()].gained += max(0, amount)
                        counted.lines[account]?.lost -= min(0, amount)
                    } else {
                        // What is after the period is not folded.
                        counted.lines[account, default: .init()].opening += amount
                    }
                }
            }
        }
    }

    var counted: Counted { state.withLock { $0 } }
}
