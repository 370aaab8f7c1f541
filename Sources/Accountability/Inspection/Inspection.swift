import Assistance
public import CanonicalJSON
import Journal
public import Projection
import Synchronization

/// Takes up what the rules look at while the log is folded: events, and the money that they moved.
public final class Inspection: FoldObserver {
    private let state: Mutex<State>

    /// - Parameter delayMin: after how many days an event is recorded late enough for any policy to mind.
    public init(delayMin: Int) { state = Mutex(State(delayMin: delayMin)) }

    public func observe(_ events: [ProjectedEvent], _ movements: [Movement]) {
        state.withLock { state in
            var next = movements.startIndex
            for event in events {
                while next < movements.endIndex, movements[next].row.key.position < event.record.position { next += 1 }
                let first = next
                while next < movements.endIndex, movements[next].row.key.position == event.record.position { next += 1 }
                // The fold has refused an event by now that this program does not know.
                if let meaning = try? event.meaning() { state.take(event.record, meaning, movements[first..<next]) }
            }
        }
    }

    /// The ledger as it stands when all is folded.
    ///
    /// - Parameters:
    ///   - rows: what was folded, with ``Funds`` and ``Findings``.
    ///   - banks: what banks say of accounts.
    ///   - day: on which it is looked at; nil for the last on which anything happened.
    public func ledger(_ rows: some RowSource, banks: [BankRecord] = [], on day: CalendarDate?) throws
        -> InspectedLedger
    {
        var ledger = state.withLock { $0.finished }
        ledger.day = day ?? ledger.day
        ledger.banks = banks
        ledger.findings = try rows.rows(FindingRow.self).sorted { $0.key.finding < $1.key.finding }
        ledger.accounts = try rows.accountsInUse([.holding, .project]).sorted { $0.key.account < $1.key.account }
        for row in try rows.rows(PairingRow.self) { ledger.pairings[row.key.pairing] = row }
        for account in ledger.accounts where account.kind == .holding {
            guard let holder = RegionCode(account.owner), holder.tier != .county else { continue }
            for lot in account.lots {
                guard let transfer = lot.transfer, let since = lot.since else { continue }
                ledger.stays.append(
                    .init(transfer: transfer, pairing: lot.pairing, holder: holder, amount: lot.amount, since: since))
            }
        }
        return ledger
    }
}
