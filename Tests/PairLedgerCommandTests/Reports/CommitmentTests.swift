import Foundation
import Postgres
import Testing

extension ReportSuite {
    @Suite("the report of commitments")
    struct CommitmentTests {
        /// Promised, sent, received, returned and sent beyond the promise, by agreement: from the entries, without what was taken back.
        private static let sql = """
            WITH entry AS (
              SELECT position, stream, type, convert_from(entry, 'UTF8')::jsonb AS e FROM pairledger.event
              WHERE ledger = $1 AND (convert_from(entry, 'UTF8')::jsonb->>'effective_on')::date <= $2::text::date),
            standing AS (
              SELECT * FROM entry WHERE type <> 'EntryReversed' AND position NOT IN (
                SELECT (e->'data'->>'position')::bigint FROM entry WHERE type = 'EntryReversed')),
            said AS (
              SELECT split_part(stream, '/', 2) AS thing, type, e->'data' AS d FROM standing),
            sending AS (
              SELECT thing AS transfer, d->>'agreement' AS agreement, (d->>'amount')::bigint AS amount,
                (d->>'uncommitted')::bigint AS uncommitted
              FROM said WHERE type = 'FundsTransferred'),
            figure AS (
              SELECT thing AS agreement, (d->>'amount')::bigint AS promised, 0::bigint AS sent, 0::bigint AS received,
                0::bigint AS returned, 0::bigint AS uncommitted FROM said WHERE type = 'FundsCommitted'
              UNION ALL SELECT thing, (d->>'amount')::bigint - (d->>'previous')::bigint, 0, 0, 0, 0
                FROM said WHERE type = 'CommitmentRevised'
              UNION ALL SELECT thing, -(d->>'amount')::bigint, 0, 0, 0, 0 FROM said WHERE type = 'CommitmentCancelled'
              UNION ALL SELECT agreement, 0, amount, 0, 0, uncommitted FROM sending
              UNION ALL SELECT agreement, 0, -(d->>'amount')::bigint, 0, 0, -(d->>'uncommitted')::bigint
                FROM said JOIN sending ON transfer = thing WHERE type = 'FundsRejected'
              UNION ALL SELECT agreement, 0, 0, (d->>'amount')::bigint, 0, 0
                FROM said JOIN sending ON transfer = thing WHERE type = 'FundsReceived'
              UNION ALL SELECT d->>'agreement', 0, 0, 0, (d->>'amount')::bigint, 0 FROM said WHERE type = 'FundsReturned')
            SELECT agreement, concat_ws(' ', sum(promised), sum(sent), sum(received), sum(returned), sum(uncommitted))
            FROM figure GROUP BY agreement ORDER BY agreement
            """

        private static func expected(_ ledger: CommandLedger, _ day: String) async throws -> [String: String] {
            let connection = try await ledger.home.connect()
            let rows = try await connection.run { [name = ledger.name] session in
                try session.query(sql, [.text(name), .text(day)]).map { (try $0.text(0), try $0.text(1)) }
            }
            await connection.close()
            return Dictionary(uniqueKeysWithValues: rows)
        }

        private static func check(_ ledger: CommandLedger, _ days: [String?]) async throws {
            for day in days {
                let outcome = try await ledger.run(
                    ["report", "commitments", "--format", "json", "--quiet"] + (day.map { ["--as-of", $0] } ?? []))
                try #require(outcome.status == 0, "\(outcome.errors)")
                let figures = try Figures(outcome.output)
                var found: [String: String] = [:]
                for row in figures.rows("agreements") {
                    let amounts = ["promised", "sent", "received", "returned", "uncommitted"].map {
                        "\(Figures.integer(row[$0]))"
                    }
                    found[row["agreement"] as? String ?? ""] = amounts.joined(separator: " ")
                    let (promised, received) = (Figures.integer(row["promised"]), Figures.integer(row["received"]))
                    #expect(Figures.integer(row["missing"]) == max(0, promised - received))
                    let isLate = (row["due_on"] as? String).map { $0 < figures.day } ?? false
                    let state = row["state"] as? String
                    #expect((state == "overdue") == (isLate && received < promised), "\(row)")
                    #expect((state == "fulfilled") == (promised > 0 && received >= promised), "\(row)")
                }
                #expect(!found.isEmpty)
                #expect(found == (try await expected(ledger, day ?? "9999-12-31")), "\(day ?? "now")")
                for section in ["states", "donors", "years"] {
                    #expect(
                        Figures.integer(figures.total(section)?["promised"])
                            == figures.rows(section).reduce(0) { $0 + Figures.integer($1["promised"]) }, "\(section)")
                }
            }
        }

        @Test("has what the entries promise, send, receive and return", arguments: [41, 42])
        func invented(seed: Int) async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "sample generate --seed \(seed) --events 2000 --irregularities --quiet --into \(ledger.name)")
            try await Self.check(ledger, [nil, "2018-12-31", "2020-06-30"])
        }

        @Test("of the samples too", arguments: [ReportLedger.kizilsu, .zhejiang])
        func samples(_ ledger: ReportLedger) async throws { try await Self.check(try await ledger.ledger(), [nil]) }

        @Test("tells what is due, overdue, not due and fulfilled, by the day that is asked for")
        func states() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name Aid --from 2010-03-30",
                "pairing form JS-KZ --programme P --donor 320000 --recipient 653000 --from 2010-03-30",
                "commit A1 --pairing JS-KZ --fiscal-year 2014 --amount 900 --due 2014-06-30 --on 2014-01-01",
                "commit A2 --pairing JS-KZ --fiscal-year 2014 --amount 100 --on 2014-01-01",
                "transfer T1 --agreement A1 --amount 900 --on 2014-06-01", "receive T1 --amount 600 --on 2014-06-11",
                "receive T1 --amount 300 --on 2014-08-11")
            for (day, state, days) in [
                ("2014-05-30", "not due yet", Int?.none), ("2014-05-31", "due", nil), ("2014-06-30", "due", nil),
                ("2014-07-01", "overdue", 1), ("2014-08-10", "overdue", 41), ("2014-08-11", "fulfilled", nil),
            ] {
                let figures = try Figures(
                    try await ledger.run("report", "commitments", "--as-of", day, "--format", "json").output)
                let row = try #require(figures.rows("agreements").first { $0["agreement"] as? String == "A1" })
                #expect(row["state"] as? String == state, "\(day)")
                #expect((row["days_overdue"] as? NSNumber)?.intValue == days, "\(day)")
                let undated = try #require(figures.rows("agreements").first { $0["agreement"] as? String == "A2" })
                #expect(undated["state"] as? String == "no due date")
            }
            let refused = try await ledger.run("report", "commitments", "--purpose", "education")
            #expect(refused.status == 2 && refused.output.isEmpty, "\(refused.errors)")
        }
    }
}

extension Figures {
    /// The day that due dates are held against.
    fileprivate var day: String { fact("due_by") as? String ?? "" }
}
