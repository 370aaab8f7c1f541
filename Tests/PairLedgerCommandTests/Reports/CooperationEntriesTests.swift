import Foundation
import Testing

extension ReportSuite {
    @Suite("the reports of cooperation and of the evaluation, beside the entries")
    struct CooperationEntriesTests {
        private static let kinds = """
            CASE type WHEN 'PersonnelSeconded' THEN 'secondment' WHEN 'LabourPlaced' THEN 'placement'
            WHEN 'IndustryInvested' THEN 'investment' WHEN 'ConsumptionPurchased' THEN 'purchase'
            WHEN 'TrainingHeld' THEN 'training' END
            """

        /// What each column of the report sums, as rows beside every event.
        private static let columns = """
            CROSS JOIN LATERAL (VALUES
                ('entries', 1), ('persons', (data->>'persons')::bigint),
                ('registered_poor', (data->>'registered_poor')::bigint),
                ('person_days', (data->>'persons')::bigint * (data->>'days')::bigint),
                ('amount', CASE type WHEN 'ConsumptionPurchased' THEN (data->>'amount')::bigint
                           WHEN 'IndustryInvested' THEN (data->>'paid_in')::bigint END),
                ('committed', CASE type WHEN 'IndustryInvested' THEN (data->>'committed')::bigint END),
                ('jobs', (data->>'jobs')::bigint), ('linked_households', (data->>'linked_households')::bigint)
            ) AS of_column (name, figure)
            """
        private static let names = [
            "entries", "persons", "registered_poor", "person_days", "amount", "committed", "jobs", "linked_households",
        ]

        private static let what = "WHERE stream LIKE 'cooperation/%' AND type <> 'SecondmentEnded'"

        /// A ledger of invented cooperation, with some the other way, which is not invented.
        private static let bothWays = Task { () async throws -> CommandLedger in
            let ledger = try await ReportLedger.new()
            try await ledger.record(
                "sample generate --seed 44 --events 3000 --irregularities --quiet --into \(ledger.name)",
                "cooperation second BACK-1 --pairing ZJ-AKSU --direction to-donor --region 330106 --profession cadres "
                    + "--persons 4 --on 2019-05-10", "cooperation end-secondment BACK-1 --on 2020-05-09",
                "cooperation train BACK-2 --pairing ZJ-AKSU --direction to-donor --region 330000 --topic herding "
                    + "--persons 30 --days 5 --on 2019-08-01")
            return ledger
        }

        private static func ledgers() async throws -> [CommandLedger] {
            [
                try await bothWays.value, try await ReportLedger.kizilsu.ledger(),
                try await ReportLedger.invented.ledger(),
            ]
        }

        @Test("comes to what the events say, by kind, direction, pairing and time")
        func figures() async throws {
            for ledger in try await Self.ledgers() {
                let entries = EntryAnswers(ledger: ledger)
                let report = try await ledger.report("cooperation")
                let quarters = try await ledger.report("cooperation --by quarter")
                func check(_ report: Figures, _ section: String, _ keys: [(name: String, sql: String)]) async throws {
                    let expected = try await entries.ask(
                        """
                        SELECT name || ' ' || \(keys.map(\.sql).joined(separator: " || ' ' || ")), sum(figure)::bigint
                        FROM entry \(Self.columns) \(Self.what) GROUP BY 1 HAVING sum(figure) <> 0
                        """)
                    var found: [String: Int] = [:]
                    for name in Self.names {
                        for row in report.rows(section) {
                            guard let figure = row[name] as? NSNumber, figure.intValue != 0 else { continue }
                            let words = keys.map { row[$0.name] as? String ?? "" }.joined(separator: " ")
                            found["\(name) \(words)", default: 0] += figure.intValue
                        }
                    }
                    #expect(found == expected, "\(ledger.name) \(section)")
                }
                let way = [(name: "kind", sql: Self.kinds), (name: "direction", sql: "(data->>'direction')")]
                try await check(report, "kinds", way)
                try await check(report, "pairings", [(name: "pairing", sql: "(data->>'pairing')")] + way)
                try await check(report, "times", [(name: "time", sql: "left(effective_on, 4)")] + way)
                try await check(
                    quarters, "times", [(name: "time", sql: "to_char(effective_on::date, 'YYYY\"-Q\"Q')")] + way)
            }
        }

        @Test("of a region and a time takes what happened there and then")
        func filtered() async throws {
            let ledger = try await Self.bothWays.value
            let report = try await ledger.report("cooperation --region 652900 --from 2018-01-01 --to 2020-06-30 --tree")
            let expected = try await EntryAnswers(ledger: ledger).ask(
                """
                SELECT \(Self.kinds) || ' ' || (data->>'direction'), count(*) FROM entry
                JOIN pairing ON pairing.pairing = data->>'pairing'
                WHERE stream LIKE 'cooperation/%' AND type <> 'SecondmentEnded'
                  AND effective_on BETWEEN '2018-01-01' AND '2020-06-30'
                  AND (left(data->>'region', 4) = '6529' OR recipient = '652900') GROUP BY 1
                """)
            #expect(expected["secondment to-donor"] == 1 && expected.count > 2, "seed 44")
            #expect(report.figures("kinds", by: "kind", "direction", of: "entries") == expected)
            let tree = report.rows("regions").filter { Figures.integer($0["depth"]) == 0 }
            #expect(tree.reduce(0) { $0 + Figures.integer($1["entries"]) } == expected.values.reduce(0, +))
        }

        @Test("explains a row by the events of it, and those alone")
        func explained() async throws {
            let ledger = try await Self.bothWays.value
            for words in [["cooperation"], ["cooperation", "--by", "month"]] {
                let outcome = try await ledger.run(
                    ["report"] + words + ["--explain", "training", "--format", "json", "--quiet"])
                #expect(outcome.status == 0, "\(outcome.errors)")
                let figures = try Figures(outcome.output)
                for (number, direction) in [(1, "to-recipient"), (2, "to-donor")] {
                    let expected = try await EntryAnswers(ledger: ledger).ask(
                        """
                        SELECT position::text, position FROM entry
                        WHERE type = 'TrainingHeld' AND data->>'direction' = '\(direction)'
                        """)
                    let found = figures.rows("events_\(number)").map { Figures.integer($0["position"]) }
                    #expect(found == expected.values.sorted() && !found.isEmpty, "\(words)")
                }
            }
        }

        // MARK: Scorecard

        @Test("puts side by side what the events of each year and two provinces come to")
        func scorecard() async throws {
            for ledger in try await Self.ledgers() {
                let entries = EntryAnswers(ledger: ledger)
                let report = try await ledger.report("scorecard")
                let expected = try await entries.ask(
                    """
                    SELECT concat_ws(' ', name, data->>'direction', left(effective_on, 4), left(donor, 2) || '0000',
                                     left(recipient, 2) || '0000'), sum(figure)::bigint
                    FROM entry JOIN pairing ON pairing.pairing = data->>'pairing' CROSS JOIN LATERAL (VALUES
                        ('PersonnelSeconded', 'persons-sent', data->>'persons'),
                        ('TrainingHeld', 'persons-trained', data->>'persons'),
                        ('LabourPlaced', 'workers-placed', data->>'persons'),
                        ('LabourPlaced', 'workers-registered-poor', data->>'registered_poor'),
                        ('IndustryInvested', 'jobs', data->>'jobs'),
                        ('IndustryInvested', 'investment-paid-in', data->>'paid_in'),
                        ('IndustryInvested', 'investment-agreed', data->>'committed'),
                        ('ConsumptionPurchased', 'purchases', data->>'amount')
                    ) AS of_measure (of_type, name, text) CROSS JOIN LATERAL (SELECT text::bigint AS figure) AS f
                    WHERE type = of_type GROUP BY 1 HAVING sum(figure) <> 0
                    """)
                let measures = Set(expected.keys.compactMap { $0.split(separator: " ").first.map(String.init) })
                var found: [String: Int] = [:]
                for row in report.rows("scorecard") {
                    guard let measure = row["measure"] as? String, measures.contains(measure) else { continue }
                    for (side, direction) in [("donor", "to-recipient"), ("recipient", "to-donor")] {
                        let figure = row["\(side)_amount"] as? NSNumber ?? row["\(side)_count"] as? NSNumber
                        guard let figure, figure.intValue != 0 else { continue }
                        let sides = "\(row["year"] ?? "") \(row["donor"] ?? "") \(row["recipient"] ?? "")"
                        found["\(measure) \(direction) \(sides)"] = figure.intValue
                    }
                }
                #expect(found == expected, "\(ledger.name)")
                let stages = try await entries.ask("SELECT kind, sum(amount)::bigint FROM posting GROUP BY 1")
                func sum(_ measure: String, _ side: String) -> Int {
                    report.figures("scorecard", by: "measure", of: "\(side)_amount")[measure] ?? 0
                }
                #expect(sum("given", "donor") == -(stages["donor"] ?? 0), "\(ledger.name)")
                #expect(sum("spent", "recipient") == stages["spent"] ?? 0, "\(ledger.name)")
                let counties = try await entries.ask(
                    """
                    SELECT 'counties', coalesce(sum(amount), 0)::bigint FROM posting
                    WHERE kind IN ('holding', 'project', 'spent') AND place NOT LIKE '%00'
                    """)
                #expect(sum("in-counties", "recipient") == counties["counties"], "\(ledger.name)")
            }
        }
    }
}
