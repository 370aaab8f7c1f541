public import Assistance

/// Where bank and ledger disagree, as rule R05 asks.
public struct BankMismatch: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// Opening and movements do not make the closing balance.
        case statement
        /// The opening balance is not the closing balance of the statement before.
        case opening
        /// The closing balance is not what the ledger says lay in the account that day.
        case closing
        /// The bank booked what the ledger does not know.
        case line
        /// The ledger knows of what the bank did not book.
        case movement
    }

    public let account: Account
    public let kind: Kind
    /// The statement, or the one in which the line stands; nil for a movement.
    public let statement: Identifier?
    /// The line, such as `1234-2021-06/3`; nil for what is about a whole statement or a movement.
    public let line: StatementLineName?
    /// What there should be, in minor units of CNY.
    public let expected: Int64
    /// What there is.
    public let found: Int64
    /// The events that prove it.
    public let positions: [Int64]

    /// All of one account, in the order of ``Kind``.
    ///
    /// What somebody accepted, and what names a movement of the same amount, is explained; a proposal that only rests on amount and day is
    /// not, as long as nobody accepted it. What lies so near the end of the last statement that its other side may still come is none yet.
    ///
    /// - Parameter tolerance: by how many minor units balances may differ: `tolerance` of the policy's rule R05.
    public static func find(in reconciliation: BankReconciliation, tolerance: Int64) -> [BankMismatch] {
        let record = reconciliation.record
        func mismatch(
            _ kind: Kind, _ statement: Identifier? = nil, line: StatementLineName? = nil, expected: Int64, found: Int64,
            at position: Int64? = nil
        ) -> BankMismatch {
            let proof = [position, statement.flatMap { record.statementPositions[$0] }].compactMap { $0 }
            return BankMismatch(
                account: record.account, kind: kind, statement: statement, line: line, expected: expected, found: found,
                positions: proof.sorted())
        }
        func differ(_ a: Int64, _ b: Int64) -> Bool { (Int128(a) - Int128(b)).magnitude > UInt128(max(0, tolerance)) }

        var found: [BankMismatch] = []
        for check in reconciliation.checks {
            let closing = check.received.closing.minorUnits
            let expected = Int64(clamping: Int128(closing) - check.imbalance)
            if differ(closing, expected) {
                found.append(mismatch(.statement, check.statement, expected: expected, found: closing))
            }
            if let earlier = check.earlierClosing, differ(earlier, check.received.opening.minorUnits) {
                found.append(
                    mismatch(.opening, check.statement, expected: earlier, found: check.received.opening.minorUnits))
            }
            if let balance = check.ledgerBalance, differ(balance, closing) {
                found.append(mismatch(.closing, check.statement, expected: balance, found: closing))
            }
        }
        let unsure = reconciliation.proposals.filter { $0.confidence != .exact }
        let lines = reconciliation.unmatchedLines.filter { !$0.isOutstanding }.map(\.side) + unsure.flatMap(\.lines)
        for line in lines.sorted(by: { ($0.date, $0.name) < ($1.date, $1.name) }) {
            found.append(
                mismatch(.line, line.name.statement, line: line.name, expected: 0, found: line.amount))
        }
        let movements =
            reconciliation.unmatchedMovements.filter { !$0.isOutstanding }.map(\.side) + unsure.flatMap(\.movements)
        for movement in movements.sorted(by: { ($0.date, $0.position) < ($1.date, $1.position) }) {
            found.append(mismatch(.movement, expected: movement.amount, found: 0, at: movement.position))
        }
        let order = Dictionary(uniqueKeysWithValues: Kind.allCases.enumerated().map { ($0.element, $0.offset) })
        // Those of one kind stay in the order in which they were found.
        return found.enumerated().sorted { a, b in
            (order[a.element.kind] ?? 0, a.offset) < (order[b.element.kind] ?? 0, b.offset)
        }.map(\.element)
    }
}
