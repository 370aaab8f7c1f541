import CanonicalJSON
import Postgres

/// What the tables of ledgers and accounts say of a log at one moment.
struct LogHead: Sendable {
    let nextPosition: Int64
    let lastRecordedAt: Instant?
    let balances: [AccountBalance]
    /// Behind the last entry that there is.
    let last: Int64

    static func read(of journal: Journal) async throws(JournalError) -> LogHead {
        try await journal.withTransaction(isolation: .repeatableRead, readOnly: true) {
            [ledger = journal.ledger] session in
            try Journal.mustSeeEntries(on: session)
            let parameters = [Parameter.text(ledger.description)]
            let moment = "CASE WHEN isfinite(last_recorded_at) THEN last_recorded_at END"
            let sql = "SELECT next_position, \(moment) FROM pairledger.ledger WHERE ledger = $1"
            guard let row = try session.query(sql, parameters).first else {
                throw JournalError.unknownLedger(ledger.description)
            }
            let accounts = "SELECT account, currency, balance FROM pairledger.account WHERE ledger = $1"
            let last = "SELECT coalesce(max(position), -1) + 1 FROM pairledger.event WHERE ledger = $1"
            return LogHead(
                nextPosition: try row.int8(0),
                lastRecordedAt: try row.timestampOrNil(1).flatMap { Instant(microsecondsSince1970: $0) },
                balances: try session.query(accounts, parameters).map(AccountBalance.init),
                last: try session.query(last, parameters).only().int8(0))
        }
    }

    /// What does not agree with the entries.
    func findings(beside entries: EntryAudit) -> [LogFinding] {
        var findings: [LogFinding] = []
        if nextPosition != entries.next {
            findings.append(
                LogFinding(
                    .head, at: min(nextPosition, entries.next),
                    "the ledger's head says that \(nextPosition) comes next, and the entries end before \(entries.next)"
                ))
        } else if let last = entries.lastRecordedAt, lastRecordedAt != last {
            findings.append(
                LogFinding(
                    .head,
                    "the ledger's head says that the last entry was recorded at "
                        + "\(lastRecordedAt.map { "\($0)" } ?? "no moment"), that one says \(last)"))
        }
        var expected = entries.balances
        for row in balances {
            let key = EntryAudit.Balance(account: row.account, currency: row.currency)
            var sum: Int64 = 0
            // Byte by byte: Swift takes texts for the same that look the same.
            if let found = expected.index(forKey: key), expected[found].key.account.utf8.elementsEqual(row.account.utf8)
            {
                sum = expected.remove(at: found).value
            }
            if sum != row.balance {
                findings.append(LogFinding(.balance, text(row.account, row.currency, stored: "\(row.balance)", sum)))
            }
        }
        for (key, sum) in expected.sorted(by: { $0.key.account < $1.key.account }) where sum != 0 {
            findings.append(LogFinding(.balance, text(key.account, key.currency, stored: "nothing", sum)))
        }
        return findings
    }

    private func text(_ account: String, _ currency: String, stored: String, _ sum: Int64) -> String {
        "the table says that \(stored) lies in \(account), in minor units of \(currency); the entries come to \(sum)"
    }
}
