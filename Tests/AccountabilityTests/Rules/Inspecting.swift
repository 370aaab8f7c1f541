import Assistance
import CanonicalJSON
import Journal
import Testing

@testable import Accountability
@testable import Projection

/// A log in memory, as the rules look at it.
struct Inspecting {
    private let inspection = Inspection(delayMin: 1)
    private var funds = Funds()
    private var findings = Findings()
    private var policies = Books()
    private let banks: BankCollector

    /// - Parameter accounts: those of which there are bank statements.
    init(accounts: Set<Account> = []) { banks = BankCollector(accounts) }

    init(_ log: Log, asOf day: CalendarDate? = nil) throws {
        let statements = log.events.filter { $0.type == BankStatementReceived.type }
        self.init(accounts: BankCollector.accounts(in: statements))
        for event in log.events where day.map({ event.effectiveOn <= $0 }) ?? true { try take(event) }
    }

    mutating func take(_ event: RecordedEvent) throws {
        let projected = ProjectedEvent(event)
        try funds.apply(projected)
        try findings.apply(projected)
        let movements = funds.movements.takePending().map { row in
            Movement(
                row: row, source: funds.accounts.rows[.init(row.source, row.currency)] ?? AccountRow(),
                target: funds.accounts.rows[.init(row.target, row.currency)] ?? AccountRow(),
                pairing: row.pairing.flatMap { funds.pairings.rows[.init($0)] })
        }
        inspection.observe([projected], movements)
        banks.observe([projected], movements)
        if event.type == PolicySet.type, let stream = StreamName(event.stream) {
            policies.replay(try projected.meaning(), of: stream, on: event.effectiveOn, by: event.actor)
        }
    }

    func hits(on day: CalendarDate? = nil, _ rules: String...) throws -> [Hit] {
        let rows = HandRows(
            Array(funds.accounts.rows.values), Array(funds.pairings.rows.values), Array(findings.findings.rows.values))
        let ledger = try inspection.ledger(rows, banks: banks.records, on: day)
        return RedFlags.hits(in: ledger, policies.policies, rules: Set(rules.map { id($0) }))
    }
}
