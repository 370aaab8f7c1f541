public import Assistance
import CanonicalJSON

/// The statements of one account held against the ledger: what goes together, what does not, and whether the balances agree.
public struct BankReconciliation: Sendable {
    /// A statement's balances.
    public struct Check: Sendable {
        public let statement: Identifier
        public let received: BankStatementReceived
        /// What the lines add up to, in minor units; more than an amount where they do.
        public let credits: Int128
        public let debits: Int128
        /// What the ledger says lay in the account at the end of the statement's last day; nil for a donor, whose balance in the ledger
        /// is what it gave, not what it has.
        public let ledgerBalance: Int64?
        /// The closing balance of the statement before, where that is of the same bank account and another one than this opening balance.
        public let earlierClosing: Int64?

        /// Closing, less opening and movements: 0 unless the statement was altered.
        public var imbalance: Int128 {
            Int128(received.closing.minorUnits) - Int128(received.opening.minorUnits) - credits - debits
        }

        /// What the bank has more than the ledger; nil where they cannot be compared.
        public var difference: Int64? { ledgerBalance.map { received.closing.minorUnits - $0 } }
    }

    /// A line or movement that nothing is matched with.
    public struct Unmatched<Side: Sendable>: Sendable {
        public let side: Side
        /// 未达账项: it is so near the end of the last statement that the other side may still come.
        public let isOutstanding: Bool
    }

    public let account: Account
    /// By their periods.
    public let checks: [Check]
    /// What was accepted or rejected, by the proposals' names.
    public let decided: [Reconciliation.Decision]
    public let proposals: [MatchProposal]
    public let unmatchedLines: [Unmatched<BookedLine>]
    /// Only of days that a statement tells of.
    public let unmatchedMovements: [Unmatched<LedgerMovement>]
    /// What it was made of.
    public let record: BankRecord

    public init(_ record: BankRecord, limits: Matching.Limits = Matching.Limits()) {
        self.record = record
        account = record.account
        let statements = record.statements.sorted { a, b in
            (a.value.received.startsOn, a.value.received.endsOn, a.key)
                < (b.value.received.startsOn, b.value.received.endsOn, b.key)
        }
        checks = BankReconciliation.checks(statements.map { ($0.key, $0.value) }, record)
        decided = record.reconciliation.decided.sorted { $0.key < $1.key }.map(\.value)
        let lines = statements.flatMap { identifier, statement in
            statement.lines.enumerated().map { BookedLine(StatementLineName(identifier, $0.offset + 1), $0.element) }
        }.filter { record.reconciliation.acceptance(of: $0.name) == nil }
        let covered = statements.map { $0.value.received.startsOn...$0.value.received.endsOn }
        let movements = BankReconciliation.near(covered, record.movements, days: limits.windowDays)
            .filter { record.reconciliation.acceptance(ofPosition: $0.position) == nil }
        let rejected = decided.compactMap { decision -> MatchParts? in
            guard case .rejected(let match) = decision else { return nil }
            return MatchParts(lines: match.lines, positions: match.positions)
        }
        let matching = Matching(lines, movements, rejected: Set(rejected), limits: limits)
        proposals = matching.proposals
        let last = covered.map(\.upperBound).max()
        func isOutstanding(_ date: CalendarDate) -> Bool {
            last.map { date.days(until: $0) < limits.windowDays } ?? false
        }
        unmatchedLines = matching.unmatchedLines.map { Unmatched(side: $0, isOutstanding: isOutstanding($0.date)) }
        unmatchedMovements = matching.unmatchedMovements.filter { movement in
            covered.contains { $0.contains(movement.date) }
        }.map { Unmatched(side: $0, isOutstanding: isOutstanding($0.date)) }
    }

    /// What moved on days of the statements, or so near them that the bank may have booked it then.
    private static func near(
        _ covered: [ClosedRange<CalendarDate>], _ movements: [LedgerMovement], days: Int
    ) -> [LedgerMovement] {
        let wider = covered.map { range in
            (range.lowerBound.daysSince1970 - days)...(range.upperBound.daysSince1970 + days)
        }
        return movements.filter { movement in wider.contains { $0.contains(movement.date.daysSince1970) } }
    }

    private static func checks(
        _ statements: [(Identifier, RecordedStatement)], _ record: BankRecord
    ) -> [Check] {
        let byDay = record.movements.sorted { $0.date < $1.date }
        var balance: Int64 = 0
        var taken = 0
        var balances: [CalendarDate: Int64] = [:]
        for day in Set(statements.map(\.1.received.endsOn)).sorted() {
            while taken < byDay.count, byDay[taken].date <= day {
                balance += byDay[taken].amount
                taken += 1
            }
            balances[day] = balance
        }
        var earlier: [MaskedBankAccount: BankStatementReceived] = [:]
        return statements.map { identifier, statement in
            let received = statement.received
            defer { earlier[received.bankAccount] = received }
            let before = earlier[received.bankAccount].flatMap {
                $0.closing == received.opening ? nil : $0.closing.minorUnits
            }
            return Check(
                statement: identifier, received: received,
                credits: statement.lines.reduce(0) { $0 + Int128(max(0, $1.amount.minorUnits)) },
                debits: statement.lines.reduce(0) { $0 + Int128(min(0, $1.amount.minorUnits)) },
                ledgerBalance: record.account.kind == .donor ? nil : balances[received.endsOn],
                earlierClosing: before)
        }
    }
}
