import Foundation
import Testing

extension ReportSuite {
    @Suite("the reports of targeting and disparity, beside the entries")
    struct TargetingEntriesTests {
        private static let arrived = "kind IN ('holding', 'project', 'spent')"

        @Test("comes to what the postings come to, by place, list and person", arguments: HeldLedger.all)
        func places(_ held: HeldLedger) async throws {
            let ledger = try await held.ledger()
            let entries = EntryAnswers(ledger: ledger)
            let report = try await ledger.report("targeting")
            let paidIn = try await entries.ask(
                "SELECT place, sum(amount)::bigint FROM posting WHERE \(Self.arrived) GROUP BY 1 HAVING sum(amount) <> 0"
            )
            #expect(report.figures("regions", by: "region", of: "paid_in") == paidIn, "\(held)")
            let poor = try await entries.ask(
                """
                SELECT region, value FROM (SELECT DISTINCT ON (region) region, value FROM figure
                WHERE indicator = 'poverty-headcount' ORDER BY region, year DESC) AS f WHERE value <> 0
                """)
            let shown = Set(paidIn.keys)
            #expect(
                report.figures("regions", by: "region", of: "poor")
                    == poor.filter { shown.contains($0.key) && !$0.key.hasSuffix("00") }, "\(held)")
            let lists = try await entries.ask(
                """
                SELECT designation || CASE WHEN last_day IS NULL THEN ' on the list' ELSE ' left it' END, sum(amount)::bigint
                FROM posting JOIN list ON region = place WHERE \(Self.arrived) GROUP BY 1 HAVING sum(amount) <> 0
                """)
            #expect(
                report.figures("designations", by: "designation", "standing", of: "paid_in")
                    .filter { !$0.key.hasPrefix(" ") } == lists, "\(held)")
            let without = try await entries.ask(
                """
                SELECT region, 1::bigint FROM list GROUP BY 1 HAVING NOT EXISTS
                (SELECT FROM posting WHERE place = region AND \(Self.arrived) GROUP BY place HAVING sum(amount) <> 0)
                """)
            #expect(Set(report.rows("without_aid").map { "\($0["region"] ?? "")" }) == Set(without.keys), "\(held)")
            for row in report.rows("regions") where !(row["per_poor"] is NSNull) {
                let (paid, persons) = (Figures.integer(row["paid_in"]), Figures.integer(row["poor"]))
                let each = Figures.integer(row["per_poor"])
                #expect(abs(2 * (each * persons - paid)) <= persons, "\(held): \(row)")
            }
        }

        @Test("counts the money of a year for the lists of its days", arguments: HeldLedger.all)
        func years(_ held: HeldLedger) async throws {
            let ledger = try await held.ledger()
            let report = try await ledger.report("targeting --by year")
            let expected = try await EntryAnswers(ledger: ledger).ask(
                """
                SELECT left(effective_on, 4) || ' ' || coalesce(designation, ''), sum(amount)::bigint FROM posting
                LEFT JOIN list ON region = place AND since <= effective_on AND effective_on <= coalesce(last_day, '9999')
                WHERE \(Self.arrived) GROUP BY 1 HAVING sum(amount) <> 0
                """)
            #expect(report.figures("times", by: "time", "designation", of: "paid_in") == expected, "\(held)")
        }

        @Test("names a county of a list that has nothing, and one of the poorest before all others")
        func without() async throws {
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "programme establish P --name P --from 2010-01-01",
                "pairing form TJ-GS --programme P --donor 120000 --recipient 620000 --from 2010-01-01",
                "region designate 621121 --as poverty-county --since 2012-03-19 --basis list",
                "region designate 622926 --as deep-poverty --since 2017-11-01 --basis list",
                "region designate 621122 --as poverty-county --since 2012-03-19 --basis list",
                "commit A --pairing TJ-GS --fiscal-year 2018 --amount 900 --on 2018-02-01",
                "transfer T --agreement A --amount 900 --to 621122 --on 2018-03-01", "receive T --on 2018-03-02")
            let report = try await ledger.report("targeting")
            #expect(report.rows("without_aid").map { $0["region"] as? String } == ["622926", "621121"])
            #expect(
                report.figures("designations", by: "designation", of: "without_aid") == [
                    "deep-poverty": 1, "poverty-county": 1,
                ])
            try await ledger.record(
                "region delist 621122 --as poverty-county --last-day 2018-02-28 --basis list --on 2018-03-01")
            let byDay = try await ledger.report("targeting --by month")
            #expect(
                byDay.figures("designations", by: "designation", "standing", of: "paid_in") == [
                    "poverty-county left it": 90_000
                ])
        }

        // MARK: Disparity

        @Test(
            "has the figures of regions that were stated last, and the aid of each agreement's year",
            arguments: HeldLedger.all)
        func disparity(_ held: HeldLedger) async throws {
            let ledger = try await held.ledger()
            let entries = EntryAnswers(ledger: ledger)
            let report = try await ledger.report("disparity")
            for (column, indicator) in [("rural_income", "rural-income-per-head"), ("poor", "poverty-headcount")] {
                let expected = try await entries.ask(
                    "SELECT region || ' ' || year, value FROM figure WHERE indicator = '\(indicator)' AND value <> 0")
                #expect(report.figures("regions", by: "region", "year", of: column) == expected, "\(held), \(column)")
            }
            let sums = try await entries.ask(
                """
                SELECT donor || ' ' || recipient || ' ' || year, sum(value)::bigint FROM figure
                JOIN (SELECT DISTINCT donor, recipient FROM pairing) AS p
                  ON region = recipient OR recipient LIKE '%0000' AND left(region, 2) = left(recipient, 2)
                  OR recipient LIKE '%00' AND left(region, 4) = left(recipient, 4)
                WHERE indicator = 'poverty-headcount' GROUP BY 1 HAVING sum(value) <> 0
                """)
            #expect(report.figures("sides", by: "donor", "recipient", "year", of: "recipient_poor") == sums, "\(held)")
            let given = try await entries.ask(
                """
                SELECT donor || ' ' || recipient || ' ' || year, -sum(amount)::bigint FROM posting
                LEFT JOIN (SELECT DISTINCT subject AS transfer, data->>'agreement' AS named FROM entry
                           WHERE type = 'FundsTransferred') AS t ON stream = 'transfer/' || transfer
                JOIN agreement ON agreement.agreement = coalesce(named, subject)
                WHERE kind = 'donor' GROUP BY 1 HAVING sum(amount) <> 0
                """)
            #expect(report.figures("sides", by: "donor", "recipient", "year", of: "given") == given, "\(held)")
        }
    }
}
